import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaskRecord } from '../../../src/core/kie/taskRecord.ts';
import { GenerationError, KeyRefusedError, NotFoundError } from '../../../src/core/http/errors/errors.ts';
import type { TaskState } from '../../../src/shared/task.ts';
import { FakeKie, imageResult, rejection } from '../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const absent = new NotFoundError('Not known.', { code: 422, remedy: 'wait', accepted: 'no' });
const ready = imageResult('https://r.test/a.png');

interface Case {
  readonly name: string;
  readonly record: (n: number) => Partial<TaskRecord> | Error;
  readonly state: TaskState;
  readonly message?: RegExp;
}

const CASES: readonly Case[] = [
  { name: 'new task unknown for a while', record: n => (n < 10 ? absent : ready), state: 'done' },
  { name: 'task never known', record: () => absent, state: 'unknown', message: /can't find task task-1/ },
  {
    name: 'task unknown for a while while running',
    record: n => (n === 1 ? { state: 'generating' } : n < 40 ? absent : ready),
    state: 'done'
  },
  { name: 'success before its URLs', record: n => (n < 5 ? imageResult() : ready), state: 'done' },
  { name: 'success without URLs', record: () => imageResult(), state: 'uncollected', message: /no result yet/ },
  {
    name: 'failure with a reason',
    record: () => ({ state: 'fail', failCode: '400', failMsg: 'No fox.' }),
    state: 'failed',
    message: /No fox\. \(400\)/
  },
  { name: 'failure without a reason', record: () => ({ state: 'fail' }), state: 'failed', message: /no reason given/ },
  {
    name: 'failure code in the envelope',
    record: () => new GenerationError('Bad luck.', { code: 501, remedy: 'retry', accepted: 'no' }),
    state: 'failed',
    message: /Bad luck\. \(501\)/
  },
  { name: 'KIE unreachable for long', record: n => (n < 100 ? rejection({ transient: true }) : ready), state: 'done' },
  {
    name: 'key rejected for a while',
    record: n => (n < 5 ? new KeyRefusedError('No.', { code: 401, remedy: 'set-key', accepted: 'no' }) : ready),
    state: 'done'
  },
  { name: 'hours of running', record: n => (n < 1_000 ? { state: 'generating' } : ready), state: 'done' }
];

for (const { name, record, state, message } of CASES) {
  test(`follow: ${name} → ${state}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onRecord = record;
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    const task = await fixture.waitForEnd(window, localId);
    assert.equal(task.state, state);
    assert.equal(task.taskId, 'task-1');
    if (message !== undefined) assert.match(task.error?.message ?? '', message);
    assert.equal(kie.posts.length, 1);
    const gaps = kie.polls.slice(1).map((at, i) => at - (kie.polls[i] ?? 0));
    assert.ok(
      gaps.every(gap => gap >= 2_000 && gap <= 60_000),
      gaps.join()
    );
  });
}

test('resume: downloads URLs that a success lacked at first', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => imageResult();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForState(window, localId, 'uncollected');
  kie.onRecord = () => ready;
  window.engine.tasks.resume(localId);
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
});

test('follow: pauses without a key and continues with a new one', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForState(window, localId, 'running');
  fixture.key = undefined;
  await fixture.advance(60_000);
  const { length } = kie.polls;
  await fixture.advance(600_000);
  assert.equal(kie.polls.length, length);
  kie.onRecord = () => ready;
  fixture.key = 'new';
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
});

test('credits: the balance is queried before and after submission and at the end', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n === 1 ? { state: 'generating', progress: 0.5 } : { ...ready, credits: 4.5 });
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const balances: number[] = [];
  window.engine.account.onDidChange(credits => balances.push(credits));
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.equal((await fixture.waitForState(window, localId, 'running')).progress, 0.5);
  const task = await fixture.waitForEnd(window, localId);
  await fixture.advanceUntil(() => balances.length === 3);
  assert.deepEqual(
    [task.credits, task.progress, balances, window.engine.account.lastCredits],
    [4.5, undefined, [7, 7, 7], 7]
  );
});

test('follow: distinguishes queued and running', OPTIONS, async t => {
  const kie = new FakeKie();
  const states = ['waiting', 'queuing', 'generating'] as const;
  kie.onRecord = n => (n <= 3 ? { state: states[n - 1] ?? 'waiting' } : ready);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const seen: TaskState[] = [];
  window.engine.tasks.onDidChange(changed =>
    changed.forEach(task => seen.at(-1) !== task.state && seen.push(task.state))
  );
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForEnd(window, localId);
  assert.deepEqual(seen, ['preparing', 'submitting', 'queued', 'running', 'collecting', 'done']);
});

test('follow: ignores the record of another task', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n < 4 ? { ...ready, taskId: 'task-of-another-user' } : ready);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.equal(kie.polls.length, 4);
  assert.equal(window.log.filter(line => line.includes('the response is about another task')).length, 3);
});

test('follow: ignores the failure of another task', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n === 1 ? { state: 'fail', failMsg: 'No.', taskId: 'task-of-another-user' } : ready);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
});

test('follow: learns the duration that KIE measured', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ ...ready, tookMs: 8_000 });
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  for (let n = 0; n < 3; n++) {
    const { localId } = await window.engine.tasks.start(fixture.intent());
    await fixture.waitForEnd(window, localId);
  }
  const polled = kie.polls.length;
  const { localId } = await window.engine.tasks.start(fixture.intent());
  const submitted = (await fixture.waitForState(window, localId, 'queued')).submittedAt ?? 0;
  await fixture.waitForEnd(window, localId);
  // 8 s - 1.3 × 15 % of 8 s + 0.5 s
  assert.equal((kie.polls[polled] ?? 0) - submitted, 6_940);
});

/** Results available while KIE cannot deliver its callback, and the final state. */
const UNDELIVERED: readonly (readonly [string, Partial<TaskRecord>, TaskState])[] = [
  ['no result', {}, 'uncollected'],
  ['every result', { early: [{ kind: 'image', url: 'https://r.test/a.png' }] }, 'done'],
  ['part of the results', { early: [{ kind: 'image', url: 'https://r.test/a.png' }], incomplete: true }, 'uncollected']
];

for (const [name, rest, state] of UNDELIVERED) {
  test(`failed callback: ${name} available → ${state} after 15 minutes`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onRecord = () => ({ state: 'generating', callbackFailed: true, ...rest });
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    await fixture.advance(14 * 60_000);
    assert.equal(window.engine.tasks.get(localId)?.state, 'running');
    const task = await fixture.waitForEnd(window, localId);
    assert.deepEqual([task.state, (await fixture.files()).length], [state, rest.early?.length ?? 0]);
  });
}

test('credits: a running task shows the price that KIE reports', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n < 3 ? { state: 'waiting' } : n < 6 ? { state: 'generating', credits: 70 } : ready);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const running: (number | undefined)[] = [];
  window.engine.tasks.onDidChange(changed => {
    running.push(...changed.filter(({ state }) => state === 'running').map(({ credits }) => credits));
  });
  const { localId } = await window.engine.tasks.start(fixture.intent());
  const task = await fixture.waitForEnd(window, localId);
  assert.equal(running.at(-1), 70);
  assert.equal(task.credits, 70);
});
