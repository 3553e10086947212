// Reads what the page's own address asks for: how the next person finds the kiosk, and what tests set.

export function optionsOf(search) {
  const asked = new URLSearchParams(search);
  const source = asked.get('source');
  return {
    lang: asked.get('lang') === 'en' ? 'en' : 'zh',
    large: asked.get('large') === '1',
    idle: positive(asked.get('idle')),
    source: source === 'camera' || source === 'simulate' ? source : '',
    width: Math.min(1920, Math.max(320, positive(asked.get('width')) ?? 1280)),
  };
}

// The address may only shorten the time until a person's data is cleared.
export function idleSeconds(asked, set) {
  const usual = set > 0 ? set : 60;
  return asked ? Math.min(asked, usual) : usual;
}

function positive(text) {
  const number = Number(text);
  return Number.isFinite(number) && number > 0 ? number : undefined;
}
