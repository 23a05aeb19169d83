/** Builders of small complete media files. */
import { box, frames } from './boxesAndFrames.ts';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const u32le = (value: number): Buffer => u32(value).reverse();
/** Returns bytes that contain no marker of any format. */
const filler = (length: number): Buffer => Buffer.alloc(length, 0x41);

/** A JPEG with a complete JPEG in its EXIF segment, then a scan with stuffed bytes and restarts. */
export function jpegWithThumbnail(): Buffer {
  const segmentOf = (marker: number, content: Buffer): Buffer =>
    Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]), content]);
  const scan = Buffer.concat([
    segmentOf(0xda, filler(10)),
    filler(300),
    Buffer.from('ff00ffd341ff00', 'hex'),
    filler(300)
  ]);
  const thumbnail = Buffer.concat([Buffer.from('ffd8', 'hex'), scan, Buffer.from('ffd9', 'hex')]);
  const fill = Buffer.alloc(3, 0xff);
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segmentOf(0xe1, Buffer.concat([ascii('Exif\0\0'), thumbnail])),
    fill,
    segmentOf(0xc2, filler(15)),
    scan,
    segmentOf(0xc4, filler(20)),
    scan,
    Buffer.from('ffd9', 'hex')
  ]);
}

export function gif(): Buffer {
  const screen = Buffer.concat([ascii('GIF89a'), Buffer.from([10, 0, 10, 0, 0x81, 0, 0]), filler(12)]);
  const comment = Buffer.from([0x21, 0xfe, 2, 0x3b, 0x3b, 0]);
  const image = Buffer.from([0x2c, 0, 0, 0, 0, 10, 0, 10, 0, 0x80, ...filler(6), 2, 200, ...filler(200), 0]);
  return Buffer.concat([screen, comment, image, Buffer.from([0x3b])]);
}

export function bitmap(): Buffer {
  const head = Buffer.alloc(54);
  head.write('BM');
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(10, 18);
  head.writeInt32LE(-10, 22);
  head.writeUInt16LE(24, 28);
  return Buffer.concat([head, filler(32 * 10)]);
}

/** Builds a TIFF of two strips of 300 bytes each, its directory first or last. */
export function tiff(directoryLast: boolean): Buffer {
  const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
  const entry = (tag: number, type: number, count: number, value: Buffer): Buffer =>
    Buffer.concat([u16(tag), u16(type), u32(count), value]);
  const tableBytes = 2 + 4 * 12 + 4 + 12;
  const [pixelsAt, tableAt] = directoryLast ? [8, 608] : [8 + tableBytes, 8];
  const listAt = tableAt + 2 + 4 * 12 + 4;
  const table = Buffer.concat([
    u16(4),
    entry(256, 3, 1, Buffer.concat([u16(20), u16(0)])),
    entry(257, 3, 1, Buffer.concat([u16(10), u16(0)])),
    entry(273, 4, 2, u32(listAt)),
    entry(279, 3, 2, Buffer.concat([u16(300), u16(300)])),
    u32(0),
    u32(pixelsAt),
    u32(pixelsAt + 300),
    Buffer.alloc(4)
  ]);
  const head = Buffer.concat([ascii('MM\0*'), u32(tableAt)]);
  return Buffer.concat(directoryLast ? [head, filler(600), table.subarray(0, -4)] : [head, table, filler(600)]);
}

export function quickTime(): Buffer {
  return Buffer.concat([box('wide', Buffer.alloc(0)), box('mdat', filler(500)), box('moov', box('mvhd', filler(100)))]);
}

export function heic(): Buffer {
  const meta = box('meta', Buffer.concat([u32(0), box('hdlr', filler(30)), box('iinf', filler(30))]));
  return Buffer.concat([box('ftyp', ascii('heic\0\0\0\0mif1')), meta, box('mdat', filler(700))]);
}

/** Builds a movie in two fragments without the optional index. */
export function fragments(): Buffer {
  const part = Buffer.concat([box('moof', filler(50)), box('mdat', filler(300))]);
  const moov = box('moov', Buffer.concat([box('mvhd', filler(100)), box('mvex', filler(40))]));
  return Buffer.concat([box('ftyp', ascii('iso5\0\0\0\0')), moov, part, part]);
}

