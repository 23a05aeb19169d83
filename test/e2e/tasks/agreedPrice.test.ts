import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../../../src/core/engine/api.ts';
import { InterruptedError } from '../../../src/core/http/errors/errors.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import { DailyLimit } from '../../../src/core/tasks/dailyLimit.ts';
import type { Price } from '../../../src/shared/form.ts';
import type { PriceRow } from '../../../src/shared/modelPrice.ts';
import type { Task } from '../../../src/shared/task.ts';
import { ASK_FIRST } from '../../../src/vscode/ids.ts';
import type { Services } from '../../../src/vscode/services.ts';
import { modelEntry } from '../../support/models/modelEntry.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';
import { FakeKie, rejection } from '../../support/engine/fakeKie.ts';
import '../../support/vscode/register.ts';
import { user } from '../../support/vscode/vscode.ts';

const { runAgain } = await import('../../../src/vscode/features/tasks/commands/runAgain.ts');
const { retryFailed } = await import('../../../src/vscode/features/tasks/commands/batchCommands.ts');
const { createApi } = await import('../../../src/vscode/api/api.ts');
const { runRequest } = await import('../../../src/vscode/features/run/runCommand.ts');

const OPTIONS = { timeout: 60_000 };

const CASES: readonly (readonly [what: string, row: PriceRow, agreed: Price, isHeld: boolean])[] = [
  ['a higher price', { credits: 7, unit: 'image' }, { kind: 'exact', credits: 4, parts: [] }, true],
  ['a price that is now unknown', { credits: 4 }, { kind: 'exact', credits: 4, parts: [] }, true],
  [
    'a price that is now about',
    { credits: 4, unit: 'image', about: true },
    { kind: 'upTo', credits: 4, parts: [] },
    true
  ],
  ['a lower price', { credits: 4, unit: 'image' }, { kind: 'exact', credits: 70, parts: [] }, false],
  ['an unknown price that was agreed to', { credits: 4, unit: 'image' }, { kind: 'unknown', parts: [] }, false]
];

