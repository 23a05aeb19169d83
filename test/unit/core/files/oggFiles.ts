/** Builders of Ogg streams. */

/** A stream of a page for each packet; a position of -1 is that of a page on which no packet ends. */
export function oggStream(packets: readonly (readonly [packet: Buffer, position: number])[]): Buffer {
  return Buffer.concat(
    packets.flatMap(([packet, position], index) => {
      const head = Buffer.alloc(27);
      head.write('OggS');
      head[5] = index === 0 ? 2 : index === packets.length - 1 ? 4 : 0;
      head.writeBigInt64LE(BigInt(position), 6);
      const lacing = [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255];
      head[26] = lacing.length;
      return [head, Buffer.from(lacing), packet];
    })
  );
}

export const VORBIS_RATE = 44_100;

/** Samples of packets of long (1) and short blocks, which overlap by half. */
export function vorbisSamples(modes: readonly number[]): number {
  const blocks = modes.map(isLong => (isLong === 1 ? 2048 : 256));
  return blocks.slice(1).reduce((sum, block, i) => sum + ((blocks[i] ?? 0) + block) / 4, 0);
}

/** A Vorbis stream of 44,100 samples per second with blocks of 256 and 2048, and a mode for each. */
export function vorbis(modes: readonly number[], positionOf: (samples: number) => number): Buffer {
  const head = Buffer.alloc(30);
  head.write('\x01vorbis', 'latin1');
  head.writeUInt32LE(VORBIS_RATE, 12);
  head[28] = 0xb8;
  head[29] = 1;
  // Bits from the lowest: number of modes less one, the modes, the framing bit.
  const mode = (isLong: number): readonly number[] => [isLong, ...Array.from({ length: 40 }, () => 0)];
  const bits = [1, 1, 0, 1, 0, 0, 0, 0, 0, ...mode(0), ...mode(1), 1];
  const setup = Buffer.alloc(600);
  setup.write('\x05vorbis', 'latin1');
  bits.forEach((bit, i) => (setup[580 + (i >> 3)] = (setup[580 + (i >> 3)] ?? 0) | (bit << (i & 7))));
  const audio = modes.map(
    (isLong, i) => [Buffer.from([isLong << 1, 0]), positionOf(vorbisSamples(modes.slice(0, i + 1)))] as const
  );
  return oggStream([[head, 0], [Buffer.from('\x03vorbis', 'latin1'), 0], [setup.subarray(0, 593), 0], ...audio]);
}
