// Turns a picture into one octet of brightness a pixel, into buffers that are used again for every frame.

export class Luma {
  #canvas = document.createElement('canvas');
  #context = this.#canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  #buffer = new Uint8Array(0);

  constructor(maxWidth) {
    this.maxWidth = maxWidth;
  }

  // Never mirrored: the preview is a mirror for people, and a mirrored code would not be the code.
  take(picture, pictureWidth, pictureHeight) {
    const scale = Math.min(1, this.maxWidth / pictureWidth);
    const width = Math.max(1, Math.round(pictureWidth * scale));
    const height = Math.max(1, Math.round(pictureHeight * scale));
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
      this.#buffer = new Uint8Array(width * height);
    }
    this.#context.drawImage(picture, 0, 0, width, height);
    const pixels = new Uint32Array(this.#context.getImageData(0, 0, width, height).data.buffer);
    const luma = this.#buffer;
    // One read a pixel; every machine that has a browser keeps red in the lowest octet.
    for (let i = 0; i < pixels.length; i++) {
      const pixel = pixels[i];
      luma[i] = (77 * (pixel & 255) + 150 * ((pixel >> 8) & 255) + 29 * ((pixel >> 16) & 255)) >> 8;
    }
    return { luma, width, height };
  }

  clear() {
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#buffer.fill(0);
  }
}
