// The fake camera itself: what is written into its file is what a page sees, while the browser runs.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { launch } from './chromium.mjs';
import { FakeCamera } from './fake_camera.mjs';
import { lumaOf, pngOfModules, scene } from './scene.mjs';

describe('the fake camera', () => {
  let scratch, camera, server, browser, page;

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'heyi-camera-'));
    camera = new FakeCamera(join(scratch, 'camera.y4m'));
    // A camera is given to secure places alone, and 127.0.0.1 is one.
    server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html').end('<video muted></video>');
    });
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    browser = await launch(camera.switches);
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate(async () => {
      const video = document.querySelector('video');
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
      await video.play();
      const context = new OffscreenCanvas(64, 36).getContext('2d', { willReadFrequently: true });
      globalThis.meanLuma = () => {
        context.drawImage(video, 0, 0, 64, 36);
        const { data } = context.getImageData(0, 0, 64, 36);
        let sum = 0;
        for (let i = 0; i < data.length; i += 4) sum += data[i];
        return sum / (data.length / 4);
      };
    });
  });

  after(async () => {
    await browser?.close();
    server?.close();
    camera?.close();
    if (scratch) rmSync(scratch, { recursive: true });
  });

  const seen = (low, high) => page.waitForFunction(([a, b]) => globalThis.meanLuma() >= a && globalThis.meanLuma() <= b,
    [low, high], { timeout: 20_000 });

  test('films what is written, again and again', async () => {
    for (let i = 0; i < 3; i += 1) {
      camera.blank(0);
      await seen(0, 30);
      camera.blank(255);
      await seen(225, 255);
    }
    const { width, height } = await page.evaluate(() => {
      const settings = document.querySelector('video').srcObject.getVideoTracks()[0].getSettings();
      return { width: settings.width, height: settings.height };
    });
    assert.deepEqual({ width, height }, { width: 1280, height: 720 });
  });

  test('a scene is as light as it says, and a code has its place in it', async () => {
    const code = pngOfModules(21, (row, column) => (row * 21 + column) % 2 === 0);
    assert.equal(lumaOf(code).width, (21 + 8) * 8);
    const frame = scene(code, { size: 0.5, x: 0.25, noise: 0 });
    assert.equal(frame[360 * 1280 + 1200], 96, 'the room');
    assert.equal(frame[(360 - 170) * 1280 + 320], 220, 'the quiet zone');
    const sharp = new Set(frame.subarray(360 * 1280 + 250, 360 * 1280 + 400));
    assert.ok(sharp.has(0) && sharp.has(220), 'modules are black and white');
    const blurred = scene(code, { size: 0.5, x: 0.25, noise: 0, blur: 8 }).subarray(360 * 1280 + 250, 360 * 1280 + 400);
    assert.ok(Math.min(...blurred) > 60 && Math.max(...blurred) < 200, 'a blurred code is grey');
    const dark = scene(code, { darkness: 0.9, noise: 0 });
    assert.ok(dark.every((luma) => luma < 40), 'a dark room is dark');
    assert.equal(scene(code, { glare: 1, noise: 0 })[360 * 1280 + 640], 255, 'glare is white');
    camera.show(code, { darkness: 0.9 });
    await seen(0, 40);
  });
});
