import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaskRecord } from '../../../src/core/kie/taskRecord.ts';
import { GenerationError, KeyRefusedError, NotFoundError } from '../../../src/core/http/errors/errors.ts';
import type { TaskState } from '../../../src/shared/task.ts';
import { FakeKie, picture, refusal } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
const absent = new NotFoundError('Not known.', { code: 422, remedy: 'wait', accepted: 'no' });
const ready = picture('https://r.test/a.png');

interface Story {
  readonly name: string;
  readonly record: (n: number) => Partial<TaskRecord> | Error;
  readonly state: TaskState;
  readonly says?: RegExp;
}

const STORIES: readonly Story[] = [
  { name: 'a fresh task is not known for a while', record: n => (n < 10 ? absent : ready), state: 'done' },
  { name: 'KIE never knows the task', record: () => absent, state: 'unknown', says: /does not know task task-1/ },
  {
    name: 'the task is lost for a while in the middle',
    record: n => (n === 1 ? { state: 'generating' } : n < 40 ? absent : ready),
    state: 'done'
  },
  { name: 'success comes before its addresses', record: n => (n < 5 ? picture() : ready), state: 'done' },
  { name: 'success never gets addresses', record: () => picture(), state: 'uncollected', says: /no result yet/ },
  {
    name: 'failed with a reason',
    record: () => ({ state: 'fail', failCode: '400', failMsg: 'No fox.' }),
    state: 'failed',
    says: /No fox\. \(400\)/
  },
  { name: 'failed without a word', record: () => ({ state: 'fail' }), state: 'failed', says: /no reason given/ },
  {
    name: 'the envelope says that the generation failed',
    record: () => new GenerationError('Bad luck.', { code: 501, remedy: 'retry', accepted: 'no' }),
    state: 'failed',
    says: /Bad luck\. \(501\)/
  },
  { name: 'KIE is away for long', record: n => (n < 100 ? refusal({ transient: true }) : ready), state: 'done' },
  {
    name: 'the key is refused for a while',
    record: n => (n < 5 ? new KeyRefusedError('No.', { code: 401, remedy: 'set-key', accepted: 'no' }) : ready),
    state: 'done'
  },
  { name: 'it takes for hours', record: n => (n < 1_000 ? { state: 'generating' } : ready), state: 'done' }
];

