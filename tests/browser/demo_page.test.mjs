// The sheet that `heyi demo` leaves: what a visitor sees first must be whole, true, readable and scannable.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';

const heyi = process.env.HEYI ?? resolve('build/bin/heyi');
const demo = resolve('build/demo');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Every code, with what it must come to; `audience` as it is verified.
const codes = [
  { name: 'full', audience: 'medical', decision: 'accept' },
  { name: 'social', audience: 'social', decision: 'accept' },
  { name: 'sm2', audience: 'medical', decision: 'accept' },
  { name: 'static', audience: '', decision: 'accept' },
  { name: 'tampered', audience: 'medical', decision: 'reject' },
  { name: 'expired', audience: 'medical', decision: 'reject' },
  { name: 'revoked', audience: 'medical', decision: 'reject' },
  { name: 'wrong_aud', audience: 'medical', decision: 'reject' },
  { name: 'two_people', audience: 'medical', decision: 'reject' },
];
const words = { accept: ['通过', 'ACCEPT'], reject: ['不予受理', 'REJECT'] };

// What `heyi verify` says of a picture, as the sheet says to ask it.
function verify(picture, audience) {
  const at = readFileSync(join(demo, 'at.txt'), 'utf8').trim();
  const run = spawnSync(heyi, ['verify', picture, '--root', join(demo, 'root.pub.pem'), '--trust', join(demo, 'trust.list'),
    '--status', join(demo, 'status.list'), '--at', at, '--json', ...(audience ? ['--aud', audience] : [])], { encoding: 'utf8' });
  assert.ok(run.stdout, run.stderr);
  return { exit: run.status, ...JSON.parse(run.stdout) };
}

describe('the demo sheet', () => {
  let browser, page, scratch;
  const complaints = [];

  before(async () => {
    mkdirSync(demo, { recursive: true });
    execFileSync(heyi, ['demo', demo], { stdio: 'pipe' });
    scratch = mkdtempSync(join(tmpdir(), 'heyi-browser-'));
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, deviceScaleFactor: 2 });
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => complaints.push(`not loaded: ${request.url()}`));
    page.on('request', (request) => { if (!/^(file|data):/.test(request.url())) complaints.push(`asks a network: ${request.url()}`); });
    await page.goto(pathToFileURL(join(demo, 'index.html')).href, { waitUntil: 'load' });
  });

  after(async () => {
    await browser?.close();
    if (scratch) rmSync(scratch, { recursive: true });
  });

  test('shows every code of the table and no other', async () => {
    const shown = await page.$$eval('article', (articles) => articles.map((article) => article.id));
    assert.deepEqual([...shown].sort(), codes.map((code) => code.name).sort());
  });

  for (const { name, audience, decision } of codes) {
    test(`${name}: picture and verdict stand side by side`, async () => {
      const article = page.locator(`#${name}`);
      const drawn = await article.locator('img').evaluate(async (img) => {
        await img.decode();
        return { width: img.naturalWidth, alt: img.alt };
      });
      assert.ok(drawn.width > 0, 'the picture is not loaded');
      assert.ok(drawn.alt.length > 0, 'the picture has no words for who cannot see it');
      const text = await article.innerText();
      for (const word of words[decision]) assert.ok(text.includes(word), `"${word}" is missing in: ${text}`);
      const told = JSON.parse(readFileSync(join(demo, `${name}.verdict.json`), 'utf8'));
      assert.equal(told.decision, decision);
      assert.ok(text.includes(told.reason), `the reason ${told.reason} is missing`);
      assert.equal(await article.getAttribute('data-decision'), decision);
      if (name === 'static') assert.match(text, /证件[^]*identity document/, 'it must say: check the document');
    });

    test(`${name}: scanned off the screen, it comes to the same verdict`, async () => {
      const picture = join(scratch, `${name}.png`);
      await page.locator(`#${name} img`).screenshot({ path: picture });
      const told = JSON.parse(readFileSync(join(demo, `${name}.verdict.json`), 'utf8'));
      const seen = verify(picture, audience);
      assert.equal(seen.decision, decision);
      assert.equal(seen.reason, told.reason);
      assert.equal(seen.exit, decision === 'accept' ? 0 : 1);
      for (const kind of ['png', 'svg', 'txt']) assert.ok(existsSync(join(demo, `${name}.${kind}`)), `${name}.${kind} is missing`);
      assert.equal(verify(join(demo, `${name}.txt`), audience).reason, told.reason);
    });
  }

  test('each refusal has its own reason', () => {
    const reasons = codes.filter((code) => code.decision === 'reject')
      .map((code) => JSON.parse(readFileSync(join(demo, `${code.name}.verdict.json`), 'utf8')).reason);
    assert.equal(new Set(reasons).size, reasons.length, reasons.join(' '));
  });

  test('axe-core finds nothing serious', async () => {
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run());
    const grave = found.violations.filter((violation) => ['serious', 'critical'].includes(violation.impact));
    assert.deepEqual(grave.map((violation) => `${violation.id}: ${violation.nodes[0].target} ${violation.help}`), []);
    assert.ok(found.passes.length > 10, 'axe-core looked at next to nothing');
  });

  test('fits a phone without scrolling sideways', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
    await page.setViewportSize({ width: 1280, height: 900 });
    assert.ok(scroll <= client, `${scroll} px of content in ${client} px`);
  });

  test('nothing was complained of and no network asked; a picture of the sheet is kept', async () => {
    await page.screenshot({ path: join(demo, 'index.png'), fullPage: true });
    assert.deepEqual(complaints, []);
  });
});
