// The real camera as a source of frames, and its preview.
import { Trouble } from './agent.js';
import { Luma } from './luma.js';

const STALLED_MS = 4000;

export class Camera {
  #place;
  #luma;
  #stream = null;
  #video = null;

  constructor(place, width) {
    this.#place = place;
    this.#luma = new Luma(width);
  }

  get isOpen() {
    return this.#stream !== null && this.#stream.getVideoTracks().some((track) => track.readyState === 'live');
  }

  // Fails with Trouble: denied, or absent for every other camera that does not come.
  async open() {
    this.close();
    if (!navigator.mediaDevices?.getUserMedia) throw new Trouble('absent');
    const video = { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    } catch (error) {
      throw new Trouble(error.name === 'NotAllowedError' || error.name === 'SecurityError' ? 'denied' : 'absent');
    }
    this.#show();
  }

  // The next frame that the camera brings; `captured` is when it took it, where the browser knows.
  grab(signal) {
    const video = this.#video;
    return new Promise((resolve, reject) => {
      let request = 0;
      const stalled = setTimeout(() => finish(reject, new Trouble('absent')), STALLED_MS);
      const leave = () => finish(reject, signal.reason);
      const finish = (settle, value) => {
        clearTimeout(stalled);
        signal.removeEventListener('abort', leave);
        if (request) video.cancelVideoFrameCallback?.(request);
        settle(value);
      };
      const take = (now, frame) => {
        if (signal.aborted) return;
        if (!video.videoWidth || video.readyState < 2) return void next();
        const captured = frame?.captureTime ?? performance.now();
        finish(resolve, { ...this.#luma.take(video, video.videoWidth, video.videoHeight), captured });
      };
      const next = () => {
        if (video.requestVideoFrameCallback) request = video.requestVideoFrameCallback(take);
        else requestAnimationFrame((now) => take(now));
      };
      signal.addEventListener('abort', leave);
      next();
    });
  }

  set maxWidth(width) {
    this.#luma.maxWidth = width;
  }

  get maxWidth() {
    return this.#luma.maxWidth;
  }

  // The person lowers the phone without our help.
  lower() {}

  // A new element holds nothing of the last frame; the stream stays open, so the next scan begins at once.
  clear() {
    this.#luma.clear();
    if (this.#stream) this.#show();
  }

  close() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
  }

  #show() {
    if (this.#video) this.#video.srcObject = null;
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.autoplay = true;
    video.disablePictureInPicture = true;
    video.srcObject = this.#stream;
    video.play().catch(() => {});
    this.#video = video;
    this.#place.replaceChildren(video);
  }
}
