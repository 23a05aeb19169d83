import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../../../src/core/engine/api.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import { DailyLimit } from '../../../src/core/tasks/dailyLimit.ts';
import type { Price } from '../../../src/shared/form.ts';
import { isHeld } from '../../../src/shared/tasks/heldTask.ts';
import type { HeldTask } from '../../../src/shared/tasks/heldTask.ts';
import type { Services } from '../../../src/vscode/services.ts';
import { modelEntry } from '../../support/models/modelEntry.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';
import { FakeKie, rejection } from '../../support/engine/fakeKie.ts';
import '../../support/vscode/register.ts';
import { user } from '../../support/vscode/vscode.ts';

const { approveAll } = await import('../../../src/vscode/features/tasks/commands/approve.ts');
const { createApi } = await import('../../../src/vscode/api/api.ts');
const { runRequest } = await import('../../../src/vscode/features/run/runCommand.ts');

const OPTIONS = { timeout: 60_000 };
const PRICE = 100;
const LIMIT = 1_000;

const priced = modelEntry({
  id: 'priced',
  name: 'Priced',
  params: { prompt: { type: 'string' } },
  price: [{ credits: PRICE, unit: 'image' }]
});
const unpriced = modelEntry({ id: 'unpriced', name: 'Unpriced', params: { prompt: { type: 'string' } } });

/** A window with a daily limit of ten runs. The balance arrives after a while, as over a network. */
async function setUp(t: TestContext) {
  user.settings.set('kie.confirmAboveCredits', PRICE);
  const kie = new FakeKie();
  kie.onCredits = () => delay(50, 1e6);
  const fixture = new EngineFixture(t, kie);
  fixture.dailyCreditLimit = LIMIT;
  const open = async (): Promise<Engine> => (await fixture.openWindow(new Catalog([priced, unpriced]))).engine;
  const engine = await open();
  engine.resumeAll();
  const intent = (n: number, model = 'priced') => fixture.intent({ model, input: { prompt: `kite ${n}` } });
  return { kie, fixture, engine, open, intent };
}

/** The services of a user who agrees to every question. */
function servicesOf(fixture: EngineFixture, engine: Engine, questions: string[] = []): Services {
  const folder = fixture.out;
  const dailyLimit = new DailyLimit(
    fixture.dir,
    () => LIMIT,
    () => fixture.now
  );
  return {
    engine: { get: () => Promise.resolve(engine) },
    ask: { confirm: (question: string) => Promise.resolve(questions.push(question) > 0) },
    dailyLimit,
    key: { get: () => Promise.resolve('key') },
    approvals: { has: () => true },
    output: { target: () => Promise.resolve({ folder, template: 't' }), confirmFolder: () => Promise.resolve(folder) }
  } as unknown as Services;
}

const heldIn = (engine: Engine): readonly HeldTask[] => engine.tasks.list().filter(isHeld);
const isAtRest = (engine: Engine): boolean => engine.tasks.list().every(task => task.state === 'done' || isHeld(task));

const PROGRAMS: Readonly<Record<string, (services: Services, input: { prompt: string }) => Promise<unknown>>> = {
  'API run': (services, input) => createApi({ ...services, engineService: services.engine }).run('priced', input),
  'kie.run': (services, input) => runRequest(services, { model: 'priced', input })
};

for (const [name, run] of Object.entries(PROGRAMS)) {
  for (const apartMs of [0, 5]) {
    test(`daily limit: ${name}: runs ${apartMs} ms apart wait for approval beyond it`, OPTIONS, async t => {
      const { kie, fixture, engine } = await setUp(t);
      const questions: string[] = [];
      const services = servicesOf(fixture, engine, questions);
      const runs: Promise<unknown>[] = [];
      for (let n = 0; n < 14; n++) {
        runs.push(run(services, { prompt: `kite ${n}` }));
        if (apartMs > 0) await delay(apartMs);
      }
      const ended = Promise.allSettled(runs);
      await fixture.advanceUntil(() => engine.tasks.list().length + questions.length >= 14 && isAtRest(engine));
      // A run that starts when the limit is already reached is asked about at once, and raises it.
      const held = heldIn(engine);
      for (const { hold } of held) {
        assert.equal(hold.kind, 'limit');
        assert.match(hold.message, /limit of 1,000 credits \(1,000 credits used or reserved\)/);
      }
      if (questions.length === 0) {
        assert.deepEqual([kie.posts.length, engine.account.spentToday(), held.length], [10, LIMIT, 4]);
      }
      if (held.length > 0) await approveAll(services);
      assert.ok(questions.length > 0);
      assert.equal(services.dailyLimit.today, 2 * LIMIT);
      await fixture.advanceUntil(() => heldIn(engine).length === 0 && isAtRest(engine));
      await ended;
      assert.equal(kie.posts.length, 14);
    });
  }
}

