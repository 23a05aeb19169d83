import type { Completeness } from '../completeness.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

/** Chunks up to IEND (PNG specification, 5.3). */
export async function pngCompleteness(file: FileReader, start: number): Promise<Completeness> {
  for (let at = start + 8; ;) {
    const head = await file.read(at, 8);
    if (head.length < 8) return 'truncated';
    const length = head.readUInt32BE(0);
    const type = letters(head, 4);
    if (!/^[A-Za-z]{4}$/.test(type) || length > 0x7fff_ffff) {
      // Damaged inside. Without an end there is no more to come either.
      const tail = letters(await file.read(Math.max(0, file.size - 1024), 1024), 0, 1024);
      return tail.includes('IEND') ? 'unknown' : 'truncated';
    }
    at += 12 + length;
    if (at > file.size) return 'truncated';
    if (type === 'IEND') return 'complete';
  }
}

const EOI = 0xd9;
const SOS = 0xda;
const SCAN_BYTES = 64 * 1024;

/** Segments and scans up to EOI (ITU-T T.81, B.1). A thumbnail's EOI is inside a segment, so it does not count. */
export async function jpegCompleteness(file: FileReader, start: number): Promise<Completeness> {
  for (let at = start + 2; ;) {
    const marker = await nextMarker(file, at);
    if (marker === undefined) return 'truncated';
    if (marker.code === EOI) return 'complete';
    at = marker.end;
    if (marker.code === 0x01 || (marker.code >= 0xd0 && marker.code <= 0xd8)) continue;
    const length = await file.read(at, 2);
    if (length.length < 2) return 'truncated';
    at += Math.max(2, length.readUInt16BE(0));
    if (at > file.size) return 'truncated';
    if (marker.code === SOS) at = await scanEnd(file, at);
  }
}

/** The next marker at or behind `at`; fill bytes and other bytes before it are skipped. */
async function nextMarker(file: FileReader, at: number): Promise<{ code: number; end: number } | undefined> {
  for (;;) {
    const bytes = await file.read(at, SCAN_BYTES);
    if (bytes.length < 2) return undefined;
    const prefix = bytes.indexOf(0xff);
    if (prefix < 0 || prefix === bytes.length - 1) {
      at += Math.max(1, prefix < 0 ? bytes.length : prefix);
      continue;
    }
    let code = prefix;
    while (code < bytes.length && bytes[code] === 0xff) code++;
    const found = bytes[code];
    if (found === undefined) at += code - 1;
    else if (found === 0) at += code + 1;
    else return { code: found, end: at + code + 1 };
    if (found === undefined && code - 1 === 0) return undefined;
  }
}

/** Where the entropy-coded data from `at` end: before a marker that is neither a stuffed byte nor a restart. */
async function scanEnd(file: FileReader, at: number): Promise<number> {
  for (;;) {
    const bytes = await file.read(at, SCAN_BYTES);
    if (bytes.length < 2) return file.size;
    let found = bytes.indexOf(0xff);
    while (found >= 0 && found + 1 < bytes.length) {
      const code = bytes[found + 1] ?? 0;
      if (code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at + found;
      found = bytes.indexOf(0xff, found + 1);
    }
    // The last byte may be the first half of a marker.
    at += bytes.length - 1;
  }
}

/** Blocks up to the trailer (GIF89a, 27). */
export async function gifCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const screen = await file.read(start, 13);
  if (screen.length < 13) return 'truncated';
  let at = start + 13 + colourTableBytes(screen[10] ?? 0);
  for (;;) {
    const block = (await file.read(at, 1))[0];
    if (block === undefined) return 'truncated';
    if (block === 0x3b) return 'complete';
    if (block === 0x21) {
      at = await subBlocksEnd(file, at + 2);
    } else if (block === 0x2c) {
      const image = await file.read(at, 10);
      if (image.length < 10) return 'truncated';
      at = await subBlocksEnd(file, at + 11 + colourTableBytes(image[9] ?? 0));
    } else {
      return 'unknown';
    }
  }
}

const colourTableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

async function subBlocksEnd(file: FileReader, at: number): Promise<number> {
  for (;;) {
    const length = (await file.read(at, 1))[0];
    if (length === undefined) return file.size;
    at += 1 + length;
    if (length === 0) return at;
  }
}

/** Rows of uncompressed pixels; other compressions do not tell. The file size of the header is often wrong. */
export async function bmpCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const head = await file.read(start, 34);
  if (head.length < 34) return 'unknown';
  const [pixelsAt, headerBytes, compression] = [head.readUInt32LE(10), head.readUInt32LE(14), head.readUInt32LE(30)];
  if (headerBytes < 40 || ![0, 3, 6].includes(compression)) return 'unknown';
  const rowBytes = Math.ceil((Math.abs(head.readInt32LE(18)) * head.readUInt16LE(28)) / 32) * 4;
  const end = start + pixelsAt + rowBytes * Math.abs(head.readInt32LE(22));
  return end <= file.size ? 'complete' : 'truncated';
}