for (const { name, record, state, says } of STORIES) {
  test(`${name}: ${state}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onRecord = record;
    const world = new World(t, kie);
    const window = await world.open();
    const { localId } = await window.engine.tasks.start(world.intent());
    const task = await world.ends(window, localId);
    assert.equal(task.state, state);
    assert.equal(task.taskId, 'task-1');
    if (says !== undefined) assert.match(task.error?.message ?? '', says);
    assert.equal(kie.posts.length, 1);
    const gaps = kie.polls.slice(1).map((at, i) => at - (kie.polls[i] ?? 0));
    assert.ok(
      gaps.every(gap => gap >= 2_000 && gap <= 60_000),
      gaps.join()
    );
  });
}

test('success without addresses can be collected later', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => picture();
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  await world.reaches(window, localId, 'uncollected');
  kie.onRecord = () => ready;
  window.engine.tasks.resume(localId);
  assert.equal((await world.ends(window, localId)).state, 'done');
});

test('without a key KIE is not asked; with a new one it goes on', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  await world.reaches(window, localId, 'running');
  world.key = undefined;
  await world.pass(60_000);
  const { length } = kie.polls;
  await world.pass(600_000);
  assert.equal(kie.polls.length, length);
  kie.onRecord = () => ready;
  world.key = 'new';
  assert.equal((await world.ends(window, localId)).state, 'done');
});

test(
  'progress and credits are kept, and the balance is asked for before, after the submission and at the end',
  OPTIONS,
  async t => {
    const kie = new FakeKie();
    kie.onRecord = n => (n === 1 ? { state: 'generating', progress: 0.5 } : { ...ready, credits: 4.5 });
    const world = new World(t, kie);
    const window = await world.open();
    const balances: number[] = [];
    window.engine.account.onDidChange(credits => balances.push(credits));
    const { localId } = await window.engine.tasks.start(world.intent());
    assert.equal((await world.reaches(window, localId, 'running')).progress, 0.5);
    const task = await world.ends(window, localId);
    await world.until(() => balances.length === 3);
    assert.deepEqual(
      [task.credits, task.progress, balances, window.engine.account.lastCredits],
      [4.5, undefined, [7, 7, 7], 7]
    );
  }
);

test('queued and running are told apart', OPTIONS, async t => {
  const kie = new FakeKie();
  const states = ['waiting', 'queuing', 'generating'] as const;
  kie.onRecord = n => (n <= 3 ? { state: states[n - 1] ?? 'waiting' } : ready);
  const world = new World(t, kie);
  const window = await world.open();
  const seen: TaskState[] = [];
  window.engine.tasks.onDidChange(changed =>
    changed.forEach(task => seen.at(-1) !== task.state && seen.push(task.state))
  );
  const { localId } = await window.engine.tasks.start(world.intent());
  await world.ends(window, localId);
  assert.deepEqual(seen, ['preparing', 'submitting', 'queued', 'running', 'collecting', 'done']);
});

test('follow: the record of another task is not believed', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n < 4 ? { ...ready, taskId: 'task-of-somebody-else' } : ready);
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  assert.equal((await world.ends(window, localId)).state, 'done');
  assert.equal(kie.polls.length, 4);
  assert.equal(window.log.filter(line => line.includes('the response is about another task')).length, 3);
});

test('follow: the failure of another task ends nothing', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n === 1 ? { state: 'fail', failMsg: 'No.', taskId: 'task-of-somebody-else' } : ready);
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  assert.equal((await world.ends(window, localId)).state, 'done');
});

test('follow: the duration that KIE measured is learned, whenever the end is seen', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ ...ready, tookMs: 8_000 });
  const world = new World(t, kie);
  const window = await world.open();
  for (let n = 0; n < 3; n++) {
    const { localId } = await window.engine.tasks.start(world.intent());
    await world.ends(window, localId);
  }
  const polled = kie.polls.length;
  const { localId } = await window.engine.tasks.start(world.intent());
  const submitted = (await world.reaches(window, localId, 'queued')).submittedAt ?? 0;
  await world.ends(window, localId);
  // 8 s - 2.2 × 15 % of 8 s + 1.3 s
  assert.equal((kie.polls[polled] ?? 0) - submitted, 6_660);
});

/** Results available while KIE cannot deliver its callback, and the final state. */
const UNDELIVERED: readonly (readonly [string, Partial<TaskRecord>, TaskState])[] = [
  ['nothing', {}, 'uncollected'],
  ['all that may come', { early: [{ kind: 'image', url: 'https://r.test/a.png' }] }, 'done'],
  ['a part', { early: [{ kind: 'image', url: 'https://r.test/a.png' }], incomplete: true }, 'uncollected']
];

for (const [name, rest, state] of UNDELIVERED) {
  test(
    `KIE cannot call back and has made ${name}: ${state} after a quarter of an hour, never failed`,
    OPTIONS,
    async t => {
      const kie = new FakeKie();
      kie.onRecord = () => ({ state: 'generating', callbackFailed: true, ...rest });
      const world = new World(t, kie);
      const window = await world.open();
      const { localId } = await window.engine.tasks.start(world.intent());
      await world.pass(14 * 60_000);
      assert.equal(window.engine.tasks.get(localId)?.state, 'running');
      const task = await world.ends(window, localId);
      assert.deepEqual([task.state, (await world.files()).length], [state, rest.early?.length ?? 0]);
    }
  );
}

test('credits: a running task shows the price that KIE reports', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n < 3 ? { state: 'waiting' } : n < 6 ? { state: 'generating', credits: 70 } : ready);
  const world = new World(t, kie);
  const window = await world.open();
  const running: (number | undefined)[] = [];
  window.engine.tasks.onDidChange(changed => {
    running.push(...changed.filter(({ state }) => state === 'running').map(({ credits }) => credits));
  });
  const { localId } = await window.engine.tasks.start(world.intent());
  const task = await world.ends(window, localId);
  assert.equal(running.at(-1), 70);
  assert.equal(task.credits, 70);
});
