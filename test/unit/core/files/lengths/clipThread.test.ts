import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { clipFactsInThread } from '../../../../../src/core/files/lengths/clipThread.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-thread-'));
after(() => fs.rm(dir, { recursive: true }));
const clip = path.join(import.meta.dirname, '../../../../sample/clip.mp4');

/** The sample clip with tables that list so many samples of a byte each, which agree with each other. */
async function withSamples(count: number): Promise<string> {
  const content = await fs.readFile(clip);
  const stsz = content.indexOf('stsz');
  content.writeUInt32BE(1, stsz + 8);
  for (const at of [stsz + 12, content.indexOf('stts') + 12, content.indexOf('ctts') + 12]) {
    content.writeUInt32BE(count, at);
  }
  const file = path.join(dir, `${count}.mp4`);
  await fs.writeFile(file, content);
  return file;
}

describe('looking into a clip in a worker', () => {
  it('a file that needs too much memory: nothing is known, and the next one is read', async () => {
    const [hostile, next] = await Promise.all([
      clipFactsInThread(await withSamples(9_000_000)),
      clipFactsInThread(clip)
    ]);
    assert.equal(hostile, undefined);
    assert.equal(next?.seconds, 4);
  });

  it('several files at once: each gets its own answer', async () => {
    const missing = path.join(dir, 'missing.mp4');
    const facts = await Promise.all([clip, missing, clip].map(file => clipFactsInThread(file)));
    assert.deepEqual(
      facts.map(found => found?.seconds),
      [4, undefined, 4]
    );
  });
});
