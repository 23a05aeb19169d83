/** Clips and sounds of headers only, written byte by byte. */

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32BE(value, i * 4));
  return bytes;
};
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A box of ISO/IEC 14496-12; `long` writes its size in 64 bits. */
export function box(type: string, content: Buffer, long = false): Buffer {
  const size = content.length;
  return long
    ? Buffer.concat([u32(1), ascii(type), u32(0, size + 16), content])
    : Buffer.concat([u32(size + 8), ascii(type), content]);
}

/** An index of 2.5 seconds with one track of 320 x 180 pixels, time scale 30000. */
export function movie(as: {
  readonly handler?: 'vide' | 'soun';
  readonly step?: number;
  readonly turned?: boolean;
}): Buffer {
  const { handler = 'vide', step = 1000, turned = false } = as;
  const size = handler === 'vide' ? [320 << 16, 180 << 16] : [0, 0];
  const matrix = turned ? [0, 65536, 0, 0xffff_0000, 0, 0, 0, 0, 0] : [65536, 0, 0, 0, 65536, 0, 0, 0, 0];
  const stbl = box('stbl', box('stts', u32(0, 2, 70, step, 1, 7)));
  const mdia = Buffer.concat([
    box('mdhd', u32(0, 0, 0, 30_000, 75_000, 0)),
    box('hdlr', Buffer.concat([u32(0, 0), ascii(handler), Buffer.alloc(12)])),
    box('minf', stbl)
  ]);
  const trak = [box('tkhd', u32(1, 0, 0, 1, 0, 2500, 0, 0, 0, 0, ...matrix, ...size)), box('mdia', mdia)];
  return box('moov', Buffer.concat([box('mvhd', u32(0, 0, 0, 1000, 2500, 0, 0, 0)), box('trak', Buffer.concat(trak))]));
}

function element(id: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(id, 'hex'), u16(0x4000 | content.length), content]);
}

/** A head of 2.5 seconds, its track of type 1 (320 x 180 pixels, 25 frames a second) or 2, then a cluster without size. */
export function matroska(docType: string, type: 1 | 2): Buffer {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(2500);
  const info = element('1549a966', Buffer.concat([element('2ad7b1', u32(1_000_000)), element('4489', duration)]));
  const video = element('e0', Buffer.concat([element('b0', u16(320)), element('ba', u16(180))]));
  const track = Buffer.concat([element('83', Buffer.from([type])), element('23e383', u32(40_000_000))]);
  const tracks = element('1654ae6b', element('ae', type === 1 ? Buffer.concat([track, video]) : track));
  return Buffer.concat([
    element('1a45dfa3', element('4282', ascii(docType))),
    Buffer.from('1853806701ffffffffffffff', 'hex'),
    info,
    tracks,
    Buffer.from('1f43b67501ffffffffffffff', 'hex'),
    Buffer.alloc(200)
  ]);
}

/** 16000 bytes at 8000 a second, with `said` as their number. */
export function wav(said: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF    WAVEfmt ', 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt32LE(8000, 28);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(said, 40);
  return Buffer.concat([head, Buffer.alloc(16_000)]);
}

/** MPEG 1 layer III, 128 kbit/s, 44100 Hz, stereo; the first frame may count them all. */
export function frames(count: number, name?: 'Xing' | 'VBRI', at = 36, said = 0): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb9000);
  const first = Buffer.from(frame);
  if (name !== undefined) first.write(name, at, 'latin1');
  if (name === 'Xing') u32(1, said).copy(first, at + 4);
  if (name === 'VBRI') u32(said).copy(first, at + 14);
  return Buffer.concat([first, ...Array.from({ length: count - 1 }, () => frame)]);
}

/** Two frames of AAC with their own headers. */
export function adtsBytes(): Buffer {
  const frame = Buffer.concat([Buffer.from('fff15080040ffc', 'hex'), Buffer.alloc(25)]);
  return Buffer.concat([frame, frame]);
}

function oggPage(granule: number, packet: Buffer): Buffer {
  const head = Buffer.alloc(28);
  head.write('OggS', 'latin1');
  head.writeBigInt64LE(BigInt(granule), 6);
  head.writeUInt32LE(77, 14);
  head[26] = 1;
  head[27] = packet.length;
  return Buffer.concat([head, packet]);
}

export function oggOpus(samples: number, skipped: number): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head.writeUInt16LE(skipped, 10);
  return Buffer.concat([oggPage(0, head), oggPage(samples, Buffer.alloc(100)), oggPage(-1, Buffer.alloc(10))]);
}

export function flac(rate: number, samples: number): Buffer {
  const head = Buffer.alloc(42);
  head.write('fLaC', 'latin1');
  head.writeUIntBE(rate << 4, 18, 3);
  head.writeUInt32BE(samples, 22);
  return head;
}
