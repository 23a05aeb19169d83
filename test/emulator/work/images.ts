/** Image processing: decoding, drawing text, enlarging, background removal, tinting. */
import { createHash } from 'node:crypto';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { GLYPHS } from './bitmapFont.ts';
import type { StoredFile } from '../types.ts';

/** RGBA pixels, four bytes each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

export type ImageFormat = 'png' | 'jpeg';

/**
 * The pixels of a stored image, or a drawn placeholder of the same size for formats without a decoder (webp and
 * others).
 */
export function decode(file: StoredFile): Pixels {
  if (file.bytes && file.mime === 'image/png') return PNG.sync.read(file.bytes);
  if (file.bytes && file.mime === 'image/jpeg') {
    const { width, height, data } = jpeg.decode(file.bytes, { maxMemoryUsageInMB: 1024 });
    return { width, height, data: Buffer.from(data) };
  }
  return drawText(file.name, file.width ?? 512, file.height ?? 512);
}

export function encode(pixels: Pixels, format: ImageFormat): Buffer {
  if (format === 'jpeg') return Buffer.from(jpeg.encode({ ...pixels, data: Buffer.from(pixels.data) }, 85).data);
  const png = new PNG({ width: pixels.width, height: pixels.height });
  pixels.data.copy(png.data);
  return PNG.sync.write(png, { deflateLevel: 3 });
}

/** Scales every pixel to `factor` times `factor` pixels. */
export function enlarge(pixels: Pixels, factor: number): Pixels {
  const width = pixels.width * factor;
  const height = pixels.height * factor;
  const source = new Uint32Array(
    pixels.data.buffer.slice(pixels.data.byteOffset, pixels.data.byteOffset + pixels.data.length)
  );
  const target = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / factor) * pixels.width;
    for (let x = 0; x < width; x++) target[y * width + x] = source[row + Math.floor(x / factor)] ?? 0;
  }
  return { width, height, data: Buffer.from(target.buffer) };
}

/** Makes everything transparent that is close to the color of the top left corner. */
export function cutOut(pixels: Pixels): Pixels {
  const data = Buffer.from(pixels.data);
  const corner = [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0];
  for (let i = 0; i < data.length; i += 4) {
    const distance = corner.reduce((sum, part, channel) => sum + Math.abs((data[i + channel] ?? 0) - part), 0);
    if (distance < 60) data[i + 3] = 0;
  }
  return { ...pixels, data };
}

/** Mixes a color derived from the text into the image and draws the text over it. */
export function tint(pixels: Pixels, text: string): Pixels {
  const data = Buffer.from(pixels.data);
  const color = colorOf(text);
  for (let i = 0; i < data.length; i++) {
    if (i % 4 !== 3) data[i] = Math.round(((data[i] ?? 0) * 2 + (color[i % 4] ?? 0)) / 3);
  }
  const tinted = { ...pixels, data };
  drawLetters(tinted, text);
  return tinted;
}

/** An image of the text, on a shaded background in a color derived from it. */
export function drawText(text: string, width: number, height: number): Pixels {
  const pixels = { width, height, data: Buffer.alloc(width * height * 4, 255) };
  const color = colorOf(text);
  for (let y = 0; y < height; y++) {
    const shade = 1 - (0.5 * y) / height;
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel++)
        pixels.data[i + channel] = Math.round((color[channel] ?? 0) * shade);
    }
  }
  drawLetters(pixels, text);
  return pixels;
}

/** Width and height for a ratio such as `16:9` or `1024x1536`; the long side is `long` pixels. */
export function sizeFor(ratio: string | undefined, long = 512): { width: number; height: number } {
  const named: Readonly<Record<string, string>> = {
    square: '1:1',
    square_hd: '1:1',
    portrait_4_3: '3:4',
    portrait_3_2: '2:3',
    portrait_16_9: '9:16',
    landscape_4_3: '4:3',
    landscape_3_2: '3:2',
    landscape_16_9: '16:9',
    landscape_21_9: '21:9',
    landscape: '16:9',
    portrait: '9:16'
  };
  const [first = 0, second = 0] = (named[ratio ?? ''] ?? ratio ?? '').split(/[:x*]/).map(Number);
  if (!(first > 0 && second > 0)) return { width: long, height: long };
  const scale = long / Math.max(first, second);
  return { width: Math.max(16, Math.round(first * scale)), height: Math.max(16, Math.round(second * scale)) };
}

function colorOf(text: string): readonly number[] {
  return [...createHash('sha256').update(text).digest().subarray(0, 3)].map(part => 70 + Math.round(part * 0.55));
}

/** Draws white capitals, sized to fit a dozen letters into a line. */
function drawLetters(pixels: Pixels, text: string): void {
  const scale = Math.max(1, Math.floor(pixels.width / 84));
  const perLine = Math.max(1, Math.floor(pixels.width / (6 * scale)) - 1);
  const lines = wrap(text.toUpperCase(), perLine).slice(0, Math.floor(pixels.height / (9 * scale)));
  lines.forEach((line, row) => {
    Array.from(line).forEach((letter, column) => {
      (GLYPHS[letter] ?? GLYPHS['?'] ?? []).forEach((bits, y) => {
        for (let x = 0; x < 5; x++) {
          if ((bits >> (4 - x)) & 1) fillSquare(pixels, (column * 6 + x + 3) * scale, (row * 9 + y + 2) * scale, scale);
        }
      });
    });
  });
}

function fillSquare(pixels: Pixels, left: number, top: number, size: number): void {
  for (let y = top; y < Math.min(top + size, pixels.height); y++) {
    for (let x = left; x < Math.min(left + size, pixels.width); x++)
      pixels.data.fill(255, (y * pixels.width + x) * 4, (y * pixels.width + x) * 4 + 4);
  }
}

function wrap(text: string, perLine: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const next = line ? `${line} ${word}` : word;
    if (next.length <= perLine) line = next;
    else {
      if (line) lines.push(line);
      line = word.slice(0, perLine);
    }
  }
  return line ? [...lines, line] : lines;
}
