// Connections that keep the agent waiting: they hold up nobody else, take no memory, and end.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Door } from './kiosk_http.mjs';

describe('slow connections', () => {
  let door;

  before(async () => {
    door = await Door.open();
  });

  after(() => door?.close());

  // A connection that sends `part` every `pace` milliseconds, never more, until it is hung up on.
  function drip(head, part, pace) {
    return new Promise((ended) => {
      const socket = connect(door.agent.port, '127.0.0.1', () => socket.write(head));
      const timer = setInterval(() => socket.write(part), pace);
      const finish = () => {
        clearInterval(timer);
        socket.destroy();
        ended();
      };
      socket.on('close', finish).on('error', finish).resume();
    });
  }

  test('twenty that drip their heads or bodies are hung up on, and the page is answered meanwhile', async () => {
    const head = `GET / HTTP/1.1\r\nHost: ${door.host}\r\n`;
    const post = `POST /nothing HTTP/1.1\r\nHost: ${door.host}\r\nContent-Length: 99999999999\r\n\r\n`;
    const all = Array.from({ length: 20 }, (_, i) => (i % 2 ? drip(head, 'X: a\r\n', 500) : drip(post, 'x', 500)));
    assert.equal((await door.ask('/api/health')).status, 200);
    const answer = await door.frame(Buffer.alloc(64 * 64, 96), { query: '?width=64&height=64' });
    assert.equal(answer.status, 200);
    // The test ends when the last of them is gone; the runner's own limit tells when none is.
    await Promise.all(all);
  });

  test('a head without end is cut off and leaves no memory behind', async () => {
    await door.ask('/api/health');
    const before = door.agent.rss;
    const line = `X: ${'a'.repeat(8000)}\r\n`;
    for (let i = 0; i < 4; i++) await drip(`GET / HTTP/1.1\r\nHost: ${door.host}\r\n${line.repeat(500)}`, line, 20);
    assert.ok(door.agent.rss - before < 16 * 1024, `${door.agent.rss - before} KiB more`);
    assert.equal((await door.ask('/api/health')).status, 200);
  });

  test('many bodies at once are no more than there are turns and threads for', async () => {
    const body = Buffer.alloc(1280 * 720, 96);
    const query = '?width=1280&height=720';
    const answers = await Promise.all(Array.from({ length: 24 }, () => door.frame(body, { query })));
    const states = answers.map(({ status }) => status);
    assert.ok(states.includes(200), states.join(' '));
    assert.ok(states.every((status) => status === 200 || status === 429), states.join(' '));
  });
});
