import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completenessOfContent as of } from '../completenessOfContent.ts';
import { asf, zeroTail } from '../streamFiles.ts';

const INDEX_BYTES = 104;

describe('asfCompleteness', () => {
  it('is complete, also with trailing bytes and without the index', async () => {
    assert.equal(await of(asf()), 'complete');
    assert.equal(await of(Buffer.concat([asf(), Buffer.alloc(200)])), 'complete');
    assert.equal(await of(asf().subarray(0, -INDEX_BYTES)), 'complete');
  });

  it('is truncated when the end of the packets or of the index is missing', async () => {
    for (const missing of [1, 80, INDEX_BYTES + 1, INDEX_BYTES + 320, INDEX_BYTES + 3000]) {
      assert.equal(await of(asf().subarray(0, -missing)), 'truncated', `${missing} bytes are missing`);
    }
    assert.equal(await of(asf().subarray(0, 90)), 'truncated', 'within the header');
    assert.equal(await of(asf().subarray(0, 20)), 'truncated', 'within the first object');
  });

  it('is truncated when zeros take the place of the last packets', async () => {
    assert.equal(await of(zeroTail(asf().subarray(0, -INDEX_BYTES), 700)), 'truncated');
    assert.equal(await of(zeroTail(asf(), 700)), 'truncated');
  });

  it('a recording without a size: is unknown', async () => {
    assert.equal(await of(asf('recording')), 'unknown');
    assert.equal(await of(asf('recording').subarray(0, -100)), 'unknown');
  });
});
