// What a camera would see of a code: the code's picture in a grey room, near or far, sharp or blurred, dim or glaring.
import { PNG } from 'pngjs';

// How white a screen's white is; only lamps and their reflections saturate a camera.
const SCREEN = 220;

// Luma of a picture, row by row.
export function lumaOf(png) {
  const { width, height, data } = PNG.sync.read(png);
  const luma = new Uint8Array(width * height);
  for (let i = 0; i < luma.length; i += 1) {
    luma[i] = (299 * data[4 * i] + 587 * data[4 * i + 1] + 114 * data[4 * i + 2]) / 1000;
  }
  return { width, height, luma };
}

// A grey PNG of luma, as an agent or a command line would be given it.
export function pngOf(luma, width, height) {
  return PNG.sync.write({ width, height, data: luma }, { width, height, colorType: 0, inputColorType: 0 });
}

// A square of modules, `true` being dark, as a PNG with its quiet zone.
export function pngOfModules(count, isDark, pixels = 8, quiet = 4) {
  const side = (count + 2 * quiet) * pixels;
  const luma = Buffer.alloc(side * side, 255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const column = Math.floor(x / pixels) - quiet;
      const row = Math.floor(y / pixels) - quiet;
      const inside = column >= 0 && row >= 0 && column < count && row < count;
      if (inside && isDark(row, column)) luma[y * side + x] = 0;
    }
  }
  return pngOf(luma, side, side);
}

// A small generator of its own, so that a scene is the same in each run.
export function random(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

// One pass of a mean over 2 × radius + 1 pixels, along rows or along columns.
function mean(luma, lines, length, lineStep, step, radius) {
  const line = new Float32Array(length);
  for (let l = 0; l < lines; l += 1) {
    const at = l * lineStep;
    for (let i = 0; i < length; i += 1) line[i] = luma[at + i * step];
    let sum = 0;
    for (let i = -radius; i <= radius; i += 1) sum += line[Math.min(Math.max(i, 0), length - 1)];
    for (let i = 0; i < length; i += 1) {
      luma[at + i * step] = sum / (2 * radius + 1);
      sum += line[Math.min(i + radius + 1, length - 1)] - line[Math.max(i - radius, 0)];
    }
  }
}

// Places the picture, sampled at nine points a pixel, so that a code which shrinks turns grey rather than jagged.
function place(frame, width, height, picture, side, left, top) {
  // The three places in the picture that a column, or a row, of the frame is sampled at.
  const points = Int32Array.from({ length: 3 * side }, (_, i) => ((i + 0.5) / 3) * (picture.width / side));
  const [firstX, lastX] = [Math.max(0, left), Math.min(width, left + side)];
  for (let y = Math.max(0, top); y < Math.min(height, top + side); y += 1) {
    for (let x = firstX; x < lastX; x += 1) {
      let sum = 0;
      for (let row = 3 * (y - top); row < 3 * (y - top) + 3; row += 1) {
        const start = points[row] * picture.width;
        const column = 3 * (x - left);
        sum += picture.luma[start + points[column]] + picture.luma[start + points[column + 1]] +
          picture.luma[start + points[column + 2]];
      }
      frame[y * width + x] = (SCREEN * sum) / (9 * 255);
    }
  }
}

// A lamp's reflection: a disc that runs out of white.
function reflect(frame, width, height, x, y, reach) {
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const away = Math.hypot(column - x, row - y) / reach;
      const at = row * width + column;
      if (away < 1) frame[at] = Math.min(255, frame[at] + 1020 * (1 - away));
    }
  }
}

// Width × height octets of luma with the code in it. `size` is the code's side, quiet zone included, as a share of the
// height; `x` and `y` are its middle as shares of width and height, so that a part may lie outside; `blur` is a radius
// in pixels; `darkness` and `glare` run from 0 to 1; `noise` is the largest change of a pixel.
export function scene(png, options = {}) {
  const { width = 1280, height = 720, size = 0.9, x = 0.5, y = 0.5, blur = 0, darkness = 0, glare = 0, noise = 4,
    background = 96, seed = 7 } = options;
  const picture = lumaOf(png);
  if (picture.width !== picture.height) throw new Error('a code is square');
  const frame = new Uint8Array(width * height).fill(background);
  const side = Math.round(size * height);
  place(frame, width, height, picture, side, Math.round(x * width - side / 2), Math.round(y * height - side / 2));
  for (let pass = 0; pass < (blur > 0 ? 2 : 0); pass += 1) {
    mean(frame, height, width, width, 1, blur);
    mean(frame, width, height, 1, width, blur);
  }
  if (glare > 0) reflect(frame, width, height, x * width, y * height, side * 0.45 * glare);
  const next = random(seed);
  const grain = Float32Array.from({ length: 8191 }, () => (next() - 0.5) * 2 * noise);
  for (let at = 0; at < frame.length; at += 1) {
    frame[at] = Math.min(255, Math.max(0, frame[at] * (1 - darkness) + grain[at % 8191]));
  }
  return frame;
}
