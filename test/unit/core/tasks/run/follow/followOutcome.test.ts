import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GenerationError, NotFoundError } from '../../../../../../src/core/http/errors/errors.ts';
import type { TaskRecord } from '../../../../../../src/core/kie/taskRecord.ts';
import type { TaskCost } from '../../../../../../src/shared/format/taskCost.ts';
import { costOf } from '../../../../../../src/shared/format/taskCost.ts';
import type { Task } from '../../../../../../src/shared/task.ts';
import { FakeKie } from '../../../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../../../support/engine/engineFixture.ts';
import { deleteLedger } from '../../../../../support/engine/ledgerFiles.ts';

const OPTIONS = { timeout: 60_000 };
const FAILED = { state: 'fail', failMsg: 'No.' } as const;
const withoutRecord = new NotFoundError('Not known.', { code: 422, remedy: 'wait', accepted: 'no' });

interface Case {
  readonly name: string;
  /** The estimate of "priced" is 10 credits; "picture" has none. */
  readonly model: 'picture' | 'priced';
  readonly whileRunning?: number;
  readonly end: Partial<TaskRecord> | Error;
  readonly cost: TaskCost;
  readonly spent: number;
}

const CASES: readonly Case[] = [
  {
    name: 'without an estimate',
    model: 'picture',
    whileRunning: 70,
    end: FAILED,
    cost: { kind: 'unknown' },
    spent: 70
  },
  { name: 'above the estimate', model: 'priced', whileRunning: 70, end: FAILED, cost: { kind: 'unknown' }, spent: 70 },
  { name: 'below the estimate', model: 'priced', whileRunning: 4, end: FAILED, cost: { kind: 'unknown' }, spent: 10 },
  { name: 'not reported', model: 'priced', end: FAILED, cost: { kind: 'unknown' }, spent: 10 },
  {
    name: 'reported before an error code',
    model: 'picture',
    whileRunning: 70,
    end: new GenerationError('Bad luck.', { code: 501, remedy: 'retry', accepted: 'no' }),
    cost: { kind: 'unknown' },
    spent: 70
  },
  {
    name: 'refunded',
    model: 'priced',
    whileRunning: 70,
    end: { ...FAILED, credits: 0 },
    cost: { kind: 'none' },
    spent: 0
  },
  {
    name: 'kept by KIE',
    model: 'priced',
    whileRunning: 70,
    end: { ...FAILED, credits: 35 },
    cost: { kind: 'reported', credits: 35 },
    spent: 35
  }
];

const known = ({ credits, estimate, estimateKind }: Task): object => ({ credits, estimate, estimateKind });

for (const { name, model, whileRunning, end, cost, spent } of CASES) {
  test(`failed task: price while running ${name}: ${cost.kind}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCredits = () => 1_000;
    const generating = {
      state: 'generating',
      ...(whileRunning === undefined ? {} : { credits: whileRunning })
    } as const;
    kie.onRecord = n => (n < 3 ? generating : end);
    const fixture = new EngineFixture(t, kie);
    const first = await fixture.openWindow();
    const { localId } = await first.engine.tasks.start(fixture.intent({ model }));
    const task = await fixture.waitForEnd(first, localId);
    assert.deepEqual([task.state, costOf(task), first.engine.account.spentToday()], ['failed', cost, spent]);
    await fixture.advance(100);
    first.crash();
    deleteLedger(fixture);
    const { engine } = await fixture.openWindow();
    const restored = engine.tasks.get(localId) ?? assert.fail('the journal did not restore the task');
    assert.deepEqual([costOf(restored), engine.account.spentToday()], [cost, spent]);
  });
}

test('missing task: the price while running is only an estimate', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating', credits: 70 });
  const fixture = new EngineFixture(t, kie);
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  assert.equal((await fixture.waitForState(first, localId, 'running')).credits, 70);
  first.crash();
  kie.onRecord = () => withoutRecord;
  const second = await fixture.openWindow();
  await fixture.advance(60_000);
  second.engine.resumeAll();
  const task = await fixture.waitForState(second, localId, 'unknown');
  assert.deepEqual(known(task), { credits: undefined, estimate: 70, estimateKind: undefined });
  assert.equal(second.engine.account.spentToday(), 70);
});
