// Quiet short tones, so that a verdict is heard too; their shapes differ, not only their pitch.

let audio = null;

// Each tone: start in seconds, pitch in hertz, length in seconds.
const TONES = {
  ok: { wave: 'sine', notes: [[0, 660, 0.11], [0.12, 990, 0.2]] },
  warn: { wave: 'sine', notes: [[0, 660, 0.14], [0.2, 660, 0.14]] },
  neutral: { wave: 'sine', notes: [[0, 520, 0.28]] },
  bad: { wave: 'triangle', notes: [[0, 330, 0.16], [0.2, 247, 0.34]] },
};
const LOUDNESS = 0.12;

const LATE_MS = 400;

export function play(tone) {
  const asked = performance.now();
  begin()?.then(() => {
    // A browser may keep still until the first touch: a tone that comes long after its verdict would say nothing.
    if (performance.now() - asked > LATE_MS) return;
    for (const [start, pitch, length] of TONES[tone].notes) note(TONES[tone].wave, start, pitch, length);
  }).catch(() => {});
}

// A first touch opens the way for the tones after it.
export function allow() {
  if (audio?.state === 'suspended') begin();
}

function begin() {
  try {
    audio ??= new AudioContext();
    return audio.state === 'running' ? Promise.resolve() : audio.resume();
  } catch {
    return null;
  }
}

function note(wave, start, pitch, length) {
  const from = audio.currentTime + start;
  const source = new OscillatorNode(audio, { type: wave, frequency: pitch });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.012);
  volume.gain.exponentialRampToValueAtTime(0.001, from + length);
  source.connect(volume).connect(audio.destination);
  source.start(from);
  source.stop(from + length + 0.02);
}
