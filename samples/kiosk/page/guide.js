// The sentence that helps to hold the code: it follows the frames, but slowly enough to be read.
import { lines } from './dom.js';
import { icon } from './icons.js';
import { wordsOf } from './words.js';

const CALM_MS = 700;
const READING_MS = 2500;

export class Guide {
  #words = document.getElementById('guide');
  #icon = document.getElementById('guide-icon');
  #lang = 'zh';
  #shown = '';
  #before = '';
  #until = 0;
  #told = null;

  // What a frame was answered with; it is shown once it was said twice and the last one has been readable a while.
  offer(guidance) {
    const again = guidance === this.#before;
    this.#before = guidance;
    const now = performance.now();
    if (!again || now < this.#until || (guidance === this.#shown && !this.#told)) return;
    this.#shown = guidance;
    this.#told = null;
    this.#until = now + CALM_MS;
    delete document.body.dataset.reason;
    this.#draw();
  }

  // A sentence of the agent's, in both languages, that must stay long enough to be read.
  tell(sentences, { name = 'triangle', reason = '' } = {}) {
    this.#until = performance.now() + READING_MS;
    if (reason) document.body.dataset.reason = reason;
    if (this.#told && this.#told.zh === sentences.zh) return;
    this.#told = { ...sentences, name };
    this.#draw();
  }

  speak(lang) {
    this.#lang = lang;
    if (this.#shown) this.#draw();
  }

  reset() {
    this.#shown = 'show_code';
    this.#before = '';
    this.#until = 0;
    this.#told = null;
    this.#draw();
  }

  #draw() {
    const words = this.#told ? this.#told[this.#lang] : wordsOf(this.#lang)[this.#shown] ?? '';
    document.body.dataset.guidance = this.#shown;
    this.#icon.replaceChildren(icon(this.#told ? this.#told.name : this.#shown));
    // The agent's sentences do not say where they may break.
    this.#words.classList.toggle('free', this.#told !== null);
    // Only what is new is said aloud.
    if (this.#words.textContent !== words.replaceAll('|', '')) this.#words.replaceChildren(...lines(words));
  }
}
