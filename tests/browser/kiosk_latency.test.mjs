// How long a person waits, from holding up a code to the painted verdict, and what the time is spent on. It measures:
// whether the numbers are good depends on the machine, so only their presence is checked.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Kiosk } from './kiosk_screen.mjs';

const CODES = 25;

// Where the time goes, in milliseconds, in the order in which it passes; `timing` is one of the page's own.
const parts = {
  camera: ({ film }, { captured }) => captured - film,
  picture: (_, { captured, sent }) => sent - captured,
  decode: (_, { decode_us }) => decode_us / 1000,
  verify: (_, { verify_us }) => verify_us / 1000,
  rules: (_, { rules_us }) => rules_us / 1000,
  transport: (_, { sent, answered, decode_us, verify_us, rules_us }) =>
    answered - sent - (decode_us + verify_us + rules_us) / 1000,
  drawing: (_, { answered, painted }) => painted - answered,
  'held up to painted': ({ film }, { painted }) => painted - film,
};

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

describe('latency', () => {
  let kiosk;

  before(async () => {
    kiosk = await Kiosk.open({ hurry: true, fps: 30 });
  });

  after(() => kiosk?.close());

  test(`${CODES} fresh codes, one after the other`, async (context) => {
    const filmed = [];
    const origin = await kiosk.page.evaluate(() => performance.timeOrigin);
    for (let i = 0; i < CODES; i += 1) {
      const code = kiosk.city.present(['pensioner', 'employee', 'migrant'][i % 3], { show: 'ss,id' });
      await kiosk.until('scanning');
      filmed.push({ film: kiosk.camera.show(code.png) - origin });
      await kiosk.until('result');
      await kiosk.page.waitForFunction((count) => globalThis.heyiTimings.length >= count, i + 1);
      await kiosk.leave();
    }
    const timings = await kiosk.page.evaluate(() => globalThis.heyiTimings);
    assert.equal(timings.length, CODES);
    const table = Object.entries(parts).map(([name, spent]) => {
      const times = timings.map((timing, i) => spent(filmed[i], timing));
      assert.ok(times.every(Number.isFinite), `${name}: ${times}`);
      return { name, sum: times.reduce((sum, time) => sum + time, 0), times: times.sort((a, b) => a - b) };
    });
    const all = table.at(-1);
    context.diagnostic(`latency, ms: ${'median'.padStart(12)}${'p95'.padStart(8)}${'share'.padStart(8)}`);
    for (const { name, times, sum } of table) {
      const [median, high] = [at(times, 0.5), at(times, 0.95)].map((time) => time.toFixed(1).padStart(8));
      const share = `${Math.round((100 * sum) / all.sum)} %`.padStart(8);
      context.diagnostic(`latency, ${name.padEnd(18)}${median}${high}${share}`);
    }
    assert.ok(at(all.times, 0.5) > 0);
  });
});
