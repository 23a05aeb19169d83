import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import type { Box } from './isoBoxes.ts';
import { boxesIn } from './isoBoxes.ts';
import { hasBrand } from '../signatures.ts';

const BRANDS: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  avis: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  heim: 'image/heic',
  heis: 'image/heic',
  hevc: 'image/heic',
  hevx: 'image/heic',
  hevm: 'image/heic',
  hevs: 'image/heic',
  mif1: 'image/heif',
  mif2: 'image/heif',
  msf1: 'image/heif'
};
const QUARTER_TURN = 1;
const MAX_BRANDS_BYTES = 256;
const MAX_BOXES = 1000;
/** Maximum property index that an item can reference. */
const MAX_PROPERTIES = 0x7fff;

/** An item property: an extent in pixels or a rotation. Other properties only hold their position in the list. */
interface Property {
  readonly width?: number;
  readonly height?: number;
  /** Quarter turns. */
  readonly turns?: number;
}

/**
 * Returns the MIME type of a HEIF or AVIF image by its major brand, and with a brand of no codec by its compatible
 * brands; undefined for other files.
 */
export async function heifMime(file: FileReader): Promise<string | undefined> {
  const head = await file.read(0, MAX_BRANDS_BYTES);
  if (letters(head, 4) !== 'ftyp') return undefined;
  const mime = BRANDS[letters(head, 8)];
  const compatible = letters(head, 16, Math.min(head.readUInt32BE(0), head.length) - 16);
  if (mime !== 'image/heif') return mime;
  return hasBrand(compatible, 'avif') ? 'image/avif' : hasBrand(compatible, 'heic') ? 'image/heic' : mime;
}

/** Returns the displayed size of the primary image in pixels, with `irot` applied (ISO/IEC 23008-12, 6.5). */
export async function heifSize(file: FileReader): Promise<{ width: number; height: number } | undefined> {
  const top = await childrenOf(file, { at: 0, end: file.size });
  const meta = top.find(({ type }) => type === 'meta');
  if (!meta) return undefined;
  const parts = await childrenOf(file, { ...meta, at: meta.at + 4 });
  const iprp = parts.find(({ type }) => type === 'iprp');
  if (!iprp) return undefined;
  const lists = await childrenOf(file, iprp);
  const ipco = lists.find(({ type }) => type === 'ipco');
  if (!ipco) return undefined;
  const properties = await readProperties(file, ipco);
  const primary = await primaryItem(file, parts);
  const ipma = lists.filter(({ type }) => type === 'ipma');
  const indexes = primary === undefined ? undefined : await indexesOf(file, ipma, primary);
  // Without a reference to the primary image, take the largest extent: phones store tiles next to the full image.
  const own = indexes?.flatMap(index => properties[index - 1] ?? []) ?? properties;
  const extent = own.reduce<Property>((a, b) => (area(b) > area(a) ? b : a), {});
  if (area(extent) === 0) return undefined;
  const { width = 0, height = 0 } = extent;
  const turns = indexes === undefined ? 0 : own.reduce((sum, { turns = 0 }) => sum + turns, 0);
  return turns % 2 === QUARTER_TURN ? { width: height, height: width } : { width, height };
}

const area = ({ width = 0, height = 0 }: Property): number => width * height;

async function childrenOf(file: FileReader, parent: Pick<Box, 'at' | 'end'>): Promise<readonly Box[]> {
  const boxes: Box[] = [];
  for await (const box of boxesIn(file, parent.at, Math.min(parent.end, file.size))) {
    if (boxes.push(box) === MAX_BOXES) break;
  }
  return boxes;
}

async function readProperties(file: FileReader, ipco: Box): Promise<readonly Property[]> {
  const properties: Property[] = [];
  for await (const { type, at } of boxesIn(file, ipco.at, Math.min(ipco.end, file.size))) {
    const body = await file.read(at, 12);
    if (type === 'ispe' && body.length === 12) {
      properties.push({ width: body.readUInt32BE(4), height: body.readUInt32BE(8) });
    } else {
      properties.push(type === 'irot' ? { turns: (body[0] ?? 0) & 3 } : {});
    }
    if (properties.length === MAX_PROPERTIES) break;
  }
  return properties;
}

async function primaryItem(file: FileReader, parts: readonly Box[]): Promise<number | undefined> {
  const pitm = parts.find(({ type }) => type === 'pitm');
  const body = pitm && (await file.read(pitm.at, 8));
  if (!body || body.length < 6) return undefined;
  return body[0] === 0 || body.length < 8 ? body.readUInt16BE(4) : body.readUInt32BE(4);
}

/** Returns the 1-based property indexes of an item (ISO/IEC 23008-12, 9.3). */
async function indexesOf(file: FileReader, ipma: readonly Box[], item: number): Promise<readonly number[] | undefined> {
  for (const box of ipma) {
    const head = await file.read(box.at, 8);
    if (head.length < 8) continue;
    const idBytes = head[0] === 0 ? 2 : 4;
    const indexBytes = ((head[3] ?? 0) & 1) === 0 ? 1 : 2;
    const end = Math.min(box.end, file.size);
    for (let at = box.at + 8; at < end;) {
      const entry = await file.read(at, idBytes + 1 + 255 * indexBytes);
      if (entry.length < idBytes + 1) break;
      const count = entry[idBytes] ?? 0;
      if (entry.readUIntBE(0, idBytes) === item) {
        const list = entry.subarray(idBytes + 1, idBytes + 1 + count * indexBytes);
        // The first bit marks the property as essential.
        return indexBytes === 1
          ? Array.from(list, byte => byte & 0x7f)
          : Array.from({ length: Math.floor(list.length / 2) }, (_, i) => list.readUInt16BE(i * 2) & 0x7fff);
      }
      at += idBytes + 1 + count * indexBytes;
    }
  }
  return undefined;
}
