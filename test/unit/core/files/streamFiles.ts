/** Builders of small complete files whose format has no end marker, and of the places at which they are cut. */

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Builds AAC frames in ADTS: 44100 Hz, stereo, 300 bytes each. */
export function adts(count: number): Buffer {
  const bytes = 300;
  const head = [0xff, 0xf1, 0x50, 0x80 | (bytes >> 11), (bytes >> 3) & 255, ((bytes & 7) << 5) | 0x1f, 0xfc];
  const frame = Buffer.concat([Buffer.from(head), Buffer.alloc(bytes - head.length, 0x21)]);
  return Buffer.concat(Array<Buffer>(count).fill(frame));
}

/** Builds an ID3v2 tag of `bytes` zeros. */
export function id3(bytes: number): Buffer {
  const size = [21, 14, 7, 0].map(shift => (bytes >> shift) & 0x7f);
  return Buffer.concat([ascii('ID3\x03\0\0'), Buffer.from(size), Buffer.alloc(bytes)]);
}

const asfObject = (id: string, content: Buffer, size = 24 + content.length): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(size));
  return Buffer.concat([Buffer.from(id, 'hex'), bytes, content]);
};

/** Builds a WMA of 10 packets of 320 bytes, with an index. A recording in progress has no data size. */
export function asf(kind: 'file' | 'recording' = 'file'): Buffer {
  const head = asfObject('3026b2758e66cf11a6d900aa0062ce6c', Buffer.alloc(100, 1));
  const packets = Array<Buffer>(10).fill(Buffer.concat([Buffer.from('820000', 'hex'), Buffer.alloc(317, 0x41)]));
  const data = Buffer.alloc(26);
  if (kind === 'file') data.writeBigUInt64LE(10n, 16);
  const content = Buffer.concat([data, ...packets]);
  const body = asfObject('3626b2758e66cf11a6d900aa0062ce6c', content, kind === 'file' ? undefined : 50);
  const index = asfObject('90080033b1e5cf1189f400a0c90349cb', Buffer.alloc(80, 2));
  return Buffer.concat(kind === 'file' ? [head, body, index] : [head, body]);
}

/** Builds MPEG-TS packets with `before` bytes of time code and `after` bytes of error correction. */
export function packets(count: number, before = 0, after = 0): Buffer {
  const packet = Buffer.alloc(before + 188 + after, 0x41);
  packet.set([0x47, 0x40, 0, 0x10], before);
  return Buffer.concat(Array<Buffer>(count).fill(packet));
}

/** Returns the content with its last `bytes` replaced by zeros, as an aborted download leaves it. */
export function zeroTail(content: Buffer, bytes: number): Buffer {
  return Buffer.concat([content.subarray(0, content.length - bytes), Buffer.alloc(bytes)]);
}
