import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completenessOfContent as of } from '../completenessOfContent.ts';
import { packets, zeroTail } from '../streamFiles.ts';

describe('transportStreamCompleteness', () => {
  for (const [what, before, after] of [
    ['packets of 188 bytes', 0, 0],
    ['packets of 192 bytes with a time code', 4, 0],
    ['packets of 204 bytes', 0, 16],
    ['packets of 208 bytes', 0, 20]
  ] as const) {
    const content = packets(60, before, after);
    const bytes = content.length / 60;

    it(`${what}: are truncated when the file ends within one, else unknown`, async () => {
      assert.equal(await of(content), 'unknown');
      assert.equal(await of(content.subarray(0, -bytes)), 'unknown');
      for (const missing of [1, bytes >> 1, bytes - before - 1, bytes * 30 + 1]) {
        assert.equal(await of(content.subarray(0, -missing)), 'truncated', `${missing} bytes are missing`);
      }
    });

    it(`${what}: are unknown with padding or text at the end`, async () => {
      for (const tail of [Buffer.alloc(100), Buffer.from('\n'), Buffer.from('more text')]) {
        assert.equal(await of(Buffer.concat([content, tail])), 'unknown', `${tail.length} bytes`);
      }
    });

    it(`${what}: are truncated when zeros fill up the file`, async () => {
      assert.equal(await of(zeroTail(content, 8000)), 'truncated');
    });
  }
});
