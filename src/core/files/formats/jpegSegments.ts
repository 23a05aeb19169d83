import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { orientationOf } from './tiffDirectory.ts';

const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
const BLOCK_BYTES = 64 * 1024;

interface Marker {
  readonly code: number;
  /** Where its content begins: behind the length, where it has one. */
  readonly at: number;
  /** Where its content ends, possibly behind the end of the file. */
  readonly end: number;
}

/**
 * The markers from SOI up to EOI, at any distance from each other; the data of scans are skipped (ITU-T T.81, B.1). A
 * thumbnail's own markers are inside a segment, so they do not count.
 */
async function* markers(file: FileReader, start: number): AsyncGenerator<Marker> {
  for (let at = start + 2; ;) {
    at = await nextMarker(file, at);
    const head = await file.read(at, 4);
    const code = head[1];
    if (code === undefined) return;
    const alone = code === EOI || code === 0x01 || (code >= 0xd0 && code <= 0xd8);
    if (!alone && head.length < 4) return;
    const end = at + 2 + (alone ? 0 : Math.max(2, head.readUInt16BE(2)));
    yield { code, at: alone ? end : at + 4, end };
    at = code === SOS ? await nextMarker(file, end, true) : end;
  }
}

/** Where the next marker begins; the size of the file without one. Fill bytes, stuffed bytes and, in a scan, restarts are skipped. */
async function nextMarker(file: FileReader, from: number, inScan = false): Promise<number> {
  // Between segments the next one follows at once as a rule.
  for (let at = from, wanted = inScan ? BLOCK_BYTES : 64; at + 1 < file.size; wanted = BLOCK_BYTES) {
    const bytes = await file.read(at, wanted);
    let found = bytes.indexOf(0xff);
    while (found >= 0 && found + 1 < bytes.length) {
      const code = bytes[found + 1] ?? 0;
      if (code !== 0 && code !== 0xff && !(inScan && code >= 0xd0 && code <= 0xd7)) return at + found;
      found = bytes.indexOf(0xff, found + 1);
    }
    if (bytes.length < 2) break;
    // The last byte may be the first half of a marker.
    at += bytes.length - 1;
  }
  return file.size;
}

/** By its EOI. */
export async function jpegCompleteness(file: FileReader, start: number): Promise<Completeness> {
  for await (const { code } of markers(file, start)) if (code === EOI) return 'complete';
  return 'truncated';
}

/** Pixels as shown, turned as the camera says; undefined without a frame. */
export async function jpegSize(file: FileReader): Promise<{ width: number; height: number } | undefined> {
  let orientation = 1;
  for await (const { code, at, end } of markers(file, 0)) {
    if (code === EOI || code === SOS) return undefined;
    if (code === APP1 && letters(await file.read(at, 6), 0, 6) === 'Exif\0\0') {
      orientation = (await orientationOf(file, at + 6, end)) ?? orientation;
    }
    // SOF0 to SOF15, without DHT, JPG and DAC among them.
    if (code < 0xc0 || code > 0xcf || [0xc4, 0xc8, 0xcc].includes(code)) continue;
    const frame = await file.read(at, 5);
    if (frame.length < 5) return undefined;
    const [height, width] = [frame.readUInt16BE(1), frame.readUInt16BE(3)];
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  }
  return undefined;
}
