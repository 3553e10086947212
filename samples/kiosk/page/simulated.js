// A camera for demonstrations: pictures that the agent makes are held up as if a person stood there.
import { example, Trouble } from './agent.js';
import { Luma } from './luma.js';

export class Simulated {
  #place;
  #luma;
  #scene = null;
  #width;
  #height;
  #choice = 0;

  constructor(place, width) {
    this.#place = place;
    this.#luma = new Luma(width);
    this.#width = width;
    this.#height = Math.round((width * 9) / 16);
  }

  get isOpen() {
    return this.#scene !== null;
  }

  async open() {
    this.clear();
  }

  // Held up until it was read: each choice is a new picture, because a code is good once.
  async hold(id) {
    const choice = ++this.#choice;
    const blob = await example(id, this.#width, this.#height);
    const picture = await createImageBitmap(blob);
    if (choice === this.#choice) this.#scene.getContext('2d').drawImage(picture, 0, 0, this.#width, this.#height);
    picture.close();
  }

  // As fast as a camera would: one picture a repaint.
  grab(signal) {
    return new Promise((resolve, reject) => {
      requestAnimationFrame(() => {
        if (signal.aborted) return reject(signal.reason);
        if (!this.#scene) return reject(new Trouble('absent'));
        const captured = performance.now();
        resolve({ ...this.#luma.take(this.#scene, this.#width, this.#height), captured });
      });
    });
  }

  set maxWidth(width) {
    this.#luma.maxWidth = width;
  }

  get maxWidth() {
    return this.#luma.maxWidth;
  }

  // Nobody is there: an empty room, in a new canvas that never held a code.
  clear() {
    this.#choice++;
    this.#luma.clear();
    const scene = document.createElement('canvas');
    scene.width = this.#width;
    scene.height = this.#height;
    const context = scene.getContext('2d', { willReadFrequently: true });
    const room = context.createLinearGradient(0, 0, 0, this.#height);
    room.addColorStop(0, '#8b959e');
    room.addColorStop(1, '#5f6973');
    context.fillStyle = room;
    context.fillRect(0, 0, this.#width, this.#height);
    this.#scene?.getContext('2d').clearRect(0, 0, this.#width, this.#height);
    this.#scene = scene;
    this.#place.replaceChildren(scene);
  }

  // Read: nobody holds the picture up any longer.
  lower() {
    this.clear();
  }
}
