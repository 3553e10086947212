// The agent's door: who may ask, what is taken, and that every refusal says why in one shape.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, describe, test } from 'node:test';
import { Door } from './kiosk_http.mjs';
import { lumaOf, pngOf, scene } from './scene.mjs';

const grey = Buffer.alloc(64 * 64, 96);
const square = '?width=64&height=64';

describe('the agent over HTTP', () => {
  let door, files;

  before(async () => {
    door = await Door.open();
    const { text } = await door.ask('/', { token: null });
    files = [...text.matchAll(/(?:src|href)="([a-z_]+\.(?:js|css|svg))"/g)].map((found) => `/${found[1]}`);
  });

  after(() => door?.close());

  test('the page and its files come with a policy that lets nothing else in', async () => {
    assert.ok(files.length >= 2, 'the page names no files');
    for (const path of ['/', ...files]) {
      const { status, headers, text } = await door.ask(path, { token: null });
      assert.equal(status, 200, path);
      assert.match(headers['content-security-policy'], /^default-src 'none';/);
      assert.doesNotMatch(headers['content-security-policy'], /unsafe|\*|data:/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.match(headers['cache-control'], /no-store/);
      assert.equal(headers['access-control-allow-origin'], undefined);
      assert.ok(!text.includes('@TOKEN@'), `${path} has no token filled in`);
    }
  });

  test('health needs no token, settings do', async () => {
    const { status, json } = await door.ask('/api/health', { token: null });
    assert.deepEqual([status, json.status], [200, 'ok'], JSON.stringify(json));
    const settings = await door.ask('/api/settings');
    assert.deepEqual([settings.json.area, settings.json.simulate, settings.json.ready, settings.json.examples],
      ['370100', false, true, []]);
    assert.ok(settings.json.idle_seconds > 0);
  });

  test('another name than 127.0.0.1 with its port is refused everywhere', async () => {
    const { port } = door.agent;
    const hosts = ['localhost', `localhost:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`, `evil.example:${port}`,
      `[::1]:${port}`, `127.0.0.1:${port}.evil.example`, `127.0.0.1.:${port}`, `127.1:${port}`, ''];
    for (const host of hosts) {
      for (const path of ['/', files[0], '/api/health', '/api/settings', '/nothing/here']) {
        await door.refuses(door.ask(path, { host }), 403, 'kiosk.host');
      }
      await door.refuses(door.frame(grey, { query: square, host }), 403, 'kiosk.host');
    }
  });

  test('another page\'s request is refused', async () => {
    const { port } = door.agent;
    const origins = ['http://evil.example', 'null', `http://localhost:${port}`, `https://127.0.0.1:${port}`,
      'http://127.0.0.1'];
    for (const origin of origins) {
      for (const path of ['/', '/api/health', '/api/settings']) {
        await door.refuses(door.ask(path, { headers: { origin } }), 403, 'kiosk.origin');
      }
      await door.refuses(door.frame(grey, { query: square, headers: { origin } }), 403, 'kiosk.origin');
    }
    await door.refuses(door.ask('/api/settings', { headers: { 'sec-fetch-site': 'cross-site' } }), 403, 'kiosk.origin');
    assert.equal((await door.ask('/api/settings', { headers: { origin: `http://${door.host}` } })).status, 200);
  });

  test('without the token of this start nothing is told', async () => {
    const { token: right } = door;
    const wrong = [null, '', 'x', right.slice(0, -1), `${right}0`, `0${right}`, '0'.repeat(right.length)];
    for (const token of wrong) {
      await door.refuses(door.ask('/api/settings', { token }), 403, 'kiosk.token');
      await door.refuses(door.frame(grey, { query: square, token }), 403, 'kiosk.token');
    }
    await door.refuses(door.ask(`/api/settings?token=${door.token}`, { token: null }), 403, 'kiosk.token');
  });

  test('a code in a frame is judged, as luma and as PNG', async () => {
    const luma = scene(door.city.present('pensioner').png);
    const empty = await door.frame(Buffer.alloc(1280 * 720, 96), { query: '?width=1280&height=720' });
    assert.deepEqual([empty.status, empty.json.found, empty.json.guidance], [200, false, 'show_code']);
    const first = await door.frame(luma, { query: '?width=1280&height=720' });
    assert.deepEqual([first.status, first.json.found, first.json.verdict.decision], [200, true, 'accept']);
    assert.deepEqual([first.json.stale, first.json.person.name], [false, '王*芳']);
    const png = await door.frame(pngOf(scene(door.city.present('employee').png), 1280, 720), { type: 'image/png' });
    assert.deepEqual([png.json.verdict.reason, png.json.books.length], ['ok', 1]);
    const { decode, verify, rules, total } = png.json.timing_us;
    assert.ok([decode, verify, rules, total].every(Number.isInteger), JSON.stringify(png.json.timing_us));
    const refused = await door.frame(pngOf(scene(door.city.expired().png), 1280, 720), { type: 'image/png' });
    const { verdict, books, person } = refused.json;
    assert.deepEqual([verdict.reason, books, person], ['time.proof_stale', [], undefined]);
  });

  test('a body larger than a frame is refused, however it comes', async () => {
    const large = Buffer.alloc(5 * 1024 * 1024);
    const query = '?width=2560&height=2048';
    await door.refuses(door.frame(large, { query }), 413, 'kiosk.too_large');
    await door.refuses(door.frame(undefined, { query, length: 1e12 }), 413, 'kiosk.too_large');
    const chunks = Array.from({ length: 80 }, () => large.subarray(0, 65_536));
    await door.refuses(door.frame(undefined, { query, chunks }), 413, 'kiosk.too_large');
    assert.equal((await door.ask('/api/health')).status, 200);
  });

  test('sizes that are not the body\'s are refused', async () => {
    const queries = ['', '?width=64', '?width=0&height=64', '?width=-64&height=-64', '?width=64&height=63',
      '?width=65&height=64', '?width=4096&height=1', '?width=1&height=4096', '?width=99999999999999999999&height=1',
      '?width=4294967360&height=64', '?width=64.0&height=64', '?width=0x40&height=64', '?width=64%00&height=64',
      '?width=%2064&height=64', '?width=&height='];
    for (const query of queries) await door.refuses(door.frame(grey, { query }), 400, 'kiosk.bad_frame');
    await door.refuses(door.frame(Buffer.alloc(0), { query: '?width=0&height=0' }), 400, 'kiosk.bad_frame');
  });

  test('what is no picture is refused', async () => {
    const png = pngOf(grey, 64, 64);
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const garbage = Buffer.from(lumaOf(door.city.present('child').png).luma.subarray(0, 5000));
    for (const [body, type] of [[garbage, 'image/png'], [garbage, 'image/jpeg'], [png.subarray(0, 40), 'image/png'],
      [Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'image/jpeg'], [Buffer.alloc(0), 'image/png']]) {
      await door.refuses(door.frame(body, { type }), 400, 'kiosk.bad_frame');
    }
    const { status, json } = await door.frame(bomb, { type: 'image/png' });
    assert.ok([400, 413].includes(status) && /^kiosk\./.test(json.error.reason), `${status}`);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      await door.refuses(door.frame(grey, { type, query: square }), 400, 'kiosk.bad_frame');
    }
  });

  test('there is nothing at other addresses, and no other method', async () => {
    for (const path of ['/nothing', '/../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/city.json', '/api', '/api/frame/',
      '/api/example/pensioner', '/.git/config']) {
      await door.refuses(door.ask(path), 404, 'kiosk.not_found');
    }
    for (const [method, path] of [['PUT', '/'], ['DELETE', '/api/frame'], ['GET', '/api/frame'],
      ['POST', '/api/settings'], ['OPTIONS', '/api/frame'], ['PATCH', '/api/health']]) {
      const { status, json, headers } = await door.ask(path, { method });
      assert.ok([404, 405].includes(status), `${method} ${path}: ${status}`);
      assert.match(json.error.reason, /^kiosk\./);
      assert.equal(headers['access-control-allow-methods'], undefined);
    }
  });

  test('nobody outside this machine can ask at all', async () => {
    const outside = Object.values(networkInterfaces()).flat().filter(({ internal }) => !internal);
    for (const { address } of outside.filter(({ family }) => family === 'IPv4')) {
      const error = await new Promise((done) => {
        const socket = connect(door.agent.port, address, () => done(undefined)).on('error', done);
        setTimeout(() => socket.destroy(new Error('no answer')), 3000).unref();
      });
      assert.ok(error, `${address} is listened at`);
    }
  });
});
