// A kiosk goes on by itself: when its agent is killed and comes back, when lists arrive, when they change.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Kiosk } from './kiosk_screen.mjs';
import { showings } from './kiosk_people.mjs';

// Until the agent's health says so; the folder of updates is looked at by the agent's own clock.
async function healthy(kiosk, what, fits) {
  const until = Date.now() + 30_000;
  for (;;) {
    const health = await kiosk.agent.health();
    if (fits(health)) return health;
    assert.ok(Date.now() < until, `${what}: ${JSON.stringify(health)}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

describe('a kiosk that goes on by itself', () => {
  let kiosk;

  before(async () => {
    kiosk = await Kiosk.open({ bundle: false, hurry: true });
  });

  after(() => kiosk?.close());

  // What the browser itself writes of requests that failed; the page has no hand in it.
  const ofTheBrowser = new RegExp('^error: Failed to load resource: (net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|' +
    'EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)|the server responded with a status of (403|503))');

  test('without lists it sends people to the staff, and begins when the first update is there', async () => {
    await kiosk.until('trouble');
    assert.match(await kiosk.words(), /工作人员/);
    const { code, status } = await kiosk.agent.health();
    assert.deepEqual([code, status], [503, 'not_ready']);
    // A reload would take the mark away.
    await kiosk.page.evaluate(() => { globalThis.mark = 'same page'; });
    kiosk.city.drop(kiosk.city.bundle, kiosk.updates);
    await kiosk.until('scanning');
    assert.equal((await kiosk.scan(kiosk.city.present('pensioner'))).state, 'result');
    await kiosk.leave();
  });

  test('killed while a person scans, it takes the next code after its restart', async () => {
    const before = kiosk.agent.log.length;
    kiosk.camera.show(kiosk.city.present('pensioner').png, { blur: 6 });
    await kiosk.page.waitForSelector('body[data-state=scanning][data-guidance]');
    await kiosk.agent.kill();
    await kiosk.until('trouble');
    assert.doesNotMatch(await kiosk.words(), /错误|error|undefined/i);
    await kiosk.lower();
    await kiosk.agent.restart();
    await kiosk.until('scanning');
    const { state, reason } = await kiosk.scan(kiosk.city.present('pensioner'));
    assert.deepEqual({ state, reason }, { state: 'result', reason: 'ok' });
    assert.equal(await kiosk.page.evaluate(() => globalThis.mark), 'same page');
    assert.ok(kiosk.agent.log.length > before);
  });

  test('killed while a result is read, it leaves the result and takes the next code after its restart', async () => {
    await kiosk.agent.kill();
    assert.equal((await kiosk.said()).state, 'result');
    await kiosk.agent.restart();
    await kiosk.leave();
    assert.equal((await kiosk.scan(kiosk.city.present('employee'))).reason, 'ok');
    await kiosk.leave();
    assert.equal(await kiosk.page.evaluate(() => globalThis.mark), 'same page');
  });

  test('a code that was used before the agent died is not taken after it', async () => {
    const code = kiosk.city.present('jobless', { show: 'ss', seconds: -40 });
    kiosk.city.verify(code, kiosk.state, { seconds: -30 });
    await kiosk.agent.restart();
    const { state, reason } = await kiosk.scan(code);
    assert.deepEqual({ state, reason }, { state: 'refused', reason: 'replay.seen' });
    await kiosk.leave();
  });

  test('an update that is dropped into the folder changes what the next person is told', async () => {
    assert.equal((await kiosk.scan(kiosk.city.present('leaving'))).state, 'result');
    await kiosk.leave();
    kiosk.city.drop(kiosk.city.update(), kiosk.updates);
    await healthy(kiosk, 'the update was not taken', ({ updates }) => updates.some(({ file, new: fresh, refused }) =>
      file === 'update-2.bundle' && fresh > 0 && !refused));
    const { state, reason } = await kiosk.scan(kiosk.city.present('leaving'));
    assert.deepEqual({ state, reason }, { state: 'refused', reason: 'status.revoked' });
    await kiosk.leave();
    const { name, show, expect } = showings.find(({ updated }) => updated);
    await kiosk.scan(kiosk.city.present(name, { show }));
    const cards = await kiosk.services();
    assert.deepEqual(Object.fromEntries(Object.entries(cards).map(([id, { outcome }]) => [id, outcome])), expect);
    assert.match(cards['record-access'].words, /卡中没有住院病历[^]*请到就诊医院登记/);
    await kiosk.leave();
  });

  test('an update that is damaged or old changes nothing but the health', async () => {
    writeFileSync(join(kiosk.updates, 'broken.bundle'), 'no bundle at all');
    const health = await healthy(kiosk, 'the damaged file went unnoticed', ({ updates }) =>
      updates.some(({ file, refused }) => file === 'broken.bundle' && refused));
    assert.deepEqual([health.code, health.status], [200, 'degraded']);
    assert.equal((await kiosk.scan(kiosk.city.present('leaving'))).reason, 'status.revoked');
    await kiosk.leave();
  });

  test('nobody coming for long leaves nothing behind in the page', async () => {
    await kiosk.until('scanning');
    await kiosk.page.evaluate(() => {
      globalThis.listening = 0;
      for (const [name, change] of [['addEventListener', 1], ['removeEventListener', -1]]) {
        const original = AbortSignal.prototype[name];
        AbortSignal.prototype[name] = function count(...args) {
          globalThis.listening += change;
          return original.apply(this, args);
        };
      }
      performance.clearResourceTimings();
    });
    await kiosk.page.waitForFunction(() => performance.getEntriesByType('resource').length >= 40);
    assert.ok(await kiosk.page.evaluate(() => globalThis.listening) <= 2, 'each frame leaves a listener behind');
  });

  test('the page wrote nothing to the console', () => {
    assert.deepEqual(kiosk.complaints.filter((line) => !ofTheBrowser.test(line)), []);
  });
});
