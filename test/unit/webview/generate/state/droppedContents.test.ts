import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_DROPPED_BYTES } from '../../../../../src/shared/files/droppedFiles.ts';
import { contentsOf } from '../../../../../webview/generate/state/droppedContents.ts';

/** Files of these sizes, and the number of files that were read. */
function files(...sizes: readonly number[]) {
  let read = 0;
  const list = sizes.map((size, index) => ({
    name: `${index}.mp4`,
    size,
    arrayBuffer: () => {
      read++;
      return Promise.resolve(new ArrayBuffer(1));
    }
  }));
  return { list, read: () => read };
}

test('drop: a file over the limit is rejected before it is read', async () => {
  const { list, read } = files(MAX_DROPPED_BYTES + 1);
  await assert.rejects(contentsOf(list), /0\.mp4 .*200.*Choose the file instead/);
  assert.equal(read(), 0);
});

test('drop: files over the limit together are rejected unread', async () => {
  const { list, read } = files(MAX_DROPPED_BYTES / 2, MAX_DROPPED_BYTES / 2, 1);
  await assert.rejects(contentsOf(list), /Choose the files instead/);
  assert.equal(read(), 0);
});

test('drop: a file at the limit is read', async () => {
  const { list, read } = files(MAX_DROPPED_BYTES);
  assert.deepEqual(await contentsOf(list), [{ name: '0.mp4', data: new Uint8Array(1) }]);
  assert.equal(read(), 1);
});
