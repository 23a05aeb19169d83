/** Builders of media boxes and frames. */

const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32BE(value, i * 4));
  return bytes;
};
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Builds a box (ISO/IEC 14496-12); `long` writes its size in 64 bits. */
export function box(type: string, content: Buffer, long = false): Buffer {
  const size = content.length;
  return long
    ? Buffer.concat([u32(1), ascii(type), u32(0, size + 16), content])
    : Buffer.concat([u32(size + 8), ascii(type), content]);
}

/** Builds MPEG 1 layer III frames: 128 kbit/s, 44100 Hz, stereo. The first can declare a count of `declared` frames. */
export function frames(count: number, name?: 'Xing' | 'VBRI', at = 36, declared = 0): Buffer {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE(0xfffb9000);
  const first = Buffer.from(frame);
  if (name !== undefined) first.write(name, at, 'latin1');
  if (name === 'Xing') u32(1, declared).copy(first, at + 4);
  if (name === 'VBRI') u32(declared).copy(first, at + 14);
  return Buffer.concat([first, ...Array.from({ length: count - 1 }, () => frame)]);
}
