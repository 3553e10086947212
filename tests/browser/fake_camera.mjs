// A camera that a test holds in its hand: Chromium films a file, and the file is overwritten in place while it films.
//
// Chromium reads a .y4m file frame by frame, at its end from the beginning again, and keeps nothing of it; so what is
// written at the offset of its only frame is what the camera sees from the next frame on.
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { scene } from './scene.mjs';

const FRAME = 'FRAME\n';

export class FakeCamera {
  // `fps` is low, as a page looks at every frame, and two cores share the browser, the agent and the test.
  constructor(file, { width = 1280, height = 720, fps = 10 } = {}) {
    Object.assign(this, { file, width, height });
    const head = `YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n${FRAME}`;
    this.offset = head.length;
    // Grey alone: both planes of colour stay at 128.
    const planes = Buffer.alloc(width * height + 2 * (width >> 1) * (height >> 1), 128);
    writeFileSync(file, Buffer.concat([Buffer.from(head, 'latin1'), planes]));
    this.handle = openSync(file, 'r+');
    this.blank();
  }

  // The switches that Chromium is to be started with.
  get switches() {
    return ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${this.file}`];
  }

  // What the camera sees from now on: width × height octets of luma. The moment, as Date.now() has it, is returned.
  film(luma) {
    if (luma.length !== this.width * this.height) throw new Error(`a frame has ${this.width * this.height} octets`);
    writeSync(this.handle, luma, 0, luma.length, this.offset);
    return performance.timeOrigin + performance.now();
  }

  // A code as it is held before the camera; `options` are those of scene().
  show(png, options = {}) {
    return this.film(scene(png, { width: this.width, height: this.height, ...options }));
  }

  // Nobody stands there.
  blank(grey = 96) {
    return this.film(Buffer.alloc(this.width * this.height, grey));
  }

  close() {
    closeSync(this.handle);
    rmSync(this.file, { force: true });
  }
}
