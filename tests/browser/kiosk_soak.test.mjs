// A day's work in a row: memory flat and no descriptor left open. HEYI_SOAK=1 scans ten thousand codes.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Agent } from './kiosk_agent.mjs';

const scans = process.env.HEYI_SOAK ? 10_000 * Number(process.env.HEYI_SOAK) : 300;
const warm = scans / 10;
// Pages that the allocator keeps for its threads come and go; a leak of a kilobyte a scan would be more than four times as much.
const tolerated = 2048; // KiB

describe('many scans in a row', () => {
  let scratch, agent, token;
  const headers = (more) => ({ headers: { 'X-Heyi-Token': token, ...more } });

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'heyi-soak-'));
    agent = new Agent({ updates: scratch, more: ['--rate', '10000'], simulated: true });
    await agent.start();
    token = /name="heyi-token" content="([0-9a-f]+)"/.exec(await (await fetch(agent.url)).text())[1];
  });

  after(async () => {
    await agent?.kill('SIGTERM');
    if (scratch) rmSync(scratch, { recursive: true });
  });

  // Every code is fresh, so that each is accepted, remembered and asked the rules about; every tenth is refused.
  async function scan(number) {
    const example = number % 10 === 9 ? 'forged' : number % 2 ? 'pensioner' : 'child';
    const picture = await fetch(`${agent.url}api/example/${example}?width=640&height=640`, headers());
    const answer = await fetch(`${agent.url}api/frame`,
      { method: 'POST', body: await picture.arrayBuffer(), ...headers({ 'Content-Type': 'image/png' }) });
    const { verdict, books } = await answer.json();
    assert.equal(verdict.decision, example === 'forged' ? 'reject' : 'accept', verdict.reason);
    if (verdict.decision === 'accept') assert.equal(books[0].services.length, 12);
  }

  test(`${scans} scans: memory and descriptors stay`, async () => {
    const seen = [];
    for (let number = 0; number < scans; number++) {
      await scan(number);
      if ((number + 1) % warm === 0) seen.push({ rss: agent.rss, open: agent.descriptors });
    }
    // A short run is over before every thread has had its first frame; it counts from later on.
    const [first, ...later] = seen.slice(process.env.HEYI_SOAK ? 0 : 3);
    console.log(`after each ${warm} scans, KiB: ${seen.map((one) => one.rss).join(' ')}`);
    console.log(`descriptors: ${seen.map((one) => one.open).join(' ')}`);
    const most = Math.max(...later.map((one) => one.rss));
    assert.ok(most - first.rss <= tolerated, `${most - first.rss} KiB more than at first`);
    // A connection may be closing at the moment of looking.
    assert.ok(Math.max(...later.map((one) => one.open)) <= first.open + 2, 'descriptors are left open');
  });
});