test('daily limit: two windows share the rest of it', OPTIONS, async t => {
  const { kie, fixture, engine, open, intent } = await setUp(t);
  const other = await open();
  other.resumeAll();
  await Promise.all(Array.from({ length: 16 }, (_, n) => (n % 2 === 0 ? engine : other).tasks.start(intent(n))));
  await fixture.advanceUntil(() => engine.tasks.list().length === 16 && isAtRest(engine));
  assert.deepEqual([kie.posts.length, heldIn(engine).length, heldIn(other).length], [10, 6, 6]);
});

test('daily limit: a batch starts what fits and continues after approval', OPTIONS, async t => {
  const { kie, fixture, engine, intent } = await setUp(t);
  await engine.tasks.start(intent(0));
  const intents = Array.from({ length: 12 }, (_, n) => intent(n + 1));
  const { batchId = '' } = await engine.batches.start(intents, { name: 'Kites', atOnce: 4 });
  await fixture.advanceUntil(() => isAtRest(engine));
  assert.deepEqual([kie.posts.length, heldIn(engine).length, engine.batches.get(batchId)?.state], [10, 3, 'running']);
  await approveAll(servicesOf(fixture, engine), batchId);
  await fixture.advanceUntil(() => engine.batches.get(batchId)?.state === 'done');
  assert.deepEqual([kie.posts.length, engine.batches.get(batchId)?.counts], [13, { done: 12 }]);
});

test('daily limit: retries of a batch that no longer fit wait for approval', OPTIONS, async t => {
  const { kie, fixture, engine, intent } = await setUp(t);
  kie.onCreate = n => (n <= 2 ? rejection({ remedy: 'fix-input' }) : `id-${n}`);
  const { batchId = '' } = await engine.batches.start([intent(1), intent(2)], { name: 'Kites' });
  await fixture.advanceUntil(() => engine.batches.get(batchId)?.state === 'done');
  for (let n = 0; n < 9; n++) await engine.tasks.start(intent(n));
  const price: Price = { kind: 'exact', credits: PRICE, parts: [] };
  const agreed = new Map(engine.tasks.list().map(({ localId }) => [localId, price]));
  assert.equal((await engine.batches.retryFailed(batchId, agreed)).count, 2);
  await fixture.advanceUntil(() => engine.tasks.list().every(task => task.state !== 'preparing' || isHeld(task)));
  assert.deepEqual([kie.posts.length, heldIn(engine).length], [2 + 10, 1]);
});

test('daily limit: approvals in two windows cannot both use the rest', OPTIONS, async t => {
  const { kie, fixture, engine, open, intent } = await setUp(t);
  const other = await open();
  for (let n = 0; n < 12; n++) await engine.tasks.start(intent(n));
  await fixture.advanceUntil(() => isAtRest(engine) && heldIn(other).length === 2);
  const [first, second] = heldIn(engine);
  if (first === undefined || second === undefined) throw new Error('two tasks are held');
  await servicesOf(fixture, engine).dailyLimit.raise(LIMIT + PRICE);
  assert.equal(engine.tasks.approve(first.localId, first.hold), true);
  assert.equal(other.tasks.approve(second.localId, second.hold), false);
  await fixture.advanceUntil(() => engine.tasks.get(first.localId)?.state === 'done');
  const { hold } = other.tasks.get(second.localId) ?? {};
  assert.deepEqual([kie.posts.length, hold?.kind], [11, 'limit']);
  assert.match(hold?.message ?? '', /limit of 1,100 credits \(1,100 credits used or reserved\)/);
});

test('daily limit: an unknown price waits for approval once the limit is reached', OPTIONS, async t => {
  const { kie, fixture, engine, intent } = await setUp(t);
  for (let n = 0; n < 9; n++) await engine.tasks.start(intent(n));
  await engine.tasks.start(intent(9, 'unpriced'));
  await engine.tasks.start(intent(10));
  await engine.tasks.start(intent(11, 'unpriced'));
  await fixture.advanceUntil(() => isAtRest(engine));
  assert.deepEqual([kie.posts.length, heldIn(engine).map(({ model }) => model)], [11, ['unpriced']]);
});
