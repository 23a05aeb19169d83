import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { FileReader } from '../../../../../src/core/files/fileReader.ts';
import { readOgg } from '../../../../../src/core/files/lengths/oggLength.ts';
import { probeFile } from '../../../../../src/core/files/probe/probe.ts';
import type { MediaFacts } from '../../../../../src/shared/form.ts';
import { opusSilence } from '../containers.ts';
import { oggStream, vorbis, VORBIS_RATE, vorbisSamples } from '../oggFiles.ts';

/** Returns the length in seconds, negative for an upper bound; undefined without one. */
async function lengthOf(content: Buffer): Promise<number | undefined> {
  const file: FileReader = {
    size: content.length,
    read: async (at, length) => Promise.resolve(content.subarray(at, at + length))
  };
  const { length } = await readOgg(file, 0);
  return length && (length.kind === 'exact' ? 1 : -1) * Math.round(length.seconds * 1000) * 0.001;
}

async function probed(content: Buffer): Promise<MediaFacts> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-ogg-'));
  try {
    await fs.writeFile(path.join(folder, 'file'), content);
    return await probeFile(path.join(folder, 'file'));
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}

/** Returns a copy with other positions; `change` gets each with the number of its page. */
function withPositions(content: Buffer, change: (position: bigint, page: number) => bigint): Buffer {
  const copy = Buffer.from(content);
  for (let at = 0, page = 0; at < copy.length; page++) {
    copy.writeBigInt64LE(change(copy.readBigInt64LE(at + 6), page), at + 6);
    const segments = copy.subarray(at + 27, at + 27 + (copy[at + 26] ?? 0));
    at += 27 + segments.length + segments.reduce((sum, bytes) => sum + bytes, 0);
  }
  return copy;
}

const opusHead = Buffer.concat([Buffer.from('OpusHead\x01\x02', 'latin1'), Buffer.from([56, 1]), Buffer.alloc(7)]);
const opusTags = Buffer.from('OpusTags');

describe('readOgg: Opus', async () => {
  const opus = await opusSilence(1000);
  const cases: readonly (readonly [what: string, content: Buffer, length: number])[] = [
    ['positions that fit the packets', opus, 20],
    ['positions of a tenth', withPositions(opus, position => (position > 0n ? position / 10n : position)), -20],
    ['small positions that grow', withPositions(opus, (_, page) => BigInt(page < 2 ? 0 : 960 * page)), -20],
    ['positions tenfold', withPositions(opus, position => position * 10n), -154.3],
    ['a jump', withPositions(opus, (position, page) => (page < 4 ? position : position + 4_800_000n)), -120]
  ];
  for (const [what, content, length] of cases) {
    it(`${what}: ${length > 0 ? 'are exact' : 'give an upper bound'}`, async () => {
      assert.equal(await lengthOf(content), length);
    });
  }

  it('packets of all sizes are counted, the skipped start and the cut end are not', async () => {
    // Configuration, frame count code, count.
    const packets = [
      ...[
        [0, 0],
        [3, 1],
        [13, 2],
        [16, 0]
      ].map(([config = 0, code = 0]) => Buffer.from([(config << 3) | code])),
      Buffer.from([(19 << 3) | 3, 5])
    ];
    const samples = 480 + 2 * 2880 + 2 * 960 + 120 + 5 * 960;
    const audio = packets.map((packet, i) => [packet, i === packets.length - 1 ? samples - 100 : 1] as const);
    const stream = oggStream([[opusHead, 0], [opusTags, 0], ...audio]);
    const seconds = Math.round(((samples - 100 - 312) / 48_000) * 1000) * 0.001;
    assert.equal(await lengthOf(stream), seconds);
  });

  it('a packet without its frame count is unknown', async () => {
    const stream = oggStream([
      [opusHead, 0],
      [opusTags, 0],
      [Buffer.from([3]), 960]
    ]);
    assert.equal(await lengthOf(stream), undefined);
  });
});

describe('readOgg: Vorbis', () => {
  const modes = Array.from({ length: 900 }, (_, i) => (i % 3 === 0 ? 0 : 1));
  const seconds = vorbisSamples(modes) / VORBIS_RATE;
  const BLOCK_SECONDS = 2048 / VORBIS_RATE;

  for (const [what, position, sign] of [
    ['positions that fit the blocks: are exact', (samples: number) => samples, 1],
    ['a stream cut out of another one: is counted from its start', (samples: number) => samples + 5_000_000, 1],
    ['small positions: give an upper bound', (samples: number) => Math.floor(samples / 10), -1]
  ] as const) {
    it(what, async () => {
      const length = (await lengthOf(vorbis(modes, position))) ?? 0;
      assert.ok(Math.abs(sign * length - seconds) < BLOCK_SECONDS, `${length} s for ${seconds} s`);
    });
  }

  it('modes that are not found: are unknown', async () => {
    const content = vorbis(modes, position => position);
    content.fill(0xff, content.indexOf('\x05vorbis') + 100, content.indexOf('\x05vorbis') + 593);
    assert.equal(await lengthOf(content), undefined);
  });
});

/** FLAC of 44,100 samples per second whose header declares a number of samples. */
function oggFlac(declared: number, last: number): Buffer {
  const info = Buffer.alloc(34);
  info.writeUIntBE(44_100 << 4, 10, 3);
  info.writeUInt32BE(declared, 14);
  const head = Buffer.concat([Buffer.from('\x7fFLAC\x01\0\0\x01fLaC\x80\0\0\x22', 'latin1'), info]);
  return oggStream([
    [head, 0],
    [Buffer.from('fff8', 'hex'), Math.floor(last / 2)],
    [Buffer.from('fff8', 'hex'), last]
  ]);
}

describe('readOgg: FLAC and Theora', () => {
  const cases: readonly (readonly [what: string, content: Buffer, length: number])[] = [
    ['FLAC whose count is its last position: is exact', oggFlac(88_200, 88_200), 2],
    ['FLAC of a recording that began earlier: gives an upper bound', oggFlac(88_200, 132_300), -3],
    ['FLAC without a count: gives an upper bound', oggFlac(0, 88_200), -2]
  ];
  for (const [what, content, length] of cases) it(what, async () => assert.equal(await lengthOf(content), length));

  it('Theora, whose positions are no samples: is unknown', async () => {
    const head = Buffer.concat([Buffer.from('\x80theora\x03\x02\x01', 'latin1'), Buffer.alloc(32)]);
    const stream = oggStream([
      [head, 0],
      [Buffer.from('00', 'hex'), 64],
      [Buffer.from('40', 'hex'), 128]
    ]);
    assert.equal(await lengthOf(stream), undefined);
    assert.deepEqual(await probed(stream), { kind: 'video', mime: 'video/ogg', bytes: stream.length });
  });
});
