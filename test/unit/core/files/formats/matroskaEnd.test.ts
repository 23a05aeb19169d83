import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { MkvOutputFormat } from 'mediabunny';
import { completenessOf } from '../../../../../src/core/files/completeness.ts';
import { probeFile } from '../../../../../src/core/files/probe/probe.ts';
import { remux } from '../containers.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-matroska-'));
after(() => fs.rm(dir, { recursive: true }));
const sized = await remux(new MkvOutputFormat());
const live = await remux(new MkvOutputFormat({ appendOnly: true }));
/** Maximum CPU time per file on all threads, including the start of the worker. */
const MAX_CPU_MS = 4000;

/** Returns a copy whose second half consists of these bytes. */
function withTail(content: Buffer, bytes: readonly number[]): Buffer {
  const copy = Buffer.from(content);
  return copy.fill(Buffer.from(bytes), copy.length >> 1);
}

async function inspect(content: Buffer): Promise<readonly unknown[]> {
  const file = path.join(dir, 'file');
  await fs.writeFile(file, content);
  const before = process.cpuUsage();
  const { seconds, secondsAtMost, kind } = await probeFile(file);
  const whole = await completenessOf(file);
  const { user, system } = process.cpuUsage(before);
  assert.ok((user + system) / 1000 < MAX_CPU_MS, `${(user + system) / 1000} ms`);
  assert.equal(kind, 'video');
  return [whole, seconds, secondsAtMost];
}

describe('Matroska: content that ends early', () => {
  it('a segment filled up with zeros: is truncated', async () => {
    assert.deepEqual(await inspect(withTail(sized, [0])), ['truncated', undefined, undefined]);
  });

  it('a live recording cut inside a block: is truncated', async () => {
    assert.equal((await inspect(live.subarray(0, live.length >> 1)))[0], 'truncated');
  });

  for (const [what, bytes] of [
    ['text', [0x41]],
    ['ones', [0xff]],
    ['empty elements', [0x80]],
    ['thousands of void elements', [0xec, 0x80]]
  ] as const) {
    it(`${what} instead of the second half: has an unknown length, found soon`, async () => {
      for (const content of [sized, live]) {
        const [, seconds, atMost] = await inspect(withTail(content, bytes));
        assert.deepEqual([seconds, atMost], [undefined, undefined]);
      }
    });
  }

  it('bytes behind a live recording: make its length unknown', async () => {
    for (const byte of [0, 0x55]) {
      const [whole, seconds, atMost] = await inspect(Buffer.concat([live, Buffer.alloc(3_000_000, byte)]));
      assert.deepEqual([whole, seconds, atMost], ['unknown', undefined, undefined]);
    }
  });
});
