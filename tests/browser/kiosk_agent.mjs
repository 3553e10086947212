// The real agent as a test holds it: started, listened to, killed in the middle of its work, started again.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { area } from './kiosk_offices.mjs';

const program = process.env.HEYI_KIOSK ?? resolve('build/bin/heyi-kiosk');

export class Agent {
  // `more` are further options of the program. A simulated one makes its own city and needs no folder but `updates`.
  constructor({ root, state, updates, more = [], simulated = false }) {
    const city = simulated ? ['--simulate'] : ['--root', root, '--state', state, '--updates', updates, '--area', area];
    Object.assign(this, { options: [...city, ...more], port: 0, log: '' });
    mkdirSync(updates, { recursive: true });
  }

  // Resolves with the page's address as soon as the program says READY.
  async start() {
    if (!existsSync(program)) throw new Error(`no agent at ${program}: build it, or name it in HEYI_KIOSK`);
    const child = spawn(program, [...this.options, '--port', String(this.port)], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.ended = new Promise((done) => child.once('close', (code, signal) => done({ code, signal })));
    child.stderr.setEncoding('utf8').on('data', (text) => { this.log += text; });
    const lines = createInterface({ input: child.stdout });
    this.url = await new Promise((ready, failed) => {
      child.once('error', failed);
      this.ended.then(({ code, signal }) =>
        failed(new Error(`the agent ended before it was ready, ${signal ?? code}: ${this.log}`)));
      lines.on('line', (line) => {
        const said = /^READY (http:\/\/127\.0\.0\.1:\d+\/)$/.exec(line);
        if (said) ready(said[1]);
        else this.log += `${line}\n`;
      });
    });
    this.port = Number(new URL(this.url).port);
    return this.url;
  }

  get alive() {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  // As a power cut does it, unless told otherwise.
  async kill(signal = 'SIGKILL') {
    if (this.alive) this.child.kill(signal);
    return this.ended;
  }

  // The same agent on the same port, as its service manager would have it.
  async restart() {
    await this.kill();
    return this.start();
  }

  async health() {
    const answer = await fetch(`${this.url}api/health`);
    return { code: answer.status, ...await answer.json() };
  }

  // Memory in use, in KiB, and open descriptors.
  get rss() {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))[1]);
  }

  get descriptors() {
    return readdirSync(`/proc/${this.child.pid}/fd`).length;
  }
}
