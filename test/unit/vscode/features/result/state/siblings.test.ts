import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../../../../src/shared/task.ts';
import '../../../../../support/vscode/register.ts';

const { siblingsOf } = await import('../../../../../../src/vscode/features/result/state/siblings.ts');

const engine = { models: { entry: () => undefined } } as never;
const webview = { options: {} } as never;

const batch = (count: number): readonly Task[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ localId: String(index), model: 'm', state: 'done', input: {}, createdAt: index, updatedAt: index },
    ...{ origin: 'form', results: [{ index: 0, kind: 'audio', state: 'saved', path: `/${index}.mp3` }] }
  }));

test('siblings: a long batch shows those around the current one, and counts the others', async () => {
  const { siblings, moreSiblings } = await siblingsOf(engine, webview, batch(200), { localId: '100', index: 0 });
  assert.deepEqual([siblings.length, siblings[0]?.localId, siblings.at(-1)?.localId], [60, '70', '129']);
  assert.equal(moreSiblings, 140);
});

test('siblings: a batch up to the limit has no others, a single result none at all', async () => {
  const all = await siblingsOf(engine, webview, batch(60), { localId: '59', index: 0 });
  assert.deepEqual([all.siblings.length, all.moreSiblings], [60, undefined]);
  assert.deepEqual(await siblingsOf(engine, webview, batch(1), { localId: '0', index: 0 }), { siblings: [] });
});
