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

/** Returns the 32-bit number at `offset` in the content of the first box of this type. */
export const numberIn = (content: Buffer, type: string, offset: number): number =>
  content.readUInt32BE(content.indexOf(type) + 4 + offset);

/** Returns a copy with another 32-bit number at `offset` in the content of the first box of this type. */
export function patched(content: Buffer, type: string, offset: number, value: number): Buffer {
  const copy = Buffer.from(content);
  copy.writeUInt32BE(value, copy.indexOf(type) + 4 + offset);
  return copy;
}

/** Returns a copy with a list of one edit of `duration` units after the first track header; a bigint takes 64 bits. */
export function withEdit(content: Buffer, duration: number | bigint): Buffer {
  const isLong = typeof duration === 'bigint';
  const edit = Buffer.alloc(isLong ? 28 : 20);
  edit[0] = isLong ? 1 : 0;
  edit.writeUInt32BE(1, 4);
  if (isLong) edit.writeBigUInt64BE(duration, 8);
  else edit.writeUInt32BE(duration, 8);
  edit.writeUInt32BE(0x10000, isLong ? 24 : 16);
  const edits = box('edts', box('elst', edit));
  const at = content.indexOf('trak') + 4 + numberIn(content, 'trak', 0);
  let copy: Buffer = Buffer.concat([content.subarray(0, at), edits, content.subarray(at)]);
  for (const type of ['moov', 'trak']) copy = patched(copy, type, -8, numberIn(copy, type, -8) + edits.length);
  return copy;
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
