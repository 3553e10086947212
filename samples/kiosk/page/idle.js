// Knows how long nobody has touched anything, warns with a countdown, and then has everything wiped.

const TICK_MS = 200;
const WARN_S = 15;

export class Idle {
  #seconds = 60;
  #last = performance.now();
  #left = null;
  #does;

  // `does.matters()`: is there anything to clear, `warn` for what a person may still be reading, `quiet` without.
  // `does.count(left)`: seconds left, or null when the person is back. `does.wipe()`: the time is over.
  constructor(does) {
    this.#does = does;
    setInterval(() => this.#tick(), TICK_MS);
    const touched = () => this.isCounting || this.touch();
    for (const kind of ['pointerdown', 'wheel']) addEventListener(kind, touched, { passive: true, capture: true });
    addEventListener('keydown', () => this.touch(), { capture: true });
  }

  set seconds(seconds) {
    this.#seconds = seconds;
  }

  get seconds() {
    return this.#seconds;
  }

  get isCounting() {
    return this.#left !== null;
  }

  touch() {
    this.#last = performance.now();
    this.#count(null);
  }

  #tick() {
    const matters = this.#does.matters();
    if (matters === 'no') return this.touch();
    const left = this.#seconds - (performance.now() - this.#last) / 1000;
    if (left <= 0) {
      this.touch();
      this.#does.wipe();
    } else if (matters === 'warn' && left <= Math.min(WARN_S, this.#seconds / 2)) {
      this.#count(Math.ceil(left));
    }
  }

  #count(left) {
    if (left === this.#left) return;
    this.#left = left;
    this.#does.count(left);
  }
}
