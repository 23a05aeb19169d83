import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CreditsError,
  InterruptedError,
  RateLimitError,
  ServerError,
  UnreachableError,
  UnreadableAnswerError
} from '../../../src/core/http/errors/errors.ts';
import type { TaskState } from '../../../src/shared/task.ts';
import { FakeKie, hang, PICTURE, refusal } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };

interface Outcome {
  readonly name: string;
  /** Answers to createTask in order; the last one repeats. */
  readonly answers: readonly (string | Error)[];
  readonly posts: number;
  readonly state: TaskState;
  readonly says?: RegExp;
  readonly remedy?: string;
}

const rate = new RateLimitError('Too many.', { remedy: 'wait', accepted: 'no', transient: true, retryAfterMs: 1_000 });
const away = new UnreachableError('Away.', { remedy: 'check-network', accepted: 'no', transient: true });
const unknown = { posts: 1, state: 'unknown', says: /KIE may have accepted/, remedy: 'check-logs' } as const;
const perhaps = { remedy: 'check-logs', accepted: 'perhaps' } as const;

const OUTCOMES: readonly Outcome[] = [
  { name: 'accepted', answers: ['id-1'], posts: 1, state: 'done' },
  { name: 'refused with proof, then accepted', answers: [rate, away, 'id-1'], posts: 3, state: 'done' },
  { name: 'refused with proof for ever', answers: [rate], posts: 6, state: 'failed', says: /Too many/, remedy: 'wait' },
  {
    name: 'too few credits',
    answers: [new CreditsError('Too few.', { code: 402, remedy: 'top-up', accepted: 'no' })],
    posts: 1,
    state: 'failed',
    says: /Too few/,
    remedy: 'top-up'
  },
  {
    name: 'an ordinary refusal',
    answers: [refusal({ remedy: 'fix-input' })],
    posts: 1,
    state: 'failed',
    remedy: 'fix-input'
  },
  { name: 'the connection broke', answers: [new InterruptedError('Reset.', perhaps), 'id-2'], ...unknown },
  { name: 'the answer is unreadable', answers: [new UnreadableAnswerError('Odd.', perhaps), 'id-2'], ...unknown },
  {
    name: 'a passing server error',
    answers: [new ServerError('500', { ...perhaps, transient: true }), 'id-2'],
    ...unknown
  },
  { name: 'a failure that nobody foresaw', answers: [new TypeError('bug'), 'id-2'], ...unknown },
  {
    name: 'refused with proof, then ambiguous',
    answers: [rate, new InterruptedError('Reset.', perhaps), 'id-3'],
    ...unknown,
    posts: 2
  }
];

for (const { name, answers, posts, state, says, remedy } of OUTCOMES) {
  test(`createTask: ${name} → ${state}, sent ${posts}×`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCreate = n => answers[Math.min(n, answers.length) - 1] ?? '';
    const world = new World(t, kie);
    const window = await world.open();
    window.engine.resumeAll();
    const { localId } = await window.engine.tasks.start(world.intent());
    const task = await world.ends(window, localId);
    assert.equal(task.state, state);
    if (says !== undefined) assert.match(task.error?.message ?? '', says);
    if (remedy !== undefined) assert.equal(task.error?.remedy, remedy);
    await world.pass(10 * 60_000);
    assert.equal(kie.posts.length, posts, 'nothing is sent by itself afterwards');
    assert.equal(window.engine.tasks.get(localId)?.state, state);
  });
}

test('the row says submitting, with the exact request, before createTask leaves', OPTIONS, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const window = await world.open();
  const other = await world.open();
  let seen: unknown;
  kie.onCreate = () => {
    seen = other.engine.tasks.list().map(task => [task.state, task.request]);
    return 'id-1';
  };
  const { localId } = await window.engine.tasks.start(world.intent());
  await world.ends(window, localId);
  assert.deepEqual(seen, [['submitting', { prompt: 'a red fox' }]]);
});

test('stopping while files travel sends nothing', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onUpload = (_, options) => hang(options);
  const world = new World(t, kie);
  const window = await world.open();
  window.engine.resumeAll();
  const image = path.join(world.dir, 'in.png');
  await fs.writeFile(image, PICTURE);
  const { localId } = await window.engine.tasks.start(
    world.intent({ model: 'edit', input: { image: pathToFileURL(image).href } })
  );
  await world.until(() => kie.uploads.length === 1);
  window.engine.tasks.stop(localId);
  await world.pass(120_000);
  assert.equal(window.engine.tasks.get(localId)?.state, 'stopped');
  window.engine.tasks.resume(localId);
  await world.pass(120_000);
  assert.equal(window.engine.tasks.get(localId)?.state, 'stopped', 'without an id there is nothing to resume');
  assert.equal(kie.posts.length, 0);
});

const ON_STOP: readonly (readonly [string, string | Error, TaskState])[] = [
  ['accepted', 'id-1', 'stopped'],
  ['refused with proof', rate, 'stopped'],
  ['ambiguous', new InterruptedError('Reset.', perhaps), 'unknown']
];

