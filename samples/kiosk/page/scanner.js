// Scanning: gets ready what it needs, watches until a verdict, and waits trouble out until it can go on by itself.
import * as agent from './agent.js';
import { Camera } from './camera.js';
import { PACE_MS, pause, watch } from './frames.js';
import { Simulated } from './simulated.js';
import { Waiting } from './waiting.js';

const SLOWEST_MS = 1000;

export class Scanner {
  #does;
  #options;
  #place;
  #source = null;
  #run = null;
  #waiting = new Waiting();
  #trouble = '';
  #paceMs = PACE_MS;

  // `does.settled(settings, examples)`: the agent's settings, once. `does.scanning()`: people can hold up a code.
  // `does.trouble(kind)`: they cannot. `does.answer(answer, times)`: what came of a frame; true when it is a verdict.
  constructor(place, options, does) {
    this.#place = place;
    this.#options = options;
    this.#does = does;
  }

  stop() {
    this.#run?.abort();
    this.#run = null;
  }

  async start(restMs = 0) {
    this.stop();
    this.#run = new AbortController();
    const { signal } = this.#run;
    this.#waiting.reset();
    let isSeen = false;
    if (this.#source?.isOpen && !this.#trouble) {
      isSeen = true;
      this.#does.scanning();
      await pause(restMs, signal);
    }
    while (!signal.aborted) {
      try {
        if (!this.#source?.isOpen || this.#trouble) {
          await this.#prepare(signal);
          isSeen = false;
        }
        if (signal.aborted) return;
        this.#trouble = '';
        if (!isSeen) this.#does.scanning();
        isSeen = true;
        await watch(this.#source, signal, (answer, times) => this.#take(answer, times), this.#paceMs);
        return;
      } catch (error) {
        if (signal.aborted) return;
        await this.#waiting.out(error, signal, (kind) => this.#show(kind));
      }
    }
  }

  // Demonstrations alone: holds up the code of an example.
  async hold(id) {
    this.#source.clear();
    await this.#source.hold(id);
  }

  lower() {
    this.#source?.lower();
  }

  clear() {
    this.#source?.clear();
  }

  #take(answer, times) {
    this.#waiting.reset();
    const isVerdict = this.#does.answer(answer, times);
    if (isVerdict) this.#paceMs = PACE_MS;
    return isVerdict;
  }

  // Everything that may have gone: the agent, its lists, the camera.
  async #prepare(signal) {
    const settings = await agent.settings(signal);
    if (!settings.ready) throw new agent.Trouble('not_ready', 2000);
    if (!this.#source) {
      const { source, width } = this.#options;
      const simulates = source ? source === 'simulate' : settings.simulate === true;
      this.#source = simulates ? new Simulated(this.#place, width) : new Camera(this.#place, width);
      this.#does.settled(settings, simulates ? settings.examples ?? [] : []);
    }
    if (!this.#source.isOpen) await this.#source.open();
  }

  #show(kind) {
    // Too many: the agent is well, and only wants fewer frames.
    if (kind === 'too_many') this.#paceMs = Math.min(SLOWEST_MS, this.#paceMs * 2);
    else this.#trouble = kind;
    this.#does.trouble(kind);
  }
}
