import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { isTurned, orientationOf } from './tiffDirectory.ts';

const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
const BLOCK_BYTES = 64 * 1024;

interface Marker {
  readonly code: number;
  /** Offset of the content, after the length field if there is one. */
  readonly at: number;
  /** End of the content, possibly past the end of the file. */
  readonly end: number;
}

/**
 * Yields the markers from SOI to EOI, skipping scan data (ITU-T T.81, B.1). The markers of an embedded thumbnail are
 * inside a segment and are skipped with it.
 */
async function* markers(file: FileReader, start: number): AsyncGenerator<Marker> {
  for (let at = start + 2; ;) {
    at = await nextMarker(file, at);
    const head = await file.read(at, 4);
    const code = head[1];
    if (code === undefined) return;
    const standalone = code === EOI || code === 0x01 || (code >= 0xd0 && code <= 0xd8);
    if (!standalone && head.length < 4) return;
    const end = at + 2 + (standalone ? 0 : Math.max(2, head.readUInt16BE(2)));
    yield { code, at: standalone ? end : at + 4, end };
    at = code === SOS ? await nextMarker(file, end, true) : end;
  }
}

/** Returns the offset of the next marker, or the file's size. Skips fill bytes, stuffed bytes and, in a scan, restarts. */
async function nextMarker(file: FileReader, from: number, inScan = false): Promise<number> {
  // Segments usually follow each other directly.
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

/** Complete when the EOI marker is reached after a scan, which has the pixels. */
export async function jpegCompleteness(file: FileReader, start: number): Promise<Completeness> {
  let hasScan = false;
  for await (const { code } of markers(file, start)) {
    if (code === SOS) hasScan = true;
    if (code === EOI) return hasScan ? 'complete' : 'truncated';
  }
  return 'truncated';
}

/** Returns the displayed size in pixels, with the EXIF orientation applied; undefined without a frame. */
export async function jpegSize(file: FileReader): Promise<{ width: number; height: number } | undefined> {
  let orientation: number | undefined;
  let frame: Buffer | undefined;
  for await (const { code, at, end } of markers(file, 0)) {
    if (code === EOI || code === SOS) break;
    if (code === APP1 && letters(await file.read(at, 6), 0, 6) === 'Exif\0\0') {
      orientation ??= await orientationOf(file, at + 6, end);
    }
    // SOF0 to SOF15, except DHT, JPG and DAC.
    if (code < 0xc0 || code > 0xcf || [0xc4, 0xc8, 0xcc].includes(code)) continue;
    frame ??= Buffer.from(await file.read(at, 5));
  }
  if (frame === undefined || frame.length < 5) return undefined;
  const [height, width] = [frame.readUInt16BE(1), frame.readUInt16BE(3)];
  return isTurned(orientation) ? { width: height, height: width } : { width, height };
}
