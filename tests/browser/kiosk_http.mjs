// Requests to the agent as no page would send them: every head and every octet is the test's own.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { Agent } from './kiosk_agent.mjs';
import { City } from './kiosk_city.mjs';

// A city and its agent, without a browser. `rate` is how many frames a second the agent takes.
export class Door {
  static async open({ rate = 1000 } = {}) {
    const door = new Door();
    door.city = new City();
    try {
      const state = door.city.path('state');
      door.city.apply(door.city.bundle, state);
      door.agent = new Agent({ root: door.city.root, state, updates: door.city.path('updates'),
        more: ['--rate', String(rate)] });
      await door.agent.start();
      await door.renew();
    } catch (error) {
      await door.close();
      throw error;
    }
    return door;
  }

  // The token of the agent's present start.
  async renew() {
    const { text } = await this.ask('/', { token: null });
    this.token = /<meta name="heyi-token" content="([^"@]{16,})">/.exec(text)?.[1];
    assert.ok(this.token, 'the page holds no token');
  }

  get host() {
    return `127.0.0.1:${this.agent.port}`;
  }

  // A request of the page unless told otherwise; a header that is null is left out. `chunks` is sent as it comes.
  ask(path, { method = 'GET', host = this.host, token = this.token, headers = {}, body, chunks, length } = {}) {
    const all = { host, 'x-heyi-token': token, connection: 'close', ...headers };
    if (body !== undefined || length !== undefined) all['content-length'] = length ?? body.length;
    for (const [name, value] of Object.entries(all)) if (value === null || value === undefined) delete all[name];
    return new Promise((resolve, reject) => {
      let answered = false;
      const sent = request({ host: '127.0.0.1', port: this.agent.port, path, method, headers: all, setHost: false,
        agent: false, timeout: 20_000 }, (answer) => {
        answered = true;
        const parts = [];
        const finish = () => resolve(this.#told(answer, Buffer.concat(parts)));
        answer.on('data', (part) => parts.push(part)).on('end', finish).on('error', finish);
      });
      // The agent may have answered and hung up before the last octet was sent.
      sent.on('error', (error) => setImmediate(() => answered || reject(error)));
      sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path}`)));
      if (length !== undefined && body === undefined) return void sent.flushHeaders();
      for (const chunk of chunks ?? []) sent.write(chunk);
      sent.end(body);
    });
  }

  #told(answer, octets) {
    const text = octets.toString('utf8');
    let json;
    if (String(answer.headers['content-type']).startsWith('application/json')) json = JSON.parse(text);
    return { status: answer.statusCode, headers: answer.headers, text, json };
  }

  frame(body, { type = 'application/octet-stream', query = '', headers = {}, ...more } = {}) {
    const all = { 'content-type': type, ...headers };
    return this.ask(`/api/frame${query}`, { method: 'POST', headers: all, body, ...more });
  }

  // Octets as they are, and whatever comes back until the agent hangs up, or until `patience` is over: of a request
  // that is cut off the agent waits for the rest.
  raw(octets, patience = 500) {
    return new Promise((resolve) => {
      const parts = [];
      const socket = connect(this.agent.port, '127.0.0.1', () => socket.write(octets));
      const finish = () => {
        clearTimeout(limit);
        socket.destroy();
        resolve(Buffer.concat(parts));
      };
      const limit = setTimeout(finish, patience);
      socket.on('data', (part) => parts.push(part)).on('end', finish).on('error', finish);
    });
  }

  async refuses(answer, status, reason) {
    const told = await answer;
    assert.deepEqual([told.status, told.json?.error?.reason], [status, reason], told.text.slice(0, 200));
    for (const lang of ['zh', 'en']) assert.ok(told.json.error.message[lang].length > 0, `no words in ${lang}`);
    assert.match(told.headers['cache-control'], /no-store/);
    return told;
  }

  async close() {
    await this.agent?.kill('SIGTERM');
    this.city?.close();
  }
}
