import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addedCredits, heldPrice } from '../../../../src/shared/tasks/heldTask.ts';
import type { HeldTask } from '../../../../src/shared/tasks/heldTask.ts';
import type { TaskHold } from '../../../../src/shared/task.ts';

const NOON = new Date(2026, 0, 31, 12).getTime();

const held = (price?: TaskHold['price'], rest: Partial<HeldTask> = {}): HeldTask => ({
  localId: 'a',
  model: 'm',
  state: 'preparing',
  input: {},
  results: [],
  estimate: 4,
  estimateKind: 'upTo',
  createdAt: NOON,
  updatedAt: NOON,
  origin: 'form',
  hold: { kind: 'price', message: 'It changed.', ...(price === undefined ? {} : { price }) },
  ...rest
});

test('held task: the price is the changed one, else the estimate, with its kind', () => {
  assert.deepEqual(heldPrice(held({ credits: 7, exact: false, kind: 'about' })), {
    kind: 'about',
    credits: 7,
    parts: []
  });
  assert.deepEqual(heldPrice(held({ credits: 7, exact: true })), { kind: 'exact', credits: 7, parts: [] });
  assert.deepEqual(heldPrice(held({ credits: 7, exact: false })), { kind: 'about', credits: 7, parts: [] });
  assert.deepEqual(heldPrice(held({ exact: false })), { kind: 'unknown', parts: [] });
  assert.deepEqual(heldPrice(held()), { kind: 'upTo', credits: 4, parts: [] });
});

test('held task: approval adds the whole price to the day, as far as it is known', () => {
  const price = { credits: 7, exact: true };
  assert.equal(addedCredits([held(price), held(price), held()]), 18);
  assert.equal(addedCredits([held({ exact: false })]), 0);
});