for (const [name, answer, state] of ON_STOP) {
  test(`stopping while createTask is on its way: ${name} → ${state}`, OPTIONS, async t => {
    const kie = new FakeKie();
    let reply: (() => void) | undefined;
    kie.onCreate = () =>
      new Promise((resolve, reject) => {
        reply = () => (typeof answer === 'string' ? resolve(answer) : reject(answer));
      });
    const world = new World(t, kie);
    const window = await world.open();
    window.engine.resumeAll();
    const { localId } = await window.engine.tasks.start(world.intent());
    await world.until(() => reply !== undefined);
    window.engine.tasks.stop(localId);
    assert.equal(window.engine.tasks.get(localId)?.state, 'submitting', 'a call on its way cannot be called back');
    reply?.();
    assert.equal((await world.ends(window, localId)).state, state);
    await world.pass(300_000);
    assert.equal(kie.posts.length, 1);
    assert.equal(kie.polls.length, 0);
    if (answer !== 'id-1') return;
    assert.equal(window.engine.tasks.get(localId)?.taskId, 'id-1');
    window.engine.tasks.resume(localId);
    assert.equal((await world.ends(window, localId)).state, 'done');
    assert.equal(kie.posts.length, 1);
  });
}

test('an unknown task goes on with an adopted id and is not sent again', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onCreate = () => new InterruptedError('Reset.', perhaps);
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  await world.reaches(window, localId, 'unknown');
  window.engine.tasks.assignId(localId, '  pasted-1 ');
  const task = await world.ends(window, localId);
  assert.deepEqual([task.state, task.taskId, kie.posts.length], ['done', 'pasted-1', 1]);
});

test('nothing is written without a key or with a request that the model refuses', OPTIONS, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const window = await world.open();
  await assert.rejects(window.engine.tasks.start(world.intent({ input: {} })), { name: 'InvalidInputError' });
  await assert.rejects(window.engine.tasks.start(world.intent({ model: 'nobody' })), { name: 'InvalidInputError' });
  world.key = undefined;
  await assert.rejects(window.engine.tasks.start(world.intent()), { remedy: 'set-key' });
  assert.deepEqual(window.engine.tasks.list(), []);
  assert.equal(kie.posts.length, 0);
});

const CALLBACKS: readonly (readonly [string, string | undefined, string | undefined])[] = [
  ['picture', undefined, undefined],
  ['picture', 'https://mine.test/cb', undefined],
  ['calling', undefined, 'https://callback.invalid/kie-studio'],
  ['calling', ' ', 'https://callback.invalid/kie-studio'],
  ['calling', 'https://mine.test/cb', 'https://mine.test/cb']
];

for (const [model, setting, sent] of CALLBACKS) {
  test(`callback of ${model} with the setting ${setting ?? 'absent'}: ${sent ?? 'none'}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const world = new World(t, kie);
    world.callBackUrl = setting;
    const window = await world.open();
    const { localId } = await window.engine.tasks.start(world.intent({ model }));
    await world.ends(window, localId);
    const expected = { model, input: { prompt: 'a red fox' }, ...(sent === undefined ? {} : { callBackUrl: sent }) };
    assert.deepEqual(kie.posts, [expected]);
  });
}

test('all waiting comes before the row says submitting, and "too many" holds back every task', OPTIONS, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const posted: number[] = [];
  kie.onCreate = n => {
    posted.push(world.now);
    return n === 1
      ? new RateLimitError('Too many.', { remedy: 'wait', accepted: 'no', transient: true, retryAfterMs: 40_000 })
      : `id-${n}`;
  };
  const window = await world.open();
  const first = await window.engine.tasks.start(world.intent());
  await world.until(() => kie.posts.length === 1);
  const second = await window.engine.tasks.start(world.intent());
  await world.pass(30_000);
  assert.deepEqual(
    [first, second].map(({ localId }) => window.engine.tasks.get(localId)?.state),
    ['preparing', 'preparing']
  );
  assert.equal(kie.posts.length, 1);
  for (const { localId } of [first, second]) assert.equal((await world.ends(window, localId)).state, 'done');
  assert.equal(kie.posts.length, 3);
  assert.ok(posted.slice(1).every(at => at - (posted[0] ?? 0) >= 40_000));
});

test('more submissions than KIE allows at once wait as preparing', OPTIONS, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const window = await world.open();
  for (let i = 0; i < 25; i++) await window.engine.tasks.start(world.intent());
  await world.pass(1_000);
  const states = window.engine.tasks.list().map(task => task.state);
  assert.equal(kie.posts.length, 20);
  assert.equal(states.filter(state => state === 'preparing').length, 5);
  assert.ok(!states.includes('submitting'));
  await world.pass(11_000);
  assert.equal(kie.posts.length, 25);
});

test('a key that went away is missed before the row says submitting', OPTIONS, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const window = await world.open();
  const seen = new Set<TaskState>();
  window.engine.tasks.onDidChange(changed => changed.forEach(task => seen.add(task.state)));
  const { localId } = await window.engine.tasks.start(world.intent());
  world.key = undefined;
  const task = await world.ends(window, localId);
  assert.deepEqual([task.state, task.error?.remedy, kie.posts.length], ['failed', 'set-key', 0]);
  assert.ok(!seen.has('submitting'));
});

for (const model of ['nobody', 'former']) {
  test(`evaluate and start agree that the model ${model} cannot be run`, OPTIONS, async t => {
    const kie = new FakeKie();
    const world = new World(t, kie);
    const { engine } = await world.open();
    const evaluation = await engine.drafts.evaluate(model, { prompt: 'a red fox' });
    assert.deepEqual(
      evaluation.issues.map(issue => issue.path),
      ['model']
    );
    assert.deepEqual([evaluation.input, evaluation.price.kind], [undefined, 'unknown']);
    await assert.rejects(engine.tasks.start(world.intent({ model })), {
      name: 'InvalidInputError',
      issues: evaluation.issues
    });
    assert.equal(kie.posts.length, 0);
  });
}
