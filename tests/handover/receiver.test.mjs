// The receiver over its sockets: it takes real messages, misbehaves as it is told, and ends when it is asked to.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readline from 'node:readline';
import test from 'node:test';
import { octetsOf, written } from './messages.mjs';

const usual = written.visits.find(({ name }) => name === 'usual');
const kFrame = { begin: Buffer.from([0x0b]), end: Buffer.from([0x1c, 0x0d]) };
const framed = (octets) => Buffer.concat([kFrame.begin, octets, kFrame.end]);

// Starts one for a test; it is ended with the test.
async function receiver(t, ...options) {
  const child = spawn(process.env.HEYI_RECEIVER, ['--mllp', '0', '--fhir', '0', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => { child.on('exit', (code, signal) => resolve(code ?? signal)); });
  t.after(() => { child.kill('SIGKILL'); return ended; });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => (await lines.next()).value;
  const mllp = /^MLLP 127\.0\.0\.1:(\d+)$/.exec(await line())[1];
  const fhir = /^FHIR (http:\/\/127\.0\.0\.1:\d+\/fhir)$/.exec(await line())[1];
  assert.equal(await line(), 'READY');
  return { mllp: Number(mllp), fhir, line, stop: () => { child.kill('SIGTERM'); return ended; } };
}

// A connection: what came so far, and a wait for more.
async function connected(t, port) {
  const socket = net.connect(port, '127.0.0.1');
  t.after(() => socket.destroy());
  const state = { octets: Buffer.alloc(0), isClosed: false, wake: () => {} };
  socket.on('data', (data) => { state.octets = Buffer.concat([state.octets, data]); state.wake(); });
  socket.on('close', () => { state.isClosed = true; state.wake(); });
  socket.on('error', () => {});
  await new Promise((resolve) => { socket.once('connect', resolve); });
  const until = async (holds) => {
    while (!holds(state)) await new Promise((resolve) => { state.wake = resolve; });
    return state.octets.toString('latin1');
  };
  const answer = () => until(({ octets, isClosed }) => isClosed || octets.includes(kFrame.end));
  return { write: (octets) => socket.write(octets), until, answer, state };
}

const post = (fhir, body) =>
  fetch(fhir, { method: 'POST', body, headers: { 'content-type': 'application/fhir+json' } });

test('messages of every visit are taken both ways, and the log has their octets', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'heyi-receiver-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const log = join(folder, 'log');
  const { mllp, fhir, stop } = await receiver(t, '--log', log);
  const sent = [];
  for (const visit of written.visits) {
    for (const charset of ['utf8', 'gb18030']) {
      const client = await connected(t, mllp);
      client.write(framed(octetsOf(visit, charset)));
      assert.match(await client.answer(), new RegExp(`\\rMSA\\|AA\\|${visit.visit.id}\\r`));
      sent.push(octetsOf(visit, charset).toString('base64'));
    }
    const response = await post(fhir, visit.fhir);
    assert.equal(response.status, 200);
    const body = await response.json();
    assert.equal(body.type, 'transaction-response');
    assert.equal(body.entry.length, JSON.parse(visit.fhir).entry.length);
    sent.push(Buffer.from(visit.fhir).toString('base64'));
  }
  const logged = readFileSync(log, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(logged.map(({ octets }) => octets), sent);
  assert.equal(await stop(), 0);
});

test('one connection carries one message after the other, in whatever pieces they come', async (t) => {
  const { mllp } = await receiver(t);
  const client = await connected(t, mllp);
  const octets = framed(octetsOf(usual, 'utf8'));
  for (const at of [0, 1, 100, octets.length - 1]) client.write(octets.subarray(at, { 0: 1, 1: 100, 100: octets.length - 1 }[at]));
  client.write(Buffer.concat([octets, octets]));
  const answers = await client.until(({ octets: all }) => all.toString('latin1').split('\x1c\r').length === 4);
  assert.equal(answers.match(/MSA\|AA\|/g).length, 3);
});

test('what is shown is masked', async (t) => {
  const { mllp, line } = await receiver(t, '--show');
  const client = await connected(t, mllp);
  client.write(framed(octetsOf(usual, 'utf8')));
  assert.equal(await line(), `HL7   ${usual.visit.id}  王*  …002X  已接收 received`);
});

for (const [fault, mllpAnswer, status] of [['refuse:1', /MSA\|AR\|/, 422], ['error:1', /MSA\|AE\|/, 500],
  ['bad_request:1', /MSA\|AR\|/, 400], ['wrong_id:1', /MSA\|AA\|NOT-Z/, 200]]) {
  test(`the fault ${fault} meets one message, the next is taken`, async (t) => {
    const { mllp } = await receiver(t, '--fault', fault);
    for (const expected of [mllpAnswer, /MSA\|AA\|Z/]) {
      const client = await connected(t, mllp);
      client.write(framed(octetsOf(usual, 'utf8')));
      assert.match(await client.answer(), expected);
    }
    const { fhir } = await receiver(t, '--fault', fault);
    assert.equal((await post(fhir, usual.fhir)).status, status);
    assert.equal((await post(fhir, usual.fhir)).status, 200);
  });
}

for (const [fault, isRight] of [['drop', (octets) => octets.length === 0], ['drop_before', (octets) => octets.length === 0],
  ['half', (octets) => octets.length > 10 && !octets.includes(kFrame.end)]]) {
  test(`the fault ${fault} closes the connection`, async (t) => {
    const { mllp, fhir } = await receiver(t, '--fault', fault);
    const client = await connected(t, mllp);
    client.write(framed(octetsOf(usual, 'utf8')));
    await client.until(({ isClosed }) => isClosed);
    assert.ok(isRight(client.state.octets));
    await assert.rejects(post(fhir, usual.fhir).then((response) => response.text()));
  });
}

test('garbage is neither HL7 nor HTTP', async (t) => {
  const { mllp, fhir } = await receiver(t, '--fault', 'garbage');
  const client = await connected(t, mllp);
  client.write(framed(octetsOf(usual, 'utf8')));
  assert.doesNotMatch(await client.until(({ octets }) => octets.length > 10), /MSA/);
  await assert.rejects(post(fhir, usual.fhir));
});

test('an endless answer does not end, and the receiver does when it is asked to', async (t) => {
  const { mllp, stop } = await receiver(t, '--fault', 'endless');
  const client = await connected(t, mllp);
  client.write(framed(octetsOf(usual, 'utf8')));
  await client.until(({ octets }) => octets.length > 1 << 20);
  assert.ok(!client.state.octets.includes(kFrame.end));
  assert.equal(await stop(), 0);
});

test('a busy, a late and a slow receiver end at once when they are asked to', async (t) => {
  for (const fault of ['busy', 'delay:3600000', 'slow']) {
    const { mllp, stop } = await receiver(t, '--show', '--fault', fault);
    const client = await connected(t, mllp);
    client.write(framed(octetsOf(usual, 'utf8')));
    if (fault === 'slow') await client.until(({ octets }) => octets.length > 0);
    assert.equal(await stop(), 0);
  }
});

test('what is no message breaks off one connection, and no other', async (t) => {
  const { mllp, fhir } = await receiver(t);
  const hostile = [framed(Buffer.from('a\x0bb')), Buffer.concat([kFrame.begin, Buffer.alloc(2 << 20, 'x')])];
  for (const octets of hostile) {
    const client = await connected(t, mllp);
    client.write(octets);
    await client.until(({ isClosed }) => isClosed);
    assert.equal(client.state.octets.length, 0);
  }
  assert.equal((await post(fhir, '{"resourceType":"Bundle"}')).status, 400);
  assert.equal((await fetch(fhir)).status, 405);
  assert.equal((await post(fhir, usual.fhir)).status, 200);
});
