// A kiosk whose lists are old: the code is good, but the screen says in amber how old its knowledge is, and nothing is
// open by it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Kiosk } from './kiosk_screen.mjs';

const DAY = 86_400;

describe('a kiosk whose status lists are eight days old', () => {
  let kiosk, made;

  before(async () => {
    const day = new Date(Date.now() + (8 * 3600 - 9 * DAY) * 1000);
    made = `${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
    kiosk = await Kiosk.open({ ages: { cards: 9 * DAY, lists: 8 * DAY } });
  });

  after(() => kiosk?.close());

  test('a good code is accepted in amber, with the age of the data, and every service is unknown', async () => {
    const { state, tone, reason } = await kiosk.scan(kiosk.city.present('pensioner', { show: 'ss,id,bn' }));
    assert.deepEqual({ state, tone }, { state: 'result', tone: 'warn' });
    assert.match(reason, /^ok|^status\.stale/);
    const age = await kiosk.page.innerText('#as-of');
    assert.ok(age.includes(made), age);
    assert.match(age, /较旧/);
    for (const [service, { outcome, words }] of Object.entries(await kiosk.services())) {
      assert.notEqual(outcome, 'eligible', `${service}: ${words}`);
    }
    const { status, why } = await kiosk.agent.health();
    assert.equal(status, 'degraded');
    assert.ok(why.some((one) => one.includes('jn:ss:1')), why.join());
  });

  test('nothing was written to the console', () => assert.deepEqual(kiosk.complaints, []));
});
