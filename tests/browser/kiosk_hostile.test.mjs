// An agent that is flooded and fed nonsense: it stays alive, answers the rest, and every refusal says why.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Door } from './kiosk_http.mjs';
import { pngOf, random, scene } from './scene.mjs';

const MUTATIONS = 300;

describe('the agent under fire', () => {
  let door;

  before(async () => {
    door = await Door.open({ rate: 20 });
  });

  after(() => door?.close());

  test('more frames than a camera sends are refused for a while, and health is told meanwhile', async () => {
    const body = Buffer.alloc(64 * 64, 96);
    const send = () => door.frame(body, { query: '?width=64&height=64' });
    const answers = [];
    const tooMany = () => answers.filter(({ status }) => status === 429);
    for (const until = Date.now() + 20_000; tooMany().length < 20 && Date.now() < until;) {
      answers.push(...await Promise.all(Array.from({ length: 60 }, send)));
    }
    const many = tooMany();
    assert.ok(many.length >= 20, `${many.length} of ${answers.length} were too many`);
    assert.ok(answers.some(({ status }) => status === 200), 'not one was taken');
    for (const { json, headers } of many) {
      assert.equal(json.error.reason, 'kiosk.too_many');
      assert.ok(Number(headers['retry-after']) >= 1);
    }
    assert.equal((await door.ask('/api/health')).status, 200);
    // As long as it was told to wait, and no longer.
    const until = Date.now() + 1000 * Number(many[0].headers['retry-after']);
    while (Date.now() < until) await new Promise((wait) => setTimeout(wait, until - Date.now()));
    assert.equal((await send()).status, 200);
  });

  // Requests that the page sends, as octets.
  function wellFormed() {
    const common = `Host: ${door.host}\r\nX-Heyi-Token: ${door.token}\r\n`;
    const head = (line, more = '') => `${line} HTTP/1.1\r\n${common}${more}\r\n`;
    const png = pngOf(scene(door.city.present('pensioner').png, { width: 320, height: 240 }), 320, 240);
    const luma = Buffer.alloc(64 * 64, 96);
    const post = (query, type, body) => Buffer.concat([Buffer.from(head(`POST /api/frame${query}`,
      `Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n`)), body]);
    return [Buffer.from(head('GET /')), Buffer.from(head('GET /api/health')), Buffer.from(head('GET /api/settings')),
      post('?width=64&height=64', 'application/octet-stream', luma), post('', 'image/png', png)];
  }

  const noise = (length, next) => Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)));

  // Bits turned, parts left out, parts twice, noise in between; more often in the head than in the body.
  function mutated(octets, next) {
    let copy = Buffer.from(octets);
    const reach = next() < 0.7 ? Math.max(1, copy.indexOf('\r\n\r\n')) : copy.length;
    for (let changes = 1 + Math.floor(next() * 4); changes > 0; changes -= 1) {
      const at = Math.floor(next() * Math.min(reach, copy.length));
      const length = 1 + Math.floor(next() * 24);
      const kind = Math.floor(next() * 4);
      if (kind === 0) copy[at] ^= 1 << Math.floor(next() * 8);
      else if (kind === 1) copy = Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)]);
      else if (kind === 2) copy = Buffer.concat([copy.subarray(0, at + length), copy.subarray(at)]);
      else copy = Buffer.concat([copy.subarray(0, at), noise(length, next), copy.subarray(at)]);
    }
    return copy;
  }

  test(`${MUTATIONS} spoilt requests leave it alive, and each refusal says why`, async () => {
    const next = random(20261124);
    const requests = wellFormed();
    await door.agent.health();
    const before = { rss: door.agent.rss, descriptors: door.agent.descriptors };
    let answered = 0;
    let left = MUTATIONS;
    // Several at a time: fewer than the agent has threads, or those that it waits for would keep out the rest.
    const sender = async () => {
      while (left-- > 0) {
        const octets = mutated(requests[Math.floor(next() * requests.length)], next);
        const answer = (await door.raw(octets)).toString('utf8');
        if (answer === '') continue; // no request, or only a part of one
        answered += 1;
        const [, status] = /^HTTP\/1\.[01] (\d{3}) /.exec(answer) ?? assert.fail(`no answer of HTTP: ${answer}`);
        if (Number(status) < 400) continue;
        const [, body] = /\r\n\r\n([^]*)$/.exec(answer);
        assert.match(JSON.parse(body).error.reason, /^kiosk\.[a-z_]+$/, octets.toString('latin1').slice(0, 200));
      }
    };
    await Promise.all([1, 2, 3, 4, 5, 6].map(sender));
    assert.ok(door.agent.alive, door.agent.log);
    assert.ok(answered > MUTATIONS / 10, `${answered} were answered`);
    assert.equal((await door.agent.health()).status, 'ok');
    assert.ok(door.agent.rss < before.rss + 64 * 1024, `${door.agent.rss} KiB, ${before.rss} KiB before`);
    const { descriptors } = door.agent;
    assert.ok(descriptors <= before.descriptors + 8, `${descriptors} descriptors, ${before.descriptors} before`);
  });

  test('heads that mean two things are not taken for the page\'s', async () => {
    const { host, token } = door;
    const own = `Host: ${host}\r\n`;
    const get = (more, path = '/') => `GET ${path} HTTP/1.1\r\n${more}\r\n`;
    const post = (more, body) => `POST /api/frame?width=64&height=64 HTTP/1.1\r\n${own}X-Heyi-Token: ${token}\r\n` +
      `Content-Type: application/octet-stream\r\n${more}\r\n${body}`;
    const refused = {
      'no host': [403, get('')], 'two hosts': [403, get(`${own}Host: evil.example\r\n`)],
      'two origins': [403, get(`${own}Origin: http://${host}\r\nOrigin: http://evil.example\r\n`)],
      'two tokens': [403, get(`${own}${`X-Heyi-Token: ${token}\r\n`.repeat(2)}`, '/api/settings')],
      'a folded host': [403, get(`Host:\r\n ${host}\r\n`)], 'a line within the path': [403, get(own, '/\r\nX: y')],
      'a foreign address': [404, get(own, 'http://evil.example/')],
      'a long head': [400, get(`${own}X-Long: ${'a'.repeat(100_000)}\r\n`)],
      'a negative length': [400, post('Content-Length: -1\r\n', '')],
      'a length in words': [400, post('Content-Length: many\r\n', 'x'.repeat(4096))],
      'a chunk without end': [400, post('Transfer-Encoding: chunked\r\n', 'ffffffffffffffff\r\nabc\r\n0\r\n\r\n')],
      'a chunk without size': [400, post('Transfer-Encoding: chunked\r\n', 'zz\r\nabc\r\n0\r\n\r\n')],
      'packed octets': [400, post('Content-Length: 4096\r\nContent-Encoding: gzip\r\n', 'x'.repeat(4096))],
      'a tunnel': [400, `CONNECT 127.0.0.1:22 HTTP/1.1\r\n${own}\r\n`],
    };
    for (const [name, [wanted, octets]] of Object.entries(refused)) {
      const answer = (await door.raw(Buffer.from(octets, 'latin1'), 10_000)).toString('utf8');
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
      assert.equal(status, wanted, `${name}: ${answer.slice(0, 300)}`);
      assert.match(answer, /\r\n\r\n{"error":{"reason":"kiosk\.[a-z_]+"/, name);
    }
    // What follows a request on its connection is not answered: nobody would know whose it is.
    const two = await door.raw(Buffer.from(get(own, '/api/health') + get('Host: evil.example\r\n'), 'latin1'), 10_000);
    assert.equal(two.toString('utf8').split('HTTP/1.1 ').length, 2, 'two requests were answered on one connection');
    // Parts are not served: many small ones of one page are more than the page.
    const parts = `Range: bytes=${Array.from({ length: 400 }, () => '0-').join(',')}\r\n`;
    const all = await door.raw(Buffer.from(get(own + parts), 'latin1'), 10_000);
    assert.match(all.toString('utf8'), /^HTTP\/1\.1 200 /);
    assert.ok(all.length < 256 * 1024, `${all.length} octets were sent for a page`);
    const beyond = await door.raw(Buffer.from(get(`${own}Range: bytes=999999999-\r\n`), 'latin1'), 10_000);
    assert.match(beyond.toString('utf8'), /^HTTP\/1\.1 200 [^]*heyi-token/);
  });

  test('a good code is judged after all of that', async () => {
    const luma = scene(door.city.present('employee').png);
    const { json } = await door.frame(luma, { query: '?width=1280&height=720' });
    assert.equal(json.verdict.decision, 'accept');
  });
});
