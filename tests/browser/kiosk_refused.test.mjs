// Codes that are not taken, and codes that cannot be read: what the screen says, and that it opens nothing.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Kiosk } from './kiosk_screen.mjs';

// Each with its reason, its tone, what the person is to do, and a word of both that the screen must show in Chinese.
const refusals = [
  { kind: 'forged', reason: 'cose.signature_invalid', tone: 'bad', words: ['签名无效', '人工窗口'] },
  { kind: 'strange', reason: 'trust.unknown_key', tone: 'bad', words: ['不在信任列表', '人工窗口'] },
  { kind: 'expired', reason: 'time.proof_stale', tone: 'bad', words: ['已过时', '刷新'] },
  { kind: 'revoked', reason: 'status.revoked', tone: 'bad', words: ['已注销', '发卡机构'] },
  { kind: 'wrongAudience', reason: 'scope.wrong_audience', tone: 'bad', words: ['其他用途', '用途'] },
  { kind: 'incumbent', reason: 'text.needs_online', tone: 'neutral', words: ['联网', '人工窗口'] },
];

// What would help a person, for scenes that show a code badly.
const clumsy = [
  { name: 'nobody', guidance: 'show_code', words: '出示' },
  { name: 'far away', scene: { size: 0.125 }, guidance: 'closer', words: '靠近' },
  { name: 'too near', scene: { size: 1.5 }, guidance: 'farther', words: '远' },
  { name: 'half outside', scene: { size: 0.8, x: 0.05 }, guidance: 'whole_code', words: '整个' },
  { name: 'moving', scene: { blur: 5 }, guidance: 'hold_still', words: '拿稳' },
  { name: 'in the dark', scene: { darkness: 0.95 }, guidance: 'more_light', words: '暗' },
  { name: 'under a lamp', scene: { glare: 0.75 }, guidance: 'glare', words: '反光' },
];

describe('refusals and guidance on the screen', () => {
  let kiosk, used;

  before(async () => {
    kiosk = await Kiosk.open({ hurry: true, prepare: ({ city, state }) => { used = city.replayed(state); } });
  });

  after(() => kiosk?.close());

  async function refused(code, { reason, tone, words }) {
    const said = await kiosk.scan(code);
    assert.deepEqual({ state: said.state, reason: said.reason, tone: said.tone }, { state: 'refused', reason, tone });
    const seen = await kiosk.words();
    for (const word of words) assert.ok(seen.includes(word), `"${word}" is missing in: ${seen}`);
    assert.equal(await kiosk.page.locator('article.service').count(), 0, 'a refused code opens a service');
    assert.equal(await kiosk.page.locator('#person').count(), 0, 'a refused code names a person');
    // It is not said by colour alone: a picture with a word of its own stands beside the words.
    await kiosk.page.waitForSelector('#again:visible');
    await kiosk.lower();
    await kiosk.page.click('#again');
    await kiosk.until('scanning');
  }

  for (const refusal of refusals) {
    test(`${refusal.kind} is refused`, () => refused(kiosk.city[refusal.kind](), refusal));
  }

  test('a code that was used before the agent started is refused', () =>
    refused(used, { reason: 'replay.seen', tone: 'bad', words: ['已使用过', '刷新'] }));

  test('the other kind of an incumbent\'s code is sent where it belongs', () =>
    refused(kiosk.city.incumbent(`${'A1B2C3D4'.repeat(8)}:1`), refusals.at(-1)));

  for (const { name, scene, guidance, words } of clumsy) {
    test(`a code ${name} is guided`, async () => {
      await kiosk.until('scanning');
      if (scene) kiosk.camera.show(kiosk.city.present('pensioner').png, scene);
      else kiosk.camera.blank();
      await kiosk.page.waitForFunction(([wanted, word]) => document.body.dataset.guidance === wanted &&
        document.getElementById('guide').innerText.includes(word), [guidance, words]).catch(async (error) => {
        throw new Error(`${JSON.stringify(await kiosk.said())} instead of ${guidance}: ${error.message}`);
      });
      assert.equal((await kiosk.said()).state, 'scanning');
      const { role, live } = await kiosk.page.$eval('#guide', (guide) => ({ role: guide.role, live: guide.ariaLive }));
      assert.deepEqual({ role, live }, { role: 'status', live: 'polite' });
      await kiosk.lower();
    });
  }

  test('after all of that a good code is taken at once', async () => {
    const said = await kiosk.scan(kiosk.city.present('employee'));
    assert.equal(said.state, 'result');
  });

  test('nothing was written to the console, and nothing asked elsewhere', () => assert.deepEqual(kiosk.complaints, []));
});
