import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { AdtsOutputFormat } from 'mediabunny';
import { inspectInput } from '../../../../../src/core/files/inspectInput.ts';
import { probeFile } from '../../../../../src/core/files/probe/probe.ts';
import type { MediaFacts } from '../../../../../src/shared/form.ts';
import { frames } from '../boxesAndFrames.ts';
import { rf64, riff } from '../completeFiles.ts';
import { remux } from '../containers.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-sound-'));
after(() => fs.rm(dir, { recursive: true }));

async function factsOf(content: Buffer): Promise<MediaFacts> {
  const file = path.join(dir, 'file');
  await fs.writeFile(file, content);
  const { bytes, ...facts } = await probeFile(file);
  assert.equal(bytes, content.length);
  return facts;
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const id3 = Buffer.from([...Buffer.from('ID3'), 4, 0, 0, 0, 0, 1, 0, ...Buffer.alloc(128, 0xff)]);
/** Some programs write the size with eight bits per byte instead of seven. */
const plainId3 = Buffer.concat([ascii('ID3\x04\0\0'), Buffer.from('001f0000', 'hex'), Buffer.alloc(0x1f_0000, 0x41)]);
const FRAME = 1152 / 44_100;
/** 32 kbit/s: an estimate by the first frame's bit rate would be four times too long. */
const slow = (count: number): Buffer => {
  const frame = Buffer.alloc(104);
  frame.writeUInt32BE(0xfffb1000);
  return Buffer.concat(Array.from({ length: count }, () => frame));
};
/** Frames of the bit rate "free", of 500 bytes each, or one more with padding; each holds a false sync. */
const free = (count: number): Buffer =>
  Buffer.concat(
    Array.from({ length: count }, (_, i) => {
      const frame = Buffer.alloc(500 + (i % 2));
      frame.writeUInt32BE(i % 2 === 0 ? 0xfffb0000 : 0xfffb0200);
      frame.writeUInt32BE(0xfffb0000, 100 + i);
      return frame;
    })
  );
function ape(bytes: number): Buffer {
  const tag = Buffer.alloc(32 + bytes);
  tag.write('APETAGEX', 'latin1');
  tag.writeUInt32LE(bytes, 12);
  tag.writeUInt32LE(0xa000_0000, 20);
  return tag;
}
const id3v1 = Buffer.concat([ascii('TAG'), Buffer.alloc(125)]);

describe('MP3 length', () => {
  const counted: readonly (readonly [what: string, content: Buffer, count: number])[] = [
    ['one rate', frames(100), 100],
    ['two rates joined', Buffer.concat([frames(100), slow(400)]), 500],
    ['a count that leaves out what was joined', Buffer.concat([frames(101, 'Xing', 36, 100), slow(50)]), 150],
    ['a count that is wrong', frames(3, 'Xing', 36, 1000), 2],
    ['VBRI', frames(11, 'VBRI', 36, 10), 10],
    ['ID3v2 before and ID3v1 behind', Buffer.concat([id3, frames(100), id3v1]), 100],
    ['a tag between two joined files', Buffer.concat([frames(50), id3, frames(50)]), 100],
    ['a tag with a size beyond the file', Buffer.concat([ascii('ID3\x04\0\0\x7f\x7f\x7f\x7f'), frames(20)]), 20],
    ['a tag of 2 MB with a plain size', Buffer.concat([plainId3, frames(20)]), 20],
    ['an APE tag first', Buffer.concat([ape(300), frames(20)]), 20],
    ['100 KB of zeros first', Buffer.concat([Buffer.alloc(100_000), frames(20)]), 20],
    ['the bit rate "free"', free(100), 100],
    ['the bit rate "free" between tags', Buffer.concat([id3, free(100), id3v1]), 100],
    ['a last frame that is cut', Buffer.concat([frames(20), frames(1).subarray(0, 100)]), 20]
  ];
  for (const [what, content, count] of counted) {
    it(`${what}: is counted`, async () => {
      const { seconds = 0, ...facts } = await factsOf(content);
      assert.deepEqual(facts, { kind: 'audio', mime: 'audio/mpeg' });
      assert.ok(Math.abs(seconds - count * FRAME) < 1e-9, `${seconds} s for ${count} frames`);
    });
  }

  it('raw AAC: is counted', async () => {
    const { seconds = 0, ...facts } = await factsOf(await remux(new AdtsOutputFormat(), { video: false }));
    assert.deepEqual(facts, { kind: 'audio', mime: 'audio/aac' });
    assert.ok(Math.abs(seconds - 4.04) < 0.01, `${seconds} s`);
  });

  it('MPEG-PS, FLV and AVI with MP3 frames: are not MP3', async () => {
    for (const magic of ['\0\0\x01\xba', 'FLV\x01', 'RIFF\0\0\0\0AVI ']) {
      const { kind, seconds } = await factsOf(Buffer.concat([ascii(magic), Buffer.alloc(500), frames(20)]));
      assert.deepEqual([kind, seconds], ['video', undefined], magic);
    }
  });

  it('bytes without a frame: are not audio', async () => {
    assert.match((await factsOf(Buffer.alloc(5000, 0xff))).problem ?? '', /known format/);
  });
});

/** Builds a WAV file from its parts: 8000 samples per second, 16 bits, mono. */
interface Parts {
  readonly id?: string;
  readonly code?: number;
  readonly byteRate?: number;
  readonly blockAlign?: number;
  readonly declared?: number;
  readonly samples?: number;
  readonly fact?: number;
  /** Samples per block of compressed audio. */
  readonly perBlock?: number;
  readonly dataFirst?: boolean;
  readonly behind?: Buffer;
  /** Value of all audio bytes. */
  readonly fill?: number;
  /** Instead of samples. */
  readonly audio?: Buffer;
}

function wav(parts: Parts): Buffer {
  const { id = 'RIFF', code = 1, byteRate = 16_000, blockAlign = 2, samples = 16_000, dataFirst = false } = parts;
  const number = (value: number, bytes: 2 | 4): Buffer => {
    const field = Buffer.alloc(bytes);
    field.writeUIntLE(value, 0, bytes);
    return id === 'RIFX' ? field.reverse() : field;
  };
  const chunk = (name: string, content: Buffer, declared = content.length): Buffer =>
    Buffer.concat([ascii(name), number(declared, 4), content]);
  const format = [
    number(code, 2),
    number(1, 2),
    number(8000, 4),
    number(byteRate, 4),
    number(blockAlign, 2),
    number(16, 2),
    ...(parts.perBlock === undefined ? [] : [number(2, 2), number(parts.perBlock, 2)])
  ];
  const content = chunk('data', parts.audio ?? Buffer.alloc(samples * 2, parts.fill), parts.declared);
  const head = [
    chunk('fmt ', Buffer.concat(format)),
    ...(parts.fact === undefined ? [] : [chunk('fact', number(parts.fact, 4))])
  ];
  const all = Buffer.concat([ascii('WAVE'), ...(dataFirst ? [content, ...head] : [...head, content])]);
  return Buffer.concat([ascii(id), number(all.length, 4), all, parts.behind ?? Buffer.alloc(0)]);
}

const ADPCM: Parts = { code: 17, blockAlign: 256, perBlock: 505 };
const MP3: Parts = { code: 0x55, audio: frames(100) };

describe('WAV length', () => {
  const content = { kind: 'audio', mime: 'audio/wav' } as const;
  const cases: readonly (readonly [what: string, parts: Parts, length: Partial<MediaFacts>])[] = [
    ['PCM', {}, { seconds: 2 }],
    ['wrong bytes a second', { byteRate: 8000 }, { seconds: 2 }],
    ['no bytes a second', { byteRate: 0 }, { seconds: 2 }],
    ['no bytes of a frame', { blockAlign: 0 }, { seconds: 2 }],
    ['bytes of a frame that contradict the depth', { blockAlign: 3 }, {}],
    ['big endian', { id: 'RIFX' }, { seconds: 2 }],
    ['sound before its format', { dataFirst: true }, { seconds: 2 }],
    ['ADPCM with a count', { code: 17, blockAlign: 256, byteRate: 12_800, fact: 20_000 }, { seconds: 2.5 }],
    ['ADPCM without a count', { code: 17, blockAlign: 256 }, {}],
    // 32,000 bytes are 125 blocks of 256 bytes with 505 samples.
    [
      'ADPCM with the count of its blocks',
      { code: 17, blockAlign: 256, perBlock: 505, fact: 63_000 },
      { seconds: 7.875 }
    ],
    ['ADPCM with a low count', { code: 17, blockAlign: 256, perBlock: 505, fact: 800 }, { secondsAtMost: 7.890625 }],
    ['ADPCM with a high count', { code: 2, blockAlign: 256, perBlock: 505, fact: 80_000 }, { secondsAtMost: 10 }],
    ['WMA with a count that fits its bytes', { code: 0x161, blockAlign: 1, fact: 16_050 }, { seconds: 2.00625 }],
    ['WMA with a low count', { code: 0x161, blockAlign: 1, fact: 800 }, { secondsAtMost: 2 }],
    ['AAC with a high count', { code: 0xff, blockAlign: 1, fact: 80_000 }, { secondsAtMost: 10 }],
    ['WMA without bytes a second', { code: 0x161, blockAlign: 1, byteRate: 0, fact: 16_000 }, {}],
    ['ADPCM behind whose size the sound goes on', { ...ADPCM, declared: 256, fact: 505 }, { secondsAtMost: 7.890625 }],
    ['MP3 behind whose size it goes on', { ...MP3, declared: 417 * 10 }, { secondsAtMost: 115_200 / 44_100 }],
    ['MP3 with a wrong count', { code: 0x55, fact: 800, audio: frames(100) }, { seconds: 115_200 / 44_100 }],
    ['MP3 without frames', { code: 0x55, fact: 800 }, {}],
    ['two data chunks', { behind: ascii('data\x04\0\0\0abcd') }, { secondsAtMost: 2.00075 }],
    ['a wrong size before text', { declared: 8000, fill: 0x41 }, { secondsAtMost: 2 }],
    ['a size that was never written', { declared: 0xffff_ffff }, { secondsAtMost: 2 }],
    ['a placeholder of a recorder for the size', { declared: 0x7fff_f000 }, { secondsAtMost: 2 }],
    ['a size of 0 before the sound', { declared: 0 }, { secondsAtMost: 2 }],
    ['a size behind which the sound goes on', { declared: 8000 }, { secondsAtMost: 2 }],
    ['another chunk behind the sound', { behind: ascii('LIST\x04\0\0\0INFO') }, { seconds: 2 }]
  ];
  for (const [what, parts, length] of cases) {
    it(`${what}: ${Object.keys(length)[0] ?? 'unknown'}`, async () => {
      assert.deepEqual(await factsOf(wav(parts)), { ...content, ...length });
    });
  }

  const long = rf64(32_000);
  const odd = Buffer.from(riff('WAVE', 32_000));
  const unpadded = Buffer.concat([odd.subarray(0, 12), ascii('junk\x03\0\0\0abc'), odd.subarray(12)]);
  unpadded.writeUInt32LE(unpadded.length - 8, 4);
  for (const [what, content] of [
    ['RF64 with 64-bit sizes', long],
    ['BW64 with 64-bit sizes', Buffer.concat([ascii('BW64'), long.subarray(4)])],
    ['an odd chunk without padding before its format', unpadded]
  ] as const) {
    it(`${what}: is exact`, async () => {
      const facts = { kind: 'audio', mime: 'audio/wav', seconds: 2 };
      assert.deepEqual(await factsOf(content), facts);
      assert.deepEqual(await inspectInput(path.join(dir, 'file')), { ...facts, bytes: content.length });
    });
  }
});
