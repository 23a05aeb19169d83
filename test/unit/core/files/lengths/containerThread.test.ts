import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { containerFactsInThread } from '../../../../../src/core/files/lengths/containerThread.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-thread-'));
after(() => fs.rm(dir, { recursive: true }));
const video = path.join(import.meta.dirname, '../../../../sample/clip.mp4');

/** The sample video with consistent tables that list this many samples of a byte each. */
async function withSamples(count: number): Promise<string> {
  const content = await fs.readFile(video);
  const stsz = content.indexOf('stsz');
  content.writeUInt32BE(1, stsz + 8);
  for (const at of [stsz + 12, content.indexOf('stts') + 12, content.indexOf('ctts') + 12]) {
    content.writeUInt32BE(count, at);
  }
  const file = path.join(dir, `${count}.mp4`);
  await fs.writeFile(file, content);
  return file;
}

describe('containerFactsInThread', () => {
  it('a file that needs too much memory: is unknown, and the next one is read', async () => {
    const [hostile, next] = await Promise.all([
      containerFactsInThread(await withSamples(9_000_000)),
      containerFactsInThread(video)
    ]);
    assert.equal(hostile, undefined);
    assert.equal(next?.seconds, 4);
  });

  it('a file that takes too long: is unknown, and the next one is read', async () => {
    const long = await withSamples(1_000_000);
    const [late, next] = await Promise.all([containerFactsInThread(long, 1), containerFactsInThread(video)]);
    assert.equal(late, undefined);
    assert.equal(next?.seconds, 4);
  });

  it('several files at once: each gets its own facts', async () => {
    const missing = path.join(dir, 'missing.mp4');
    const facts = await Promise.all([video, missing, video].map(file => containerFactsInThread(file)));
    assert.deepEqual(
      facts.map(found => found?.seconds),
      [4, undefined, 4]
    );
  });
});
