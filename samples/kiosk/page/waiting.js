// Waits after trouble: soon at first, then less often, and as long as the agent asks.
import { Trouble } from './agent.js';
import { pause } from './frames.js';

const SOON_MS = 300;
const SELDOM_MS = 3000;
const LONGEST_MS = 10000;

export class Waiting {
  #tries = 0;

  reset() {
    this.#tries = 0;
  }

  // `show(kind)` is called when a person should know; a single lost request is not worth a word.
  async out(error, signal, show) {
    const { kind, waitMs } = error instanceof Trouble ? error : new Trouble('unreachable');
    const ownMs = Math.min(SELDOM_MS, SOON_MS * 2 ** this.#tries);
    const isPassing = kind === 'unreachable' && this.#tries === 0;
    this.#tries++;
    if (!isPassing) show(kind === 'too_large' || kind === 'refused' ? 'unreachable' : kind);
    await pause(Math.min(LONGEST_MS, Math.max(ownMs, waitMs)), signal);
  }
}
