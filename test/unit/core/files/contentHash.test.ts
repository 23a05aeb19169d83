import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { ContentHashes } from '../../../../src/core/files/contentHash.ts';
import { frames } from './boxesAndFrames.ts';
import { flacStream, riff } from './completeFiles.ts';
import { adts, id3 } from './streamFiles.ts';

const PNG_HEAD = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

async function imageFile(t: TestContext, bytes: number): Promise<{ file: string; content: Buffer }> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-hash-'));
  t.after(() => fs.rm(dir, { recursive: true }));
  const file = path.join(dir, 'image.png');
  const content = Buffer.concat([PNG_HEAD, Buffer.alloc(bytes - PNG_HEAD.length, 7)]);
  await fs.writeFile(file, content);
  return { file, content };
}

test('content hash: covers every byte of files larger than one read', async t => {
  for (const bytes of [16, 256 * 1024, 256 * 1024 + 1, 1_000_003]) {
    const { file, content } = await imageFile(t, bytes);
    const { sha256, stamp } = await new ContentHashes().of(file);
    assert.equal(sha256, createHash('sha256').update(content).digest('hex'), `${bytes} bytes`);
    assert.notEqual(stamp, '');
  }
});

test('content hash: takes the type from the audio behind a tag of any size', async t => {
  const { file } = await imageFile(t, 16);
  for (const [content, mime] of [
    [flacStream(20), 'audio/flac'],
    [adts(20), 'audio/aac'],
    [riff('WAVE', 100), 'audio/wav'],
    [frames(20), 'audio/mpeg'],
    [Buffer.from('<html>'), 'audio/mpeg']
  ] as const) {
    await fs.writeFile(file, Buffer.concat([id3(400_000), content]));
    assert.equal((await new ContentHashes().of(file)).mime, mime);
  }
});

test('content hash: an aborted signal rejects the read and raises nothing else', async t => {
  const { file } = await imageFile(t, 1_000_003);
  const reason = new Error('stopped');
  const early = AbortSignal.abort(reason);
  await assert.rejects(new ContentHashes().of(file, early), reason);

  const hashes = new ContentHashes();
  const late = new AbortController();
  const read = hashes.of(file, late.signal);
  late.abort(reason);
  await assert.rejects(read, reason);
  // The test runner reports an unhandled error as a failure of this test.
  await new Promise(resolve => setImmediate(resolve));
  assert.equal((await hashes.of(file)).stamp.length > 0, true, 'an aborted read is not remembered as a failure');
});
