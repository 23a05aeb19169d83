import { BMP } from 'image-size/types/bmp';
import { GIF } from 'image-size/types/gif';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';
import type { MediaFacts } from '../../../shared/form.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { heifMime, heifSize } from '../formats/heifItems.ts';
import { jpegSize } from '../formats/jpegSegments.ts';
import { tiffSize } from '../formats/tiffDirectory.ts';
import { pngHasAlpha } from './pngAlpha.ts';

/** Enough for the size, and for a list of transparent colors after a color profile. */
const HEAD_BYTES = 256 * 1024;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Returns the type and displayed size in pixels of an image, with its rotation applied. Undefined when the file is not an
 * image or its header is corrupt.
 */
export async function imageFacts(file: FileReader): Promise<MediaFacts | undefined> {
  const magic = letters(await file.read(0, 12), 0, 12);
  const heif = await heifMime(file);
  if (heif !== undefined) return facts(heif, await heifSize(file));
  if (magic.startsWith('\xff\xd8\xff')) return facts('image/jpeg', await jpegSize(file));
  if (/^(?:II\*\0|MM\0\*)/.test(magic)) return facts('image/tiff', await tiffSize(file));
  const reader = HEAD_READERS.find(({ test }) => test.test(magic));
  if (!reader) return undefined;
  const head = await file.read(0, HEAD_BYTES);
  const found = facts(reader.mime, sizeBy(reader, head));
  return found && hasAlpha(reader.mime, head) ? { ...found, alpha: true } : found;
}

interface HeadReader {
  readonly test: RegExp;
  readonly mime: string;
  readonly calculate: (head: Uint8Array) => Size;
}

const HEAD_READERS: readonly HeadReader[] = [
  { test: /^\x89PNG\r\n\x1a\n/, mime: 'image/png', calculate: PNG.calculate },
  { test: /^GIF8/, mime: 'image/gif', calculate: GIF.calculate },
  { test: /^BM/, mime: 'image/bmp', calculate: bitmapSize },
  { test: /^RIFF[\s\S]{4}WEBP/, mime: 'image/webp', calculate: WEBP.calculate }
];

/** The library reads every header as the long one; the one of OS/2 has 12 bytes and sizes of 16 bits. */
function bitmapSize(head: Uint8Array): Size {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getUint32(14, true) !== 12) return BMP.calculate(head);
  return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
}

function sizeBy({ calculate }: HeadReader, head: Buffer): Size | undefined {
  try {
    return calculate(head);
  } catch {
    // The library throws for an incomplete header.
    return undefined;
  }
}

const hasAlpha = (mime: string, head: Buffer): boolean => mime === 'image/png' && pngHasAlpha(head);

const facts = (mime: string, size: Size | undefined): MediaFacts | undefined =>
  size && size.width > 0 && size.height > 0
    ? { kind: 'image', mime, width: size.width, height: size.height }
    : undefined;
