// Sends frames one after another: never two at once, so that a slow machine gets fewer and not a queue of them.
import { sendFrame, Trouble } from './agent.js';

export const PACE_MS = 60;
const LEAST_WIDTH = 640;

// Until `signal` ends it or `onAnswer` is true (enough was seen). Fails with the Trouble that ended it otherwise.
// `paceMs` lies between the starts of two frames at least.
export async function watch(source, signal, onAnswer, paceMs = PACE_MS) {
  while (!signal.aborted) {
    try {
      const frame = await source.grab(signal);
      const sent = performance.now();
      const answer = await sendFrame(frame, signal);
      const answered = performance.now();
      if (signal.aborted) return;
      if (onAnswer(answer, { captured: frame.captured, sent, answered })) return;
      await pause(sent + paceMs - performance.now(), signal);
    } catch (error) {
      if (signal.aborted) return;
      // Too large for the agent: the same picture again, smaller. A frame it cannot use is left out.
      if (error.kind === 'too_large' && source.maxWidth > LEAST_WIDTH) source.maxWidth = LEAST_WIDTH;
      else if (error.kind === 'refused') await pause(1000, signal);
      else throw error instanceof Trouble ? error : new Trouble('unreachable');
    }
  }
}

// Ends early, without a fuss, when `signal` ends what it was waiting for.
// It leaves nothing behind on the signal, which lives for as long as nobody comes: that may be a night.
export const pause = (ms, signal) => new Promise((resolve) => {
  const end = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    resolve();
  };
  const timer = setTimeout(end, Math.max(0, ms));
  signal?.addEventListener('abort', end);
});
