/** Boxes and frames of media, written byte by byte. */

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

/** Frames of MPEG 1 layer III: 128 kbit/s, 44100 Hz, stereo. The first one may count `said` frames. */
export function frames(count: number, name?: 'Xing' | 'VBRI', at = 36, said = 0): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb9000);
  const first = Buffer.from(frame);
  if (name !== undefined) first.write(name, at, 'latin1');
  if (name === 'Xing') u32(1, said).copy(first, at + 4);
  if (name === 'VBRI') u32(said).copy(first, at + 14);
  return Buffer.concat([first, ...Array.from({ length: count - 1 }, () => frame)]);
}
