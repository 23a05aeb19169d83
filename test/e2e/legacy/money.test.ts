import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Fault } from '../../emulator/types.ts';
import { OPTIONS, SAMPLES_DIR, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';
import type { EmulatorFixture } from '../../support/engine/emulatorFixture.ts';

const audioFile = pathToFileURL(path.join(SAMPLES_DIR, 'melody.mp3')).href;
const song = { customMode: false, instrumental: false, model: 'V5', prompt: 'a quiet song' };
const HD = '/veo/get-1080p-video';

const sent = (s: EmulatorFixture, model: string): number =>
  s.emulator.requests.filter(request => request.path === `/api/v1${model}`).length;

/** Returns the input for a follow-up of a finished task. */
async function offer(
  s: EmulatorFixture,
  model: string,
  from: string,
  input: object
): Promise<Readonly<Record<string, unknown>>> {
  const source = await s.run({ model: from, input: { ...input } });
  const found = s.engine.tasks.followUps(source.localId).find(each => each.model === model);
  assert.ok(found, `${model} is offered`);
  return found.input;
}

test('1080p: is requested until it is ready, and counts once', OPTIONS, async t => {
  const effect = { kind: 'code', code: 400, msg: 'The video is still processing' } as const;
  const s = await openEmulatorFixture(t, { call: 'direct', model: HD, effect, times: 9 });
  const task = await s.run({ model: HD, input: await offer(s, HD, '/veo/generate', { prompt: 'a fox' }) });
  assert.equal(task.state, 'done', JSON.stringify(task.error));
  const codes = s.emulator.requests.filter(request => request.path === `/api/v1${HD}`).map(request => request.code);
  assert.equal(codes.filter(code => code === 200).length, 1);
  assert.ok(codes.length >= 10, 'requested after every rejection');
});

/** Answers that prove that nothing was accepted yet; repeating the same call is the poll. */
const WAITS: readonly Fault[] = [
  { call: 'direct', model: HD, effect: { kind: 'code', code: 429 }, times: 9 },
  { call: 'direct', model: HD, effect: { kind: 'code', code: 455 }, times: 3 },
  { call: 'task', model: HD, effect: { kind: 'noAddresses', polls: 3 } }
];

for (const fault of WAITS) {
  test(`1080p: ${JSON.stringify(fault.effect)} is retried`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t, fault);
    const task = await s.run({ model: HD, input: await offer(s, HD, '/veo/generate', { prompt: 'a fox' }) });
    assert.equal(task.state, 'done', JSON.stringify(task.error));
    assert.equal(s.emulator.submissions.filter(({ model }) => model === HD).length, 1);
  });
}

/** Answers after which the result may be generated and charged; the request must not be retried automatically. */
const LOST: readonly (readonly [Fault['effect'], string])[] = [
  [{ kind: 'code', code: 500 }, 'unknown'],
  [{ kind: 'code', code: 501 }, 'failed'],
  [{ kind: 'html', status: 502 }, 'unknown'],
  [{ kind: 'html', status: 400 }, 'failed'],
  [{ kind: 'malformed' }, 'unknown'],
  [{ kind: 'resetAfter' }, 'unknown']
];

for (const [effect, state] of LOST) {
  test(`1080p: ${JSON.stringify(effect)} is not retried`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t, { call: 'direct', model: HD, effect, times: 1 });
    const task = await s.run({ model: HD, input: await offer(s, HD, '/veo/generate', { prompt: 'a fox' }) });
    assert.deepEqual([task.state, sent(s, HD), s.engine.tasks.canResume(task.localId)], [state, 1, false]);
    s.engine.tasks.resume(task.localId);
    await s.engine.tasks.waitFor(task.localId);
    assert.equal(sent(s, HD), 1);
  });
}

for (const code of [401, 402, 404, 422]) {
  test(`1080p: code ${code} ends the task`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t, { call: 'direct', model: HD, effect: { kind: 'code', code }, times: 0 });
    const task = await s.run({ model: HD, input: await offer(s, HD, '/veo/generate', { prompt: 'a fox' }) });
    assert.deepEqual([task.state, task.error?.code, sent(s, HD)], ['failed', String(code), 1]);
  });
}

test('1080p: can be resumed while it is not ready, also after a stop', OPTIONS, async t => {
  const s = await openEmulatorFixture(t, { call: 'direct', model: HD, effect: { kind: 'code', code: 400 }, times: 0 });
  const task = await s.run({ model: HD, input: await offer(s, HD, '/veo/generate', { prompt: 'a fox' }) });
  assert.deepEqual([task.state, sent(s, HD)], ['uncollected', 36]);
  s.engine.tasks.resume(task.localId);
  s.engine.tasks.stop(task.localId);
  assert.equal((await s.engine.tasks.waitFor(task.localId)).state, 'stopped');
  s.emulator.faults.clear();
  assert.ok(s.engine.tasks.canResume(task.localId));
  s.engine.tasks.resume(task.localId);
  assert.equal((await s.engine.tasks.waitFor(task.localId)).state, 'done');
  assert.equal(s.emulator.submissions.filter(({ model }) => model === HD).length, 1);
});

/** Windows that died between request and response: model, input, final state and number of submissions. */
const DIED: readonly (readonly [string, object, string, number])[] = [
  [HD, {}, 'unknown', 0],
  ['/style/generate', { content: 'pop' }, 'unknown', 1]
];

