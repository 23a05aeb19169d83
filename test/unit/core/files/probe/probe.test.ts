import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { probeFile } from '../../../../../src/core/files/probe/probe.ts';

const sample = (name: string): string => path.join(import.meta.dirname, '../../../../sample', name);

describe('probeFile', () => {
  for (const [name, kind, mime] of [
    ['landscape.jpg', 'image', 'image/jpeg'],
    ['portrait.png', 'image', 'image/png'],
    ['product.webp', 'image', 'image/webp'],
    ['clip.mp4', 'video', 'video/mp4'],
    ['melody.mp3', 'audio', 'audio/mpeg']
  ] as const) {
    it(`${name}: reads type and measures by content`, async () => {
      const facts = await probeFile(sample(name));
      assert.deepEqual([facts.kind, facts.mime, facts.problem], [kind, mime, undefined]);
      assert.equal(facts.bytes, (await fs.stat(sample(name))).size);
      assert.equal((facts.width ?? 0) > 0 && (facts.height ?? 0) > 0, kind !== 'audio');
      assert.equal((facts.seconds ?? 0) > 0, kind !== 'image');
      assert.equal((facts.fps ?? 0) > 0, kind === 'video');
    });
  }

  const box = (name: string, ...parts: readonly Uint8Array[]): Buffer => {
    const inner = Buffer.concat(parts);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(inner.length + 8);
    head.write(name, 4);
    return Buffer.concat([head, inner]);
  };
  const extent = (width: number, height: number): Buffer => {
    const inner = Buffer.alloc(12);
    inner.writeUInt32BE(width, 4);
    inner.writeUInt32BE(height, 8);
    return box('ispe', inner);
  };
  const tiles = box('ipco', extent(512, 512), extent(4032, 3024));
  const phone = [
    box('ftyp', Buffer.from('mif1\0\0\0\0')),
    box('meta', Buffer.alloc(4), box('iprp', tiles)) // the second extent is that of the whole image
  ];
  const others: readonly (readonly [string, string, Buffer, number, number])[] = [
    ['a.gif', 'image/gif', Buffer.from('4749463839610a001400', 'hex'), 10, 20],
    ['a.bmp', 'image/bmp', Buffer.from(`424d${'00'.repeat(16)}0a00000014000000`, 'hex'), 10, 20],
    ['b.bmp', 'image/bmp', Buffer.from(`424d${'00'.repeat(8)}1a0000000c0000000a00140001001800`, 'hex'), 10, 20],
    ['a.heic', 'image/heif', Buffer.concat(phone), 4032, 3024]
  ];
  for (const [name, mime, bytes, width, height] of others) {
    it(`${name}: reads type and size from its header`, async () => {
      const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-probe-'));
      try {
        await fs.writeFile(path.join(folder, name), bytes);
        const facts = await probeFile(path.join(folder, name));
        assert.deepEqual([facts.mime, facts.width, facts.height], [mime, width, height]);
      } finally {
        await fs.rm(folder, { recursive: true });
      }
    });
  }

  it('returns the reason for an unreadable file', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-probe-'));
    try {
      const empty = path.join(folder, 'empty.png');
      const words = path.join(folder, 'words.png');
      await fs.writeFile(empty, '');
      const svg = path.join(folder, 'page.svg');
      await fs.writeFile(words, 'no picture at all');
      await fs.writeFile(svg, '<!doctype html><title>Not found</title>');
      for (const file of [empty, words, svg, folder, path.join(folder, 'missing.png')]) {
        assert.notEqual((await probeFile(file)).problem ?? '', '', file);
      }
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  });
});
