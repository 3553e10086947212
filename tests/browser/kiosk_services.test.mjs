// What each service says to each person, as it stands on the screen: the table in kiosk_people.mjs but for the update.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Kiosk } from './kiosk_screen.mjs';
import { people, personalWords, services, showings } from './kiosk_people.mjs';

const outcomeWords = {
  zh: { eligible: '可以办理', not_eligible: '暂不能办理', unknown: '暂时无法确定' },
  en: { eligible: 'Open to you', not_eligible: 'Not open now', unknown: 'Cannot be told' },
};

describe('services on the screen', () => {
  let kiosk, oracle;

  before(async () => {
    kiosk = await Kiosk.open({ hurry: true });
    // What the command line says of a code of its own is what the screen must show of the next.
    oracle = kiosk.city.path('oracle');
    kiosk.city.apply(kiosk.city.bundle, oracle);
  });

  after(() => kiosk?.close());

  // Every sentence that the rules have for a person stands in the service's card, and its outcome in words beside it.
  async function check(told, lang) {
    const cards = await kiosk.services();
    assert.deepEqual(Object.keys(cards).sort(), [...services].sort());
    for (const { id, title, outcome, because } of told.books.flatMap((book) => book.services)) {
      const { words, labels } = cards[id];
      assert.ok(words.includes(title[lang]), `${id}: "${title[lang]}" is missing in: ${words}`);
      const named = labels.concat(words).join();
      assert.ok(named.includes(outcomeWords[lang][outcome]), `${id}: the card does not say ${outcome}: ${named}`);
      for (const rule of because) {
        for (const sentence of [rule.told[lang], rule.advice[lang]]) {
          assert.ok(words.includes(sentence), `${id}: "${sentence}" is missing in: ${words}`);
        }
      }
    }
    const { notice, title } = told.books[0];
    const all = await kiosk.words();
    for (const sentence of [title[lang], notice[lang]]) assert.ok(all.includes(sentence), `"${sentence}" is missing`);
  }

  for (const { name, show, expect } of showings.filter(({ updated }) => !updated)) {
    test(`${name} shows ${show}`, async () => {
      const told = kiosk.city.verify(kiosk.city.present(name, { show }), oracle);
      const said = await kiosk.scan(kiosk.city.present(name, { show }));
      assert.deepEqual({ state: said.state, tone: said.tone, reason: said.reason, lang: said.lang },
        { state: 'result', tone: 'ok', reason: 'ok', lang: 'zh' });
      const cards = await kiosk.services();
      assert.deepEqual(Object.fromEntries(Object.entries(cards).map(([id, { outcome }]) => [id, outcome])), expect);
      await check(told, 'zh');
      const { masked, tail } = personalWords(name);
      const person = await kiosk.page.innerText('#person');
      assert.equal(person.includes(masked), show.includes('id'), person);
      assert.ok(person.includes(tail), person);
      assert.ok(!person.includes(people[name].id.name), 'the name is not masked');
      assert.match(await kiosk.page.innerText('#as-of'), /数据截至/);
      if (name === 'pensioner' && show.includes('id')) {
        await kiosk.page.click('#lang');
        await kiosk.page.waitForSelector('body[data-lang=en][data-state=result]');
        await check(told, 'en');
        assert.match(await kiosk.page.innerText('#as-of'), /Data as of/);
        await kiosk.page.click('#lang');
        await kiosk.page.waitForSelector('body[data-lang=zh][data-state=result]');
      }
      await kiosk.leave();
      assert.equal(await kiosk.page.locator('article.service').count(), 0);
    });
  }

  test('nothing was written to the console, and nothing asked elsewhere', () => assert.deepEqual(kiosk.complaints, []));
});