for (const [model, input, state, bought] of DIED) {
  test(`crash: ${model} is ${state} after the window died during the request`, OPTIONS, async t => {
    const fault = { call: 'direct', model, effect: { kind: 'code', code: 400 }, times: 0 } as const;
    const s = await openEmulatorFixture(t, ...(model === HD ? [fault] : []));
    const given = model === HD ? await offer(s, HD, '/veo/generate', { prompt: 'a fox' }) : { ...input };
    const { localId } = await s.run({ model, input: given });
    s.emulator.faults.clear();
    const ledger = new DatabaseSync(path.join(path.dirname(s.out), 'ledger.db'));
    ledger
      .prepare("UPDATE tasks SET state = 'submitting', task_id = NULL, attempts = 1 WHERE local_id = ?")
      .run(localId);
    ledger.prepare('DELETE FROM results WHERE local_id = ?').run(localId);
    ledger.close();
    // The journal records the outcome, so delete it.
    const storage = path.dirname(s.out);
    for (const name of await fs.readdir(storage)) {
      if (name.startsWith('submissions')) await fs.rm(path.join(storage, name));
    }
    const next = await s.reopen();
    assert.equal((await next.tasks.waitFor(localId)).state, state);
    assert.equal(s.emulator.submissions.filter(each => each.model === model).length, bought);
    if (state !== 'unknown') return;
    // KIE keeps no record that an ID could be looked up in.
    assert.doesNotMatch(next.tasks.get(localId)?.error?.message ?? 'none', /id here|^none$/);
    assert.throws(() => next.tasks.assignId(localId, 'some_task_id'), /keeps no record of it/);
    assert.equal(next.tasks.canResume(localId), false);
  });
}

for (const model of ['/wav/generate', '/mp4/generate']) {
  test(`${model}: a repeated request for a song returns the first task`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t);
    const input = await offer(s, model, '/generate', song);
    const first = await s.run({ model, input });
    const second = await s.run({ model, input });
    assert.deepEqual([first.state, second.state, second.taskId], ['done', 'done', first.taskId]);
  });
}

for (const model of ['/style/generate', '/omni/audio/create']) {
  for (const kind of ['resetAfter', 'truncate', 'malformed'] as const) {
    test(`${model}: is not sent again after a lost response (${kind})`, OPTIONS, async t => {
      const s = await openEmulatorFixture(t, { call: 'direct', model, effect: { kind }, times: 0 });
      const input = model.startsWith('/style') ? { content: 'pop' } : { audio_id: 'achernar', name: 'Anna' };
      const task = await s.run({ model, input });
      assert.deepEqual([task.state, sent(s, model)], ['unknown', 1]);
      assert.doesNotMatch(task.error?.message ?? 'none', /id here|^none$/);
    });
  }
}

test('resume: saves a result that arrived in the response without a request', OPTIONS, async t => {
  const s = await openEmulatorFixture(t);
  const input = { content: 'pop' };
  const blocked = { folder: path.join(SAMPLES_DIR, 'portrait.png', 'no-folder'), template: 'x' };
  const task = await s.run({ model: '/style/generate', input, saveTo: blocked });
  assert.equal(task.state, 'uncollected');
  s.engine.tasks.resume(task.localId, { folder: s.out, template: 'x' });
  assert.equal((await s.engine.tasks.waitFor(task.localId)).state, 'done');
  assert.deepEqual([await s.files(), sent(s, '/style/generate')], [['x.txt'], 1]);
});

test('cover: a repeated request for a song returns the first task', OPTIONS, async t => {
  const s = await openEmulatorFixture(t);
  const input = await offer(s, '/suno/cover/generate', '/generate', song);
  const first = await s.run({ model: '/suno/cover/generate', input });
  const second = await s.run({ model: '/suno/cover/generate', input });
  assert.deepEqual([first.state, second.state, second.taskId], ['done', 'done', first.taskId]);
});

/** Model, input, name of the callback parameter, and whether the documentation requires it. */
const CALLBACKS = [
  ['/generate', song, 'callBackUrl', true],
  ['/wav/generate', { taskId: 't', audioId: 'a' }, 'callBackUrl', true],
  ['/voice/regenerate', { taskId: 't' }, 'calBackUrl', true],
  ['/veo/generate', { prompt: 'a fox' }, 'callBackUrl', false],
  ['/generate/sounds', { prompt: 'rain', model: 'V5' }, 'callBackUrl', false],
  ['/voice/validate', { voiceUrl: audioFile, vocalStartS: 0, vocalEndS: 1 }, 'callBackUrl', false]
] as const;

for (const [model, input, name, wanted] of CALLBACKS) {
  test(`callback: ${model} hides the field and ${wanted ? 'sends' : 'omits'} a default`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t);
    const evaluation = await s.engine.drafts.evaluate(model, input);
    assert.deepEqual(evaluation.issues, []);
    assert.equal(evaluation.input?.[name], wanted ? 'https://callback.invalid/kie-studio' : undefined);
    assert.equal(evaluation.fields[name]?.hidden, wanted ? true : undefined);
    const own = { ...input, [name]: 'https://mine.test/cb' };
    assert.equal((await s.engine.drafts.evaluate(model, own)).input?.[name], 'https://mine.test/cb');
  });
}
