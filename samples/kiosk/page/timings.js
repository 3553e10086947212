// How long each verdict took, for measuring from outside; nothing here says whose it was.

const KEPT = 200;
window.heyiTimings = [];

// Painted is when the frame after the drawing has begun: by then the drawing is on the screen.
export function note(times, us = {}) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const { captured, sent, answered } = times;
    const entry = { captured, sent, answered, painted: performance.now() };
    window.heyiTimings.push({ ...entry, decode_us: us.decode, verify_us: us.verify, rules_us: us.rules });
    if (window.heyiTimings.length > KEPT) window.heyiTimings.shift();
  }));
}