/** Builds MP3 frames of which the first declares the byte count. */
export function mp3WithBytes(count: number, counted = true): Buffer {
  const bytes = frames(count, 'Xing', 36, count - 1);
  if (counted) {
    u32(3).copy(bytes, 40);
    u32(bytes.length).copy(bytes, 48);
  }
  return bytes;
}

export function riff(form: string, bytes: number, sizes: { riff?: number; data?: number } = {}): Buffer {
  const format = Buffer.concat([
    ascii('fmt '),
    u32le(16),
    Buffer.from('0100010040 1f0000803e000002001000'.replace(' ', ''), 'hex')
  ]);
  const data = Buffer.concat([ascii('data'), u32le(sizes.data ?? bytes), filler(bytes), Buffer.alloc(bytes % 2)]);
  const parts = Buffer.concat([ascii(form), format, data]);
  return Buffer.concat([ascii('RIFF'), u32le(sizes.riff ?? parts.length), parts]);
}

export function rf64(bytes: number): Buffer {
  const parts = riff('WAVE', bytes, { data: 0xffff_ffff }).subarray(12);
  const sizes = Buffer.alloc(28);
  sizes.writeBigUInt64LE(BigInt(4 + 36 + parts.length), 0);
  sizes.writeBigUInt64LE(BigInt(bytes), 8);
  return Buffer.concat([ascii('RF64'), u32le(0xffff_ffff), ascii('WAVEds64'), u32le(28), sizes, parts]);
}

export function aiff(bytes: number): Buffer {
  const parts = Buffer.concat([ascii('AIFFCOMM'), u32(18), filler(18), ascii('SSND'), u32(bytes), filler(bytes)]);
  return Buffer.concat([ascii('FORM'), u32(parts.length), parts]);
}

/** Builds Ogg pages with or without an end-of-stream page. */
export function ogg(ended: boolean): Buffer {
  const page = (flags: number, granule: number): Buffer => {
    const head = Buffer.alloc(28);
    head.write('OggS', 'latin1');
    head[5] = flags;
    head.writeBigInt64LE(BigInt(granule), 6);
    head[26] = 1;
    head[27] = 200;
    return Buffer.concat([head, filler(200)]);
  };
  return Buffer.concat([page(2, 0), page(0, 100), page(ended ? 4 : 0, 200)]);
}

/** Builds a Matroska file with one segment of `bytes`, or one without a size. */
export function segment(bytes: number | undefined): Buffer {
  const head = Buffer.from('1a45dfa38b4282886d6174726f736b61', 'hex');
  const size =
    bytes === undefined ? Buffer.from('01ffffffffffffff', 'hex') : Buffer.from([0x40 | (bytes >> 8), bytes & 255]);
  return Buffer.concat([head, Buffer.from('18538067', 'hex'), size, filler(bytes ?? 300)]);
}

/** Builds a FLAC file of `count` verbatim frames of 192 samples, 16 bits, mono. */
export function flacStream(count: number): Buffer {
  const info = Buffer.alloc(38);
  info[0] = 0x80;
  info[3] = 34;
  info.writeUInt16BE(192, 4);
  info.writeUInt16BE(192, 6);
  info.writeUIntBE((44_100 << 4) >>> 0, 14, 3);
  info[16] = 0xf0 & (44_100 << 4);
  info.writeUIntBE(44_100 >> 4, 14, 2);
  info[17] = 0xf0;
  info.writeUInt32BE(count * 192, 18);
  return Buffer.concat([ascii('fLaC'), info, ...Array.from({ length: count }, (_, i) => flacFrame(i))]);
}

function flacFrame(index: number): Buffer {
  const head = Buffer.from([0xff, 0xf8, 0x19, 0x08, index]);
  const samples = Buffer.from(Array.from({ length: 384 }, (_, i) => (i * 37 + index * 11) & 255));
  const body = Buffer.concat([head, Buffer.from([crc(head, 8, 0x07), 0x02]), samples]);
  const sum = crc(body, 16, 0x8005);
  return Buffer.concat([body, Buffer.from([sum >> 8, sum & 255])]);
}

function crc(bytes: Buffer, width: number, polynomial: number): number {
  const top = 2 ** (width - 1);
  let value = 0;
  for (const byte of bytes) {
    value ^= byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) {
      value = ((value & top) === 0 ? value << 1 : (value << 1) ^ polynomial) & (2 * top - 1);
    }
  }
  return value;
}
