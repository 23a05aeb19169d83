import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileReader } from '../../../../../src/core/files/fileReader.ts';
import { tagsEnd } from '../../../../../src/core/files/formats/tags.ts';
import { frames } from '../boxesAndFrames.ts';

async function endOf(content: Buffer): Promise<number> {
  const file: FileReader = {
    size: content.length,
    read: async (at, length) => Promise.resolve(content.subarray(at, at + length))
  };
  return tagsEnd(file);
}

/** A tag of `bytes` behind its header, whose size is written with `bits` bits per byte. */
function id3(bytes: number, bits: 7 | 8): Buffer {
  const tag = Buffer.alloc(10 + bytes, 0x41);
  tag.write('ID3\x04\0\0', 'latin1');
  for (let i = 0; i < 4; i++) tag[9 - i] = (bytes >> (bits * i)) & (2 ** bits - 1);
  return tag;
}

describe('tagsEnd: ID3v2', () => {
  for (const [what, bytes, bits] of [
    ['seven bits per byte', 2_000_000, 7],
    ['eight bits per byte', 2_000_000, 8],
    ['eight bits per byte, none above seven', 0x1f_0000, 8]
  ] as const) {
    it(`a size of ${what}`, async () => {
      for (const audio of [frames(20), Buffer.from('fLaC'), Buffer.from([0xff, 0xf1, 0x50, 0x80])]) {
        assert.equal(await endOf(Buffer.concat([id3(bytes, bits), audio])), 10 + bytes);
      }
    });
  }

  it('audio behind the standard size: counts, whatever is at the other one', async () => {
    const content = Buffer.concat([id3(200, 7), frames(100)]);
    content.writeUInt16BE(0xfffb, 10 + content.readUInt32BE(6));
    assert.equal(await endOf(content), 210);
  });

  it('no audio behind either size: keeps the standard one', async () => {
    assert.equal(await endOf(Buffer.concat([id3(0x1f_0000, 8), Buffer.alloc(500)])), 10 + (0x1f << 14));
  });
});
