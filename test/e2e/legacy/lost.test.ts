import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { Effect } from '../../emulator/types.ts';
import type { EmulatorFixture } from '../../support/engine/emulatorFixture.ts';
import { OPTIONS, SAMPLES_DIR, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

const song = { customMode: false, instrumental: false, model: 'V5', prompt: 'a quiet song' };
const current = { custom_mode: false, instrumental: false, model: 'V6', prompt: 'a quiet song', style: 'folk' };
const blocked = { folder: path.join(SAMPLES_DIR, 'portrait.png', 'no-folder'), template: 'x' };
const into = (s: EmulatorFixture) => ({ folder: s.out, template: 'x' });
const songs = async (s: EmulatorFixture): Promise<number> =>
  (await s.files()).filter(name => name.endsWith('.mp3')).length;
const failedCallback = (polls: number): Effect => ({ kind: 'state', word: 'CALLBACK_EXCEPTION', polls });

/** Answers of the music service about a paid task, and the final number of songs. */
const CASES: readonly (readonly [string, string, object, readonly Effect[]])[] = [
  ['callbacks fail for a while', '/generate', song, [failedCallback(3)]],
  ['all callbacks fail', '/generate', song, [failedCallback(10_000), { kind: 'steps', polls: 8 }]],
  ['the callback of a file fails', '/wav/generate', {}, [failedCallback(10_000)]],
  ['covers arrive before songs', '/generate', song, [{ kind: 'noSound', polls: 3 }]],
  ['second song arrives late', '/generate', song, [{ kind: 'noSound', polls: 3, songs: 1 }]],
  ['covers arrive before songs', 'ai-music-api/generate', current, [{ kind: 'noSound', polls: 3 }]],
  ['second song arrives late', 'ai-music-api/generate', current, [{ kind: 'noSound', polls: 3, songs: 1 }]]
];

for (const [name, model, input, effects] of CASES) {
  test(`${model}: ${name}: no result is lost`, OPTIONS, async t => {
    const s = await openEmulatorFixture(
      t,
      ...effects.map(effect => ({ call: 'task' as const, model, effect, times: 0 }))
    );
    let given = { ...input };
    if (model === '/wav/generate') {
      const source = await s.run({ model: '/generate', input: song, saveTo: { folder: s.out, template: 'source' } });
      given = { ...s.engine.tasks.followUps(source.localId).find(offer => offer.model === model)?.input };
    }
    const states = new Set<string>();
    s.engine.tasks.onDidChange(tasks => tasks.forEach(task => states.add(task.state)));
    const task = await s.run({ model, input: given });
    assert.equal(task.state, 'done', JSON.stringify(task.error));
    assert.equal(await songs(s), 2);
    assert.equal(
      task.results.filter(({ kind, state }) => kind === 'audio' && state === 'saved').length,
      model === '/wav/generate' ? 1 : 2
    );
    for (const state of ['failed', 'unknown']) assert.ok(!states.has(state), state);
    assert.equal(s.emulator.submissions.filter(each => each.model === model).length, 1);
  });
}

test('resume: fetches a late song, the available one is saved before', OPTIONS, async t => {
  const effect = { kind: 'noSound', polls: 18, songs: 1 } as const;
  const s = await openEmulatorFixture(t, { call: 'task', model: '/generate', effect, times: 0 });
  const first = await s.run({ model: '/generate', input: song, saveTo: into(s) });
  assert.deepEqual([first.state, first.error?.transient, await songs(s)], ['uncollected', true, 1]);
  let last = first;
  // Each resume polls at least once; the number of polls depends on the load of this computer.
  for (let asked = 0; last.state === 'uncollected' && asked < effect.polls; asked++) {
    s.engine.tasks.resume(first.localId);
    last = await s.engine.tasks.waitFor(first.localId);
  }
  assert.equal(last.state, 'done', JSON.stringify(last.error));
  assert.equal(await songs(s), 2);
});

test('follow: keeps the first song when the second one fails', OPTIONS, async t => {
  const effect: Effect = { kind: 'fail', failCode: '501', failMsg: 'No such luck', songs: 1 };
  const s = await openEmulatorFixture(t, { call: 'task', model: '/generate', effect, times: 0 });
  const task = await s.run({ model: '/generate', input: song, saveTo: into(s) });
  assert.deepEqual([task.state, task.error?.code, await songs(s)], ['failed', '501', 1]);
  const other = await s.run({ model: '/generate', input: song, saveTo: blocked });
  assert.deepEqual([other.state, other.error?.code], ['uncollected', '501']);
  s.engine.tasks.resume(other.localId, into(s));
  assert.equal((await s.engine.tasks.waitFor(other.localId)).state, 'done');
  assert.equal(await songs(s), 2);
});

test('stop: keeps a result that arrived in the response', OPTIONS, async t => {
  const s = await openEmulatorFixture(t);
  const task = await s.run({ model: '/style/generate', input: { content: 'pop' }, saveTo: blocked });
  assert.equal(task.state, 'uncollected');
  s.engine.tasks.resume(task.localId, blocked);
  s.engine.tasks.stop(task.localId);
  await s.engine.tasks.waitFor(task.localId);
  s.engine.tasks.resume(task.localId, into(s));
  assert.equal((await s.engine.tasks.waitFor(task.localId)).state, 'done');
  assert.deepEqual(await s.files(), ['x.txt']);
  assert.equal(s.emulator.requests.filter(({ call }) => call === 'recordInfo').length, 0);
});

test('track: finds the service of an ID although another one is busy', OPTIONS, async t => {
  const s = await openEmulatorFixture(t);
  const made = await s.run({ model: '/generate', input: song });
  s.engine.tasks.remove(made.localId);
  // The jobs service does not know the ID; an error of the next service must not end the search.
  for (const code of [400, 501, 505, 500]) {
    s.emulator.faults.script({
      call: 'recordInfo',
      effect: { kind: 'code', code },
      times: 2,
      skip: code === 400 ? 0 : 1
    });
    const adopted = await s.engine.tasks.track(made.taskId ?? '', { saveTo: into(s) });
    const task = await s.engine.tasks.waitFor(adopted.localId);
    assert.deepEqual([task.service, task.model, task.state], ['suno', '/generate', 'done'], String(code));
    s.engine.tasks.remove(task.localId);
    s.emulator.faults.clear();
  }
});

test('track: rejects an unknown ID although one service has an error', OPTIONS, async t => {
  const s = await openEmulatorFixture(t, {
    call: 'recordInfo',
    effect: { kind: 'code', code: 500 },
    times: 2,
    skip: 3
  });
  await assert.rejects(s.engine.tasks.track('nobody', { saveTo: into(s) }), {
    name: 'NotFoundError',
    message: /nobody/
  });
});

test('track: corrects the service of a task that was tracked under a wrong one', OPTIONS, async t => {
  const s = await openEmulatorFixture(t);
  const made = await s.run({ model: '/lyrics', input: { prompt: 'x' } });
  s.engine.tasks.remove(made.localId);
  const id = made.taskId ?? '';
  s.emulator.faults.script({ call: 'recordInfo', effect: { kind: 'code', code: 501 }, times: 2 });
  const wrong = await s.engine.tasks.track(id, { saveTo: into(s), service: 'veo' });
  assert.deepEqual([wrong.service, (await s.engine.tasks.waitFor(wrong.localId)).state], ['veo', 'failed']);
  const right = await s.engine.tasks.track(id, { saveTo: into(s), service: 'suno-lyrics' });
  const task = await s.engine.tasks.waitFor(right.localId);
  assert.deepEqual(
    [task.localId, task.service, task.model, task.state],
    [wrong.localId, 'suno-lyrics', '/lyrics', 'done']
  );
});

test('follow: a removed record endpoint leaves the task resumable', OPTIONS, async t => {
  const s = await openEmulatorFixture(t, { call: 'recordInfo', effect: { kind: 'gone', as: 'moved' }, times: 0 });
  const task = await s.run({ model: '/veo/generate', input: { prompt: 'a fox' } });
  assert.deepEqual([task.state, task.error?.remedy], ['uncollected', 'check-logs']);
  assert.equal(s.emulator.requests.filter(request => request.path.endsWith('/jobs/recordInfo')).length, 1);
  s.emulator.faults.clear();
  s.engine.tasks.resume(task.localId);
  assert.equal((await s.engine.tasks.waitFor(task.localId)).state, 'done');
});

test('assignId: neither replaces the ID of KIE nor uses the ID of another task', OPTIONS, async t => {
  const effect: Effect = { kind: 'notFound', polls: 10_000, code: 422 };
  const s = await openEmulatorFixture(t, { call: 'task', model: '/veo/generate', effect, times: 1 });
  const lost = await s.run({ model: '/veo/generate', input: { prompt: 'a fox' } });
  const { taskId } = lost;
  assert.equal(lost.state, 'unknown');
  assert.throws(() => {
    s.engine.tasks.assignId(lost.localId, 'veo_other');
  }, /is known/);
  assert.equal(s.engine.tasks.get(lost.localId)?.taskId, taskId);
  s.emulator.faults.script({ call: 'createTask', effect: { kind: 'resetAfter' } });
  const unsure = await s.run({ model: '/veo/generate', input: { prompt: 'a hen' } });
  assert.equal(unsure.state, 'unknown');
  assert.throws(() => {
    s.engine.tasks.assignId(unsure.localId, taskId ?? '');
  }, /in the list/);
  // A mistyped ID can be corrected.
  s.engine.tasks.assignId(unsure.localId, 'mistyped');
  assert.equal((await s.engine.tasks.waitFor(unsure.localId)).state, 'unknown');
  s.engine.tasks.assignId(unsure.localId, s.emulator.submissions.at(-1)?.taskId ?? '');
  assert.equal((await s.engine.tasks.waitFor(unsure.localId)).state, 'done');
});

/** Code of the lyrics service, expected remedy and number of requests. */
const LYRICS = [
  [429, 'top-up', 1],
  [413, 'fix-input', 1],
  [405, 'wait', 6]
] as const;

for (const [code, remedy, asked] of LYRICS) {
  test(`lyrics: code ${code} has the remedy ${remedy}`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t, {
      call: 'createTask',
      model: '/lyrics',
      effect: { kind: 'code', code },
      times: 0
    });
    const task = await s.run({ model: '/lyrics', input: { prompt: 'x' } });
    assert.deepEqual([task.state, task.error?.remedy], ['failed', remedy]);
    assert.equal(s.emulator.requests.filter(({ path: at }) => at === '/api/v1/lyrics').length, asked);
  });
}
