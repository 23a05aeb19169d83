import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFocusQueue } from '../../../../src/core/base/focusQueue.ts';

/** Actions and focus changes in order of occurrence; the test ends each of them explicitly. */
function setUp() {
  const happened: string[] = [];
  const ends = new Map<string, () => void>();
  const step = (name: string) => () =>
    new Promise<string>(resolve => {
      happened.push(name);
      ends.set(name, () => resolve(name));
    });
  let focused = 0;
  const queue = createFocusQueue(() => step(`focus ${++focused}`)());
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return { happened, queue, step, end };
}

test('focus queue: opens a list only once the form has the focus back', async () => {
  const { happened, queue, step, end } = setUp();
  const first = queue(step('first list'));
  await end('');
  const second = queue(step('second list'));
  await end('first list');
  assert.deepEqual(happened, ['first list', 'focus 1']);
  await end('focus 1');
  assert.equal(await first, 'first list');
  assert.deepEqual(happened, ['first list', 'focus 1', 'second list']);
  await end('second list');
  await end('focus 2');
  assert.equal(await second, 'second list');
});

test('focus queue: a list that fails returns the focus and lets the next one open', async () => {
  const { happened, queue, step, end } = setUp();
  const failed = queue(() => Promise.reject(new Error('No tasks.')));
  const rejected = assert.rejects(failed, /No tasks/);
  const next = queue(step('next list'));
  await end('');
  await end('focus 1');
  await rejected;
  assert.deepEqual(happened, ['focus 1', 'next list']);
  await end('next list');
  await end('focus 2');
  assert.equal(await next, 'next list');
});
