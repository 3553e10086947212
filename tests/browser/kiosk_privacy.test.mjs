// What is left of a person after the screen was cleared: nothing, wherever one looks.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Kiosk } from './kiosk_screen.mjs';
import { personalWords } from './kiosk_people.mjs';

// Every file of a folder and of those in it.
function filesOf(folder) {
  return readdirSync(folder).map((name) => join(folder, name))
    .flatMap((path) => {
      const found = statSync(path, { throwIfNoEntry: false }); // a lock of the browser's points to nothing
      return found?.isDirectory() ? filesOf(path) : found?.isFile() ? [path] : [];
    });
}

describe('what is left of a person', () => {
  let kiosk, profile, visited;
  const all = ['pensioner', 'employee', 'revoked'].map(personalWords);

  before(async () => {
    profile = mkdtempSync(join(tmpdir(), 'heyi-profile-'));
    kiosk = await Kiosk.open({ profile });
  });

  after(async () => {
    await kiosk?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  // Everything that the browser keeps for the page, as one text.
  const kept = () => kiosk.page.evaluate(async () => JSON.stringify({
    html: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input, textarea')].map((field) => field.value),
    local: { ...localStorage }, session: { ...sessionStorage }, databases: await indexedDB.databases(),
    caches: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookie: document.cookie, address: location.href, title: document.title, history: history.state,
    name: globalThis.name,
    marks: performance.getEntries().map((entry) => entry.name), timings: globalThis.heyiTimings }));

  // Whether the page's memory holds a word once what nobody needs any more has been cleared out of it.
  async function remembers(word) {
    const session = await kiosk.page.context().newCDPSession(kiosk.page);
    const parts = [];
    session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.takeHeapSnapshot');
    await session.detach();
    return parts.join('').includes(word);
  }

  // `where` is a text or octets; no word of anybody may be in it.
  function nothingIn(where, place) {
    const octets = Buffer.from(where);
    for (const words of all) {
      for (const [kind, word] of Object.entries(words)) {
        const isThere = octets.includes(Buffer.from(word)) || octets.includes(Buffer.from(word, 'utf16le'));
        assert.ok(!isThere, `${place} holds the ${kind} ${word}`);
      }
    }
  }

  async function nothingAnywhere() {
    const page = await kept();
    nothingIn(page, 'the page');
    const { local, session, databases, caches, workers, cookie, history, fields } = JSON.parse(page);
    assert.deepEqual({ local, session, databases, caches, workers, cookie, history, fields },
      { local: {}, session: {}, databases: [], caches: [], workers: 0, cookie: '', history: null, fields: [] });
    assert.deepEqual(await kiosk.page.context().cookies(), []);
    assert.equal(await kiosk.page.evaluate(() => history.length), visited, 'a screen became a page of its own');
    nothingIn(await kiosk.page.content(), 'the document');
    nothingIn(kiosk.agent.log, 'the log');
    for (const file of filesOf(kiosk.state)) nothingIn(readFileSync(file), file);
  }

  test('the words are on the screen while the person stands there, but never the whole name or number', async () => {
    await kiosk.scan(kiosk.city.present('pensioner', { show: 'ss,id,bn' }));
    const page = await kept();
    const { name, masked, card, tail, document } = all[0];
    assert.ok(page.includes(masked) && page.includes(tail), 'the search finds what is there');
    for (const word of [name, card, document]) assert.ok(!page.includes(word), `the page holds ${word}`);
    assert.ok(await remembers(tail), 'the search finds what is there');
    await kiosk.leave();
    assert.ok(!(await remembers(tail)), 'the memory of the page holds the end of the card number');
  });

  test('nobody touches the screen: it asks, clears itself, and nothing is left', async () => {
    await kiosk.goto('source=camera&idle=3');
    visited = await kiosk.page.evaluate(() => history.length);
    // The question stands for a second and a half, so the page itself watches for it.
    await kiosk.page.evaluate(() => {
      const still = document.getElementById('still');
      new MutationObserver(() => { globalThis.asked ||= !still.hidden; }).observe(still, { attributes: true });
    });
    await kiosk.scan(kiosk.city.present('pensioner', { show: 'ss,id,bn' }));
    const begun = Date.now();
    await kiosk.lower();
    await kiosk.until('scanning');
    assert.ok(Date.now() - begun < 20_000, 'idle=3 was not heard');
    assert.equal(await kiosk.page.evaluate(() => globalThis.asked), true, 'nobody was asked');
    await nothingAnywhere();
    assert.ok(!(await remembers(all[0].tail)), 'the memory of the page holds the end of the card number');
  });

  test('a touch of whoever is still there keeps the result', async () => {
    await kiosk.scan(kiosk.city.present('employee', { show: 'ss,id,mr' }));
    await kiosk.lower();
    // Touched within the page, as the question stands for a second and a half alone.
    const state = await kiosk.page.waitForFunction(() => {
      if (document.getElementById('still').hidden) return false;
      document.getElementById('stay').click();
      return document.getElementById('still').hidden && document.body.dataset.state;
    });
    assert.equal(await state.jsonValue(), 'result');
  });

  test('the person leaves by the button, and nothing is left', async () => {
    await kiosk.page.evaluate(() => document.getElementById('done').click());
    await kiosk.until('scanning');
    await nothingAnywhere();
    await kiosk.page.goBack();
    nothingIn(await kiosk.page.content(), 'the page before');
    await kiosk.goto('source=camera&idle=3');
    await kiosk.until('scanning');
    visited = await kiosk.page.evaluate(() => history.length);
  });

  test('a refused code shows nothing of its holder, and leaves nothing', async () => {
    assert.equal((await kiosk.scan(kiosk.city.revoked())).reason, 'status.revoked');
    await nothingAnywhere();
    await kiosk.lower();
    await kiosk.until('scanning');
    await nothingAnywhere();
  });

  test('a browser that is closed while a result is read has none of it in its profile', async () => {
    await kiosk.scan(kiosk.city.present('pensioner', { show: 'ss,id,bn' }));
    await kiosk.browser.close();
    const files = filesOf(profile);
    assert.ok(files.some((file) => readFileSync(file).includes('127.0.0.1')), 'the search finds what is there');
    for (const file of files) nothingIn(readFileSync(file), file);
  });

  test('neither does the agent\'s folder once the agent has ended, nor its log', async () => {
    await kiosk.agent.kill('SIGTERM');
    nothingIn(kiosk.agent.log, 'the log');
    assert.match(kiosk.agent.log, /scan accept ok /);
    const files = filesOf(kiosk.state);
    assert.ok(files.length > 0);
    for (const file of files) nothingIn(readFileSync(file), file);
  });

  test('nothing was written to the console, and nothing asked elsewhere', () => assert.deepEqual(kiosk.complaints, []));
});
