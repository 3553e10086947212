// The kiosk for everybody: both languages, large type on any screen, and what axe-core says of each state.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { Kiosk } from './kiosk_screen.mjs';
import { cutOff, seenText } from './layout.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screens = [{ width: 1280, height: 800 }, { width: 1080, height: 1920 }, { width: 1024, height: 600 }];

describe('the kiosk for everybody', () => {
  let kiosk, page;

  before(async () => {
    kiosk = await Kiosk.open({ query: 'source=camera&idle=12' });
    page = kiosk.page;
    await kiosk.until('scanning');
  });

  after(() => kiosk?.close());

  async function set(id, attribute, value) {
    if (await page.getAttribute('body', attribute) !== value) await page.click(`#${id}`);
    await page.waitForSelector(`body[${attribute}="${value}"]`);
  }

  async function accessible(state) {
    // What is still fading in has the contrast of a moment; what turns for ever is not waited for.
    await page.evaluate(() => Promise.allSettled(document.getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished)));
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run());
    const grave = found.violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
    assert.deepEqual(grave.map(({ id, nodes, help }) => `${id}: ${nodes[0].target} ${help}`), [], state);
    assert.ok(found.passes.length > 10, 'axe-core looked at next to nothing');
  }

  // Each text of the normal page against the same one of the large page, which stands as many places behind its like.
  function grows(normal, large, where) {
    for (const [i, { words, size }] of normal.entries()) {
      const nth = normal.slice(0, i).filter((one) => one.words === words).length;
      const same = large.filter((one) => one.words === words)[nth];
      assert.ok(size >= 14, `${where}: "${words}" is ${size} px`);
      // One text changes: the button that says what its next touch brings.
      if (same) assert.ok(same.size >= 1.5 * size - 0.1, `${where}: "${words}" grows from ${size} to ${same.size} px`);
    }
    assert.ok(large.length >= normal.length - 1, `${where}: ${normal.length} texts, ${large.length} when large`);
  }

  // In both languages and sizes, on every screen, all that stands there can be read; large is half as large again.
  async function readable(state) {
    for (const lang of ['zh', 'en']) {
      await set('lang', 'data-lang', lang);
      for (const size of screens) {
        await page.setViewportSize(size);
        await set('large', 'data-large', '0');
        const normal = await page.evaluate(seenText);
        assert.deepEqual(await page.evaluate(cutOff), [], `${state}, ${lang}, ${size.width} × ${size.height}`);
        await set('large', 'data-large', '1');
        const large = await page.evaluate(seenText);
        assert.deepEqual(await page.evaluate(cutOff), [], `${state}, ${lang}, large, ${size.width} × ${size.height}`);
        assert.ok(normal.length > 3, 'there is next to nothing to read');
        grows(normal, large, `${state}, ${lang}, ${size.width} × ${size.height}`);
      }
    }
    await accessible(`${state}, large, en`);
    await page.setViewportSize(screens[0]);
    await set('large', 'data-large', '0');
    await set('lang', 'data-lang', 'zh');
    await accessible(state);
  }

  test('scanning', () => readable('scanning'));

  test('a result, and the question whether anybody is still there', async () => {
    await kiosk.scan(kiosk.city.present('pensioner', { show: 'ss,id,bn' }));
    await kiosk.lower();
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
    await readable('result');
    await page.waitForSelector('#still:visible');
    assert.deepEqual(await page.evaluate(cutOff), []);
    await accessible('still there?');
    // Whoever uses the keyboard alone stays with one key.
    await page.keyboard.press('Enter');
    await page.waitForSelector('#still', { state: 'hidden' });
    assert.equal((await kiosk.said()).state, 'result');
    await page.click('#done');
  });

  test('a refusal', async () => {
    await kiosk.scan(kiosk.city.expired());
    await kiosk.lower();
    await readable('refused');
    await page.click('#done');
    await kiosk.until('scanning');
  });

  test('guidance while a code is held badly', async () => {
    kiosk.camera.show(kiosk.city.present('child').png, { size: 0.2 });
    await page.waitForSelector('body[data-state=scanning][data-guidance]');
    await accessible('guidance');
    await kiosk.lower();
  });

  test('language and size go back to those of the address when the person leaves', async () => {
    await kiosk.goto('source=camera&lang=en&large=1');
    await kiosk.until('scanning');
    assert.deepEqual([(await kiosk.said()).lang, (await kiosk.said()).large], ['en', '1']);
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    await kiosk.scan(kiosk.city.present('employee'));
    await set('lang', 'data-lang', 'zh');
    await set('large', 'data-large', '0');
    await kiosk.leave();
    assert.deepEqual([(await kiosk.said()).lang, (await kiosk.said()).large], ['en', '1']);
  });

  test('while it starts, and when the agent is gone', async () => {
    // An agent that takes its time: the page says so.
    await page.route('**/api/settings', () => {});
    await kiosk.goto('source=camera');
    await kiosk.until('starting');
    await accessible('starting');
    await page.unroute('**/api/settings');
    await kiosk.goto('source=camera');
    await kiosk.until('scanning');
    const { length } = kiosk.complaints;
    await kiosk.agent.kill();
    await kiosk.until('trouble');
    await readable('trouble');
    assert.deepEqual(kiosk.complaints.slice(0, length), []);
  });
});