for (const [what, row, agreed, isHeld] of CASES) {
  test(`agreed price: ${what} ${isHeld ? 'waits for approval' : 'is sent'}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const entry = modelEntry({ id: 'priced', name: 'priced', params: { prompt: { type: 'string' } }, price: [row] });
    const { engine } = await fixture.openWindow(new Catalog([entry]));
    const intent = fixture.intent({ model: 'priced', input: { prompt: 'a kite' } });
    const { localId } = await engine.tasks.start({ ...intent, agreed });
    const task = (): Task | undefined => engine.tasks.get(localId);
    await fixture.advanceUntil(() => task()?.hold !== undefined || task()?.state === 'done');
    assert.deepEqual([task()?.hold?.kind, kie.posts.length], isHeld ? ['price', 0] : [undefined, 1]);
    assert.equal(task()?.estimate, 4);
  });
}

/** Credits spent today. */
const SPENT = 10;

/** The commands that ask for the price of a request before they start it, for a batch of tasks in this state. */
interface Command {
  readonly state: 'done' | 'failed' | 'unknown';
  readonly starts: number;
  /** In credits; by default, there is none. */
  readonly dailyLimit?: number;
  readonly run: (services: Services, batchId: string, localId: string) => Promise<unknown>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'Run Again': { state: 'done', starts: 1, run: (services, _, localId) => runAgain(services, localId, ASK_FIRST) },
  'Run Again of an unknown task': {
    state: 'unknown',
    starts: 1,
    run: (services, _, localId) => runAgain(services, localId)
  },
  'Run Again of several tasks': {
    state: 'done',
    starts: 2,
    run: (services, batchId) => runAgain(services, { batchId })
  },
  'Retry Failed': { state: 'failed', starts: 2, run: (services, batchId) => retryFailed(services, batchId) },
  'kie.run': {
    state: 'done',
    starts: 1,
    run: services => runRequest(services, { model: 'priced', input: { prompt: 'a kite' } })
  },
  'API run at the daily limit': { state: 'done', starts: 1, dailyLimit: SPENT, run: services => runByApi(services) }
};

const runByApi = (services: Services): Promise<unknown> =>
  createApi({ ...services, engineService: services.engine }).run('priced', { prompt: 'a kite' });

/** The price in the question; by default, the current one. */
const QUESTIONS: readonly (readonly [what: string, row: PriceRow, shown?: Price])[] = [
  ['a price that rose', { credits: 4, unit: 'image' }, { kind: 'exact', credits: 3, parts: [] }],
  ['a price that fell', { credits: 4, unit: 'image' }, { kind: 'exact', credits: 5, parts: [] }],
  ['an approximate price', { credits: 4, unit: 'image', about: true }],
  ['an unknown price', { credits: 4 }]
];

const OUTCOMES = {
  done: undefined,
  failed: rejection({ remedy: 'fix-input' }),
  unknown: new InterruptedError('Reset.', { remedy: 'check-logs', accepted: 'perhaps' })
};

interface Shown {
  readonly price: Price | undefined;
  /** Filled with the questions. */
  readonly questions: string[];
  readonly dailyLimit?: number | undefined;
}

/** The services of a user who agrees to every question, at the price that is shown. */
function servicesOf(fixture: EngineFixture, engine: Engine, { price, questions, dailyLimit = 0 }: Shown): Services {
  const evaluate: Engine['drafts']['evaluate'] = async (model, draft) => {
    const evaluation = await engine.drafts.evaluate(model, draft);
    return { ...evaluation, price: price ?? evaluation.price };
  };
  const asked = { ...engine, drafts: { evaluate }, account: { spentToday: () => SPENT } };
  const folder = fixture.out;
  return {
    engine: { get: () => Promise.resolve(asked) },
    ask: { confirm: (question: string) => Promise.resolve(questions.push(question) > 0) },
    dailyLimit: new DailyLimit(fixture.dir, () => dailyLimit),
    key: { get: () => Promise.resolve('key') },
    selectedNodes: () => [],
    approvals: { has: () => true },
    output: { target: () => Promise.resolve({ folder, template: 't' }), confirmFolder: () => Promise.resolve(folder) }
  } as unknown as Services;
}

for (const [name, { state, starts, dailyLimit, run }] of Object.entries(COMMANDS)) {
  for (const [what, row, shown] of QUESTIONS) {
    const isHeld = what === 'a price that rose';
    test(`agreed price: ${name}: ${what} ${isHeld ? 'waits for approval' : 'is sent'}`, OPTIONS, async t => {
      user.settings.set('kie.confirmAboveCredits', 1);
      const kie = new FakeKie();
      kie.onCreate = n => (n > 2 ? undefined : OUTCOMES[state]) ?? `id-${n}`;
      kie.onCredits = () => 1_000;
      const fixture = new EngineFixture(t, kie);
      const entry = modelEntry({ id: 'priced', name: 'priced', params: { prompt: { type: 'string' } }, price: [row] });
      const { engine } = await fixture.openWindow(new Catalog([entry]));
      const intent = fixture.intent({ model: 'priced', input: { prompt: 'a kite' } });
      const { batchId = '' } = await engine.batches.start([intent, intent], { name: 'Kites' });
      const before = engine.tasks.list().map(({ localId }) => localId);
      const started = (): readonly Task[] => engine.tasks.list().filter(({ localId }) => !before.includes(localId));
      await fixture.advanceUntil(() => engine.tasks.list().every(task => task.state === state));
      const questions: string[] = [];
      const running = run(
        servicesOf(fixture, engine, { price: shown, questions, dailyLimit }),
        batchId,
        before[0] ?? ''
      );
      const ended = Promise.allSettled([running]);
      const isSettled = (task: Task): boolean => task.hold !== undefined || task.state === 'done';
      await fixture.advanceUntil(() => started().length === starts && started().every(isSettled));
      assert.deepEqual(
        started().map(({ hold, estimate }) => [hold?.kind, estimate]),
        Array.from({ length: starts }, () =>
          isHeld ? ['price', 3] : [undefined, row.unit === undefined ? undefined : 4]
        )
      );
      assert.deepEqual([questions.length, kie.posts.length], [1, isHeld ? 2 : 2 + starts]);
      for (const { localId } of started()) engine.tasks.stop(localId);
      await ended;
    });
  }
}

for (const [limit, isHeld] of [
  [SPENT + 3, true],
  [SPENT + 4, false]
] as const) {
  const what = isHeld ? 'above it waits for approval' : 'below it is sent';
  test(`agreed price: API run below the daily limit: a price that rose ${what}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCredits = () => 1_000;
    const fixture = new EngineFixture(t, kie);
    fixture.dailyCreditLimit = limit;
    const costing = (id: string, credits: number) =>
      modelEntry({ id, params: { prompt: { type: 'string' } }, price: [{ credits, unit: 'image' }] });
    const { engine } = await fixture.openWindow(new Catalog([costing('first', SPENT), costing('priced', 4)]));
    await engine.tasks.start(fixture.intent({ model: 'first' }));
    const questions: string[] = [];
    const shown: Price = { kind: 'exact', credits: 3, parts: [] };
    const running = runByApi(servicesOf(fixture, engine, { price: shown, questions, dailyLimit: limit }));
    const ended = Promise.allSettled([running]);
    const task = (): Task | undefined => engine.tasks.list().find(({ model }) => model === 'priced');
    await fixture.advanceUntil(() => task()?.hold !== undefined || task()?.state === 'done');
    assert.deepEqual([questions, kie.posts.length], [[], isHeld ? 1 : 2]);
    assert.deepEqual([task()?.hold?.kind, task()?.estimate], [isHeld ? 'limit' : undefined, 4]);
    engine.tasks.stop(task()?.localId ?? '');
    await ended;
  });
}
