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
import { FakeKie, hangUntilAborted, PNG_IMAGE, rejection } from '../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };

interface Outcome {
  readonly name: string;
  /** Answers to createTask in order; the last one repeats. */
  readonly answers: readonly (string | Error)[];
  readonly posts: number;
  readonly state: TaskState;
  readonly message?: RegExp;
  readonly remedy?: string;
}

const rate = new RateLimitError('Too many.', { remedy: 'wait', accepted: 'no', transient: true, retryAfterMs: 1_000 });
const unreachable = new UnreachableError('Away.', { remedy: 'check-network', accepted: 'no', transient: true });
const unknown = { posts: 1, state: 'unknown', says: /KIE may have accepted/, remedy: 'check-logs' } as const;
const mayBeAccepted = { remedy: 'check-logs', accepted: 'perhaps' } as const;

const OUTCOMES: readonly Outcome[] = [
  { name: 'accepted', answers: ['id-1'], posts: 1, state: 'done' },
  { name: 'provably rejected, then accepted', answers: [rate, unreachable, 'id-1'], posts: 3, state: 'done' },
  {
    name: 'provably rejected every time',
    answers: [rate],
    posts: 6,
    state: 'failed',
    message: /Too many/,
    remedy: 'wait'
  },
  {
    name: 'not enough credits',
    answers: [new CreditsError('Too few.', { code: 402, remedy: 'top-up', accepted: 'no' })],
    posts: 1,
    state: 'failed',
    message: /Too few/,
    remedy: 'top-up'
  },
  {
    name: 'invalid request',
    answers: [rejection({ remedy: 'fix-input' })],
    posts: 1,
    state: 'failed',
    remedy: 'fix-input'
  },
  { name: 'connection lost', answers: [new InterruptedError('Reset.', mayBeAccepted), 'id-2'], ...unknown },
  { name: 'unreadable response', answers: [new UnreadableAnswerError('Odd.', mayBeAccepted), 'id-2'], ...unknown },
  {
    name: 'temporary server error',
    answers: [new ServerError('500', { ...mayBeAccepted, transient: true }), 'id-2'],
    ...unknown
  },
  { name: 'unexpected error', answers: [new TypeError('bug'), 'id-2'], ...unknown },
  {
    name: 'provably rejected, then ambiguous',
    answers: [rate, new InterruptedError('Reset.', mayBeAccepted), 'id-3'],
    ...unknown,
    posts: 2
  }
];

for (const { name, answers, posts, state, message, remedy } of OUTCOMES) {
  test(`createTask: ${name} → ${state}, sent ${posts}×`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCreate = n => answers[Math.min(n, answers.length) - 1] ?? '';
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    window.engine.resumeAll();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    const task = await fixture.waitForEnd(window, localId);
    assert.equal(task.state, state);
    if (message !== undefined) assert.match(task.error?.message ?? '', message);
    if (remedy !== undefined) assert.equal(task.error?.remedy, remedy);
    await fixture.advance(10 * 60_000);
    assert.equal(kie.posts.length, posts, 'nothing is sent automatically afterwards');
    assert.equal(window.engine.tasks.get(localId)?.state, state);
  });
}

test('submit: stores the exact request before createTask is sent', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const other = await fixture.openWindow();
  let seen: unknown;
  kie.onCreate = () => {
    seen = other.engine.tasks.list().map(task => [task.state, task.request]);
    return 'id-1';
  };
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForEnd(window, localId);
  assert.deepEqual(seen, [['submitting', { prompt: 'a red fox' }]]);
});

test('stop: sends nothing while files are uploading', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onUpload = (_, options) => hangUntilAborted(options);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  const image = path.join(fixture.dir, 'in.png');
  await fs.writeFile(image, PNG_IMAGE);
  const { localId } = await window.engine.tasks.start(
    fixture.intent({ model: 'edit', input: { image: pathToFileURL(image).href } })
  );
  await fixture.advanceUntil(() => kie.uploads.length === 1);
  window.engine.tasks.stop(localId);
  await fixture.advance(120_000);
  assert.equal(window.engine.tasks.get(localId)?.state, 'stopped');
  window.engine.tasks.resume(localId);
  await fixture.advance(120_000);
  assert.equal(window.engine.tasks.get(localId)?.state, 'stopped', 'without an ID there is nothing to resume');
  assert.equal(kie.posts.length, 0);
});

const ON_STOP: readonly (readonly [string, string | Error, TaskState])[] = [
  ['accepted', 'id-1', 'stopped'],
  ['provably rejected', rate, 'stopped'],
  ['ambiguous', new InterruptedError('Reset.', mayBeAccepted), 'unknown']
];

