import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { BatchStore } from '../../../src/core/tasks/store/batchStore.ts';
import type { Price } from '../../../src/shared/form.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';
import { FakeKie, rejection } from '../../support/engine/fakeKie.ts';

const OPTIONS = { timeout: 60_000 };
const UNKNOWN_PRICE: Price = { kind: 'unknown', parts: [] };
const busy = new Error('database is locked');

/**
 * Makes the ledger fail as soon as the next tasks of a batch are claimed, which is after they are written, and every
 * reading of a batch after that, until `heal` is called. `seen` counts the failures.
 */
function failAfterWriting(t: TestContext) {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with `this` below
  const { claim, get } = BatchStore.prototype;
  const seen = { claims: 0, reads: 0 };
  let isHealthy = false;
  t.mock.method(BatchStore.prototype, 'claim', function (this: BatchStore) {
    if (isHealthy) return claim.call(this);
    seen.claims++;
    throw busy;
  });
  t.mock.method(BatchStore.prototype, 'get', function (this: BatchStore, id: string) {
    if (isHealthy || seen.claims === 0) return get.call(this, id);
    seen.reads++;
    throw busy;
  });
  return { seen, heal: () => (isHealthy = true) };
}

async function setUp(t: TestContext) {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  const intents = [1, 2, 3].map(n => fixture.intent({ input: { prompt: `fox ${n}` } }));
  return { kie, fixture, window, batches: window.engine.batches, tasks: window.engine.tasks, intents };
}

test('start: a batch that cannot be continued at once is not a failed start', OPTIONS, async t => {
  const { kie, fixture, window, batches, tasks, intents } = await setUp(t);
  const { seen, heal } = failAfterWriting(t);
  const { batchId = '', refused } = await batches.start(intents, { name: 'Foxes' });
  assert.deepEqual([refused, tasks.list().length, kie.posts.length], [[], 3, 0]);
  assert.equal(seen.claims, 1);
  assert.match(window.log.join('\n'), /Batches could not continue: Error: database is locked/);
  heal();
  await fixture.advanceUntil(() => batches.get(batchId)?.state === 'done');
  assert.deepEqual(kie.posts.map(post => post.input['prompt']).sort(), ['fox 1', 'fox 2', 'fox 3']);
});

test('retryFailed: failures after the retries are written buy nothing twice', OPTIONS, async t => {
  const { kie, fixture, window, batches, tasks, intents } = await setUp(t);
  kie.onCreate = n => (n <= 3 ? rejection({ remedy: 'fix-input' }) : `id-${n}`);
  const { batchId = '' } = await batches.start(intents, { name: 'Foxes' });
  await fixture.advanceUntil(() => batches.get(batchId)?.state === 'done');
  const agreed = new Map(tasks.list().map(({ localId }) => [localId, UNKNOWN_PRICE]));
  const { seen, heal } = failAfterWriting(t);
  assert.deepEqual(await batches.retryFailed(batchId, agreed), { count: 3, refused: [] });
  assert.deepEqual(seen, { claims: 1, reads: 1 });
  assert.match(window.log.join('\n'), /A batch could not be reported: Error: database is locked/);
  heal();
  assert.deepEqual(await batches.retryFailed(batchId, agreed), { count: 0, refused: [] });
  await fixture.advanceUntil(() => batches.get(batchId)?.state === 'done');
  assert.deepEqual(batches.get(batchId)?.counts, { done: 3 });
  assert.equal(kie.posts.length, 6);
});
