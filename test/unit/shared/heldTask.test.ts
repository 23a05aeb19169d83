import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addedCredits, heldPrice } from '../../../src/shared/heldTask.ts';
import type { HeldTask } from '../../../src/shared/heldTask.ts';
import type { TaskHold } from '../../../src/shared/task.ts';

const NOON = new Date(2026, 0, 31, 12).getTime();
const DAY_MS = 24 * 3_600_000;

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

test('held task: its price is the changed one, else the estimate, with its kind', () => {
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

test('held task: only the credits above the reserved estimate are added to the day', () => {
  const price = { credits: 7, exact: true };
  assert.equal(addedCredits([held(price), held(price), held()], NOON), 6);
  assert.equal(addedCredits([held(price)], NOON + DAY_MS), 7, 'the day of its estimate is over');
  assert.equal(addedCredits([held({ exact: false })], NOON), 0);
});