for (const [name, answer, state] of ON_STOP) {
  test(`stop: during createTask, ${name} → ${state}`, OPTIONS, async t => {
    const kie = new FakeKie();
    let reply: (() => void) | undefined;
    kie.onCreate = () =>
      new Promise((resolve, reject) => {
        reply = () => (typeof answer === 'string' ? resolve(answer) : reject(answer));
      });
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    window.engine.resumeAll();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    await fixture.advanceUntil(() => reply !== undefined);
    window.engine.tasks.stop(localId);
    assert.equal(window.engine.tasks.get(localId)?.state, 'submitting', 'a sent call cannot be canceled');
    reply?.();
    assert.equal((await fixture.waitForEnd(window, localId)).state, state);
    await fixture.advance(300_000);
    assert.equal(kie.posts.length, 1);
    assert.equal(kie.polls.length, 0);
    if (answer !== 'id-1') return;
    assert.equal(window.engine.tasks.get(localId)?.taskId, 'id-1');
    window.engine.tasks.resume(localId);
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
    assert.equal(kie.posts.length, 1);
  });
}

test('assignId: an unknown task continues with the ID and is not sent again', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onCreate = () => new InterruptedError('Reset.', mayBeAccepted);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForState(window, localId, 'unknown');
  window.engine.tasks.assignId(localId, '  pasted-1 ');
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, task.taskId, kie.posts.length], ['done', 'pasted-1', 1]);
});

test('start: stores nothing without a key or with an invalid request', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  await assert.rejects(window.engine.tasks.start(fixture.intent({ input: {} })), { name: 'InvalidInputError' });
  await assert.rejects(window.engine.tasks.start(fixture.intent({ model: 'unlisted' })), { name: 'InvalidInputError' });
  fixture.key = undefined;
  await assert.rejects(window.engine.tasks.start(fixture.intent()), { remedy: 'set-key' });
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
  test(`callback: ${model} with setting ${setting ?? 'absent'} sends ${sent ?? 'none'}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    fixture.callBackUrl = setting;
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent({ model }));
    await fixture.waitForEnd(window, localId);
    const expected = { model, input: { prompt: 'a red fox' }, ...(sent === undefined ? {} : { callBackUrl: sent }) };
    assert.deepEqual(kie.posts, [expected]);
  });
}

test('submit: a rate limit holds back every task in preparing', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const posted: number[] = [];
  kie.onCreate = n => {
    posted.push(fixture.now);
    return n === 1
      ? new RateLimitError('Too many.', { remedy: 'wait', accepted: 'no', transient: true, retryAfterMs: 40_000 })
      : `id-${n}`;
  };
  const window = await fixture.openWindow();
  const first = await window.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => kie.posts.length === 1);
  const second = await window.engine.tasks.start(fixture.intent());
  await fixture.advance(30_000);
  assert.deepEqual(
    [first, second].map(({ localId }) => window.engine.tasks.get(localId)?.state),
    ['preparing', 'preparing']
  );
  assert.equal(kie.posts.length, 1);
  for (const { localId } of [first, second]) assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.equal(kie.posts.length, 3);
  assert.ok(posted.slice(1).every(at => at - (posted[0] ?? 0) >= 40_000));
});

test('submit: tasks above the submission limit wait in preparing', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  for (let i = 0; i < 25; i++) await window.engine.tasks.start(fixture.intent());
  await fixture.advance(1_000);
  const states = window.engine.tasks.list().map(task => task.state);
  assert.equal(kie.posts.length, 20);
  assert.equal(states.filter(state => state === 'preparing').length, 5);
  assert.ok(!states.includes('submitting'));
  await fixture.advance(11_000);
  assert.equal(kie.posts.length, 25);
});

test('submit: a removed key is noticed before the task is submitting', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const seen = new Set<TaskState>();
  window.engine.tasks.onDidChange(changed => changed.forEach(task => seen.add(task.state)));
  const { localId } = await window.engine.tasks.start(fixture.intent());
  fixture.key = undefined;
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, task.error?.remedy, kie.posts.length], ['failed', 'set-key', 0]);
  assert.ok(!seen.has('submitting'));
});

for (const model of ['unlisted', 'former']) {
  test(`evaluate: agrees with start that the model "${model}" cannot be run`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const { engine } = await fixture.openWindow();
    const evaluation = await engine.drafts.evaluate(model, { prompt: 'a red fox' });
    assert.deepEqual(
      evaluation.issues.map(issue => issue.path),
      ['model']
    );
    assert.deepEqual([evaluation.input, evaluation.price.kind], [undefined, 'unknown']);
    await assert.rejects(engine.tasks.start(fixture.intent({ model })), {
      name: 'InvalidInputError',
      issues: evaluation.issues
    });
    assert.equal(kie.posts.length, 0);
  });
}
