import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { probeFile } from '../../../src/core/files/probe.ts';

const sample = (name: string): string => path.join(import.meta.dirname, '../../sample', name);

describe('facts of a local file', () => {
  for (const [name, kind, mime] of [
    ['landscape.jpg', 'image', 'image/jpeg'],
    ['portrait.png', 'image', 'image/png'],
    ['product.webp', 'image', 'image/webp'],
    ['clip.mp4', 'video', 'video/mp4'],
    ['melody.mp3', 'audio', 'audio/mpeg']
  ] as const) {
    it(`${name}: type by content, and what can be measured`, async () => {
      const facts = await probeFile(sample(name));
      assert.deepEqual([facts.kind, facts.mime, facts.problem], [kind, mime, undefined]);
      assert.equal(facts.bytes, (await fs.stat(sample(name))).size);
      assert.equal((facts.width ?? 0) > 0 && (facts.height ?? 0) > 0, kind !== 'audio');
      assert.equal((facts.seconds ?? 0) > 0, kind !== 'image');
      assert.equal((facts.fps ?? 0) > 0, kind === 'video');
    });
  }

  it('says why a file cannot be read instead of failing', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-probe-'));
    try {
      const empty = path.join(folder, 'empty.png');
      const words = path.join(folder, 'words.png');
      const cut = path.join(folder, 'cut.mp4');
      await fs.writeFile(empty, '');
      await fs.writeFile(words, 'no picture at all');
      await fs.writeFile(cut, (await fs.readFile(sample('clip.mp4'))).subarray(0, 40));
      for (const file of [empty, words, cut, folder, path.join(folder, 'missing.png')]) {
        assert.notEqual((await probeFile(file)).problem ?? '', '', file);
      }
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  });
});
