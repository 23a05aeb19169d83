import type { MediaFacts } from '../../../shared/form.ts';
import type { ProbeBytes } from './probeBytes.ts';
import { fpsFact, letters, secondsFact } from './probeBytes.ts';

/** Elements by their number, as in RFC 9559 and RFC 8794. */
const ID = {
  head: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackType: 0x83,
  defaultDuration: 0x23e383,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  displayWidth: 0x54b0,
  displayHeight: 0x54ba,
  displayUnit: 0x54b2,
  cluster: 0x1f43b675
} as const;

const PARENTS: ReadonlySet<number> = new Set([ID.head, ID.segment, ID.info, ID.tracks, ID.track, ID.video]);
const MAX_DEPTH = 6;
const UNKNOWN = Number.POSITIVE_INFINITY;

interface Element {
  readonly id: number;
  readonly at: number;
  /** In bytes; UNKNOWN while a recorder still writes. */
  readonly size: number;
}

/** Numbers by element. */
type Values = Map<number, number>;

interface Found {
  docType: string;
  readonly info: Values;
  readonly tracks: Values[];
}

/** Facts of Matroska and WebM; undefined when it is none or has neither picture nor sound. */
export async function matroskaFacts(file: ProbeBytes): Promise<MediaFacts | undefined> {
  const start = await file.read(0, 4);
  if (start.length < 4 || start.readUInt32BE(0) !== ID.head) return undefined;
  const found: Found = { docType: '', info: new Map(), tracks: [] };
  await readElements(file, 0, file.size, found, 0);
  const video = found.tracks.find(track => track.get(ID.trackType) === 1 && size(track) !== undefined);
  if (!video && !found.tracks.some(track => track.get(ID.trackType) === 2)) return undefined;
  const scale = found.info.get(ID.timestampScale) ?? 1_000_000;
  const kind = video ? 'video' : 'audio';
  return {
    kind,
    mime: `${kind}/${found.docType === 'webm' ? 'webm' : 'x-matroska'}`,
    ...secondsFact(((found.info.get(ID.duration) ?? 0) * scale) / 1e9),
    ...(video ? { ...size(video), ...fpsFact(1e9 / (video.get(ID.defaultDuration) ?? 0)) } : {})
  };
}

/** As shown. Other units than pixels tell a shape, not a size. */
function size(track: Values): { readonly width: number; readonly height: number } | undefined {
  const pixels = (track.get(ID.displayUnit) ?? 0) === 0;
  const width = (pixels ? track.get(ID.displayWidth) : undefined) ?? track.get(ID.pixelWidth) ?? 0;
  const height = (pixels ? track.get(ID.displayHeight) : undefined) ?? track.get(ID.pixelHeight) ?? 0;
  return width > 0 && height > 0 ? { width, height } : undefined;
}

async function readElements(file: ProbeBytes, from: number, end: number, found: Found, depth: number): Promise<void> {
  for (let at = from; at < end;) {
    const element = elementAt(await file.read(at, 12), at);
    // Headers come before the media. Only a file without any yet is searched further.
    if (!element || (element.id === ID.cluster && found.tracks.length > 0)) return;
    const stop = Math.min(element.at + element.size, end);
    if (element.id === ID.track) found.tracks.push(new Map());
    if (PARENTS.has(element.id) && depth < MAX_DEPTH) await readElements(file, element.at, stop, found, depth + 1);
    else if (element.id === ID.docType) found.docType = letters(await file.read(element.at, 8), 0, stop - element.at);
    else await readValue(file, element, found);
    // Behind an element of unknown size nothing can be found without reading all of it.
    if (element.size === UNKNOWN) return;
    at = element.at + element.size;
  }
}

async function readValue(file: ProbeBytes, { id, at, size }: Element, found: Found): Promise<void> {
  if (id === ID.timestampScale || id === ID.duration) {
    const body = await file.read(at, Math.min(size, 8));
    found.info.set(id, id === ID.duration ? float(body) : unsigned(body));
  } else if (Object.values(ID).some(known => known === id)) {
    found.tracks.at(-1)?.set(id, unsigned(await file.read(at, Math.min(size, 8))));
  }
}

/** The first byte tells how long the number is, by its zero bits; the size keeps its other bits, the id all. */
function elementAt(head: Buffer, at: number): Element | undefined {
  const idLength = lengthOf(head[0]);
  const sizeLength = lengthOf(head[idLength]);
  if (idLength > 4 || sizeLength > 8 || head.length < idLength + sizeLength) return undefined;
  const first = (head[idLength] ?? 0) & (0xff >> sizeLength);
  const rest = head.subarray(idLength + 1, idLength + sizeLength);
  const unknown = first === 0xff >> sizeLength && rest.every(byte => byte === 0xff);
  const size = unknown ? UNKNOWN : first * 256 ** rest.length + unsigned(rest);
  return { id: head.readUIntBE(0, idLength), at: at + idLength + sizeLength, size };
}

function lengthOf(byte: number | undefined): number {
  return Math.clz32(byte ?? 0) - 23;
}

function unsigned(bytes: Buffer): number {
  return bytes.reduce((number, byte) => number * 256 + byte, 0);
}

function float(bytes: Buffer): number {
  if (bytes.length === 8) return bytes.readDoubleBE(0);
  return bytes.length === 4 ? bytes.readFloatBE(0) : 0;
}
