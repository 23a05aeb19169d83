import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRunnable } from '../../../src/core/models/catalog.ts';
import { CREATE_TASK } from '../../../src/shared/model.ts';
import { readTable } from '../../emulator/catalogData.ts';
import { ANSWERING, before, BEFORE, FOLLOWED, named, LEGACY_RUNS } from './cases.ts';
import type { EmulatorFixture } from '../../support/engine/emulatorFixture.ts';
import { OPTIONS, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

for (const [model, input, files] of LEGACY_RUNS) {
  test(`${model}: is run, followed and saved`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t);
    const task = await s.run({ model, input, saveTo: { folder: s.out, template: 'x' } });
    assert.equal(task.state, 'done', JSON.stringify(task.error) + s.log.slice(-8).join('\n'));
    assert.deepEqual(await named(s), files);
    const sent = s.emulator.requests.filter(request => request.path === `/api/v1${model}`);
    assert.equal(sent.length, 1, 'sent once');
  });
}

/** Polled operations, in each service's vocabulary; those that continue a task share the records of their source. */
const CASES: readonly (readonly [string, object | undefined])[] = [
  ...FOLLOWED.map(([model, input]) => [model, input] as const),
  ...Object.keys(BEFORE)
    .filter(model => !ANSWERING.includes(model))
    .map(model => [model, undefined] as const)
];

/** Returns the given input, or the input that a finished task offers. */
const inputOf = async (s: EmulatorFixture, model: string, input: object | undefined) => ({
  ...(input ?? (await before(s, model)))
});

for (const [model, input] of CASES) {
  test(`${model}: a failed task has the reason and leaves no file`, OPTIONS, async t => {
    const fail = { kind: 'fail', failCode: '501', failMsg: 'No such luck' } as const;
    const s = await openEmulatorFixture(t, { call: 'task', model, effect: fail, times: 0 });
    const task = await s.run({ model, input: await inputOf(s, model, input) });
    assert.deepEqual([task.state, task.error?.code], ['failed', '501']);
    assert.match(task.error?.message ?? '', /No such luck/);
    assert.deepEqual(await s.files(), []);
  });

  test(`${model}: is found later, followed after a reload and sent once`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t, {
      call: 'task',
      model,
      effect: { kind: 'notFound', polls: 2, code: 422 },
      times: 0
    });
    const saveTo = { folder: s.out, template: 'x' };
    const given = await inputOf(s, model, input);
    const { localId } = await s.engine.tasks.start({ model, input: given, saveTo, origin: 'api' });
    const known = Promise.withResolvers<undefined>();
    const look = (): void => {
      if (s.engine.tasks.get(localId)?.taskId !== undefined) known.resolve(undefined);
    };
    const listener = s.engine.tasks.onDidChange(look);
    look();
    await known.promise;
    listener.dispose();
    const next = await s.reopen();
    const task = await next.tasks.waitFor(localId);
    assert.equal(task.state, 'done', JSON.stringify(task.error));
    assert.equal(s.emulator.submissions.filter(each => each.model === model).length, 1);
    assert.equal(s.emulator.requests.filter(request => request.path === `/api/v1${model}`).length, 1);
  });
}

test('cases: include every legacy operation that creates a task', () => {
  const covered = new Set<string>([...LEGACY_RUNS, ...CASES].map(([model]) => model));
  const own = [...readTable().values()].filter(({ operation }) => operation !== CREATE_TASK);
  const left = own.filter(entry => isRunnable(entry) && !covered.has(entry.id)).map(({ id }) => id);
  // These return the result directly; other tests cover them.
  assert.deepEqual(left.sort(), [...ANSWERING, '/veo/get-1080p-video'].sort());
});

/** Operations whose answer is the result, with their input; formerMoney covers lost answers. */
for (const [model, input] of [
  ...LEGACY_RUNS.filter(each => !FOLLOWED.includes(each)),
  ...ANSWERING.map(id => [id, undefined] as const)
]) {
  test(`${model}: a rejection has the reason and leaves no file`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t, {
      call: 'direct',
      model,
      effect: { kind: 'code', code: 501, msg: 'No such luck' }
    });
    const task = await s.run({ model, input: await inputOf(s, model, input) });
    assert.deepEqual([task.state, task.error?.code], ['failed', '501']);
    assert.match(task.error?.message ?? '', /No such luck/);
    assert.deepEqual(await s.files(), []);
    assert.equal(s.emulator.requests.filter(request => request.path === `/api/v1${model}`).length, 1);
  });
}

test('4o image: an expired URL is renewed by its own endpoint after the common one', OPTIONS, async t => {
  const model = '/gpt4o-image/generate';
  const s = await openEmulatorFixture(
    t,
    { call: 'task', model, effect: { kind: 'deadResults' }, times: 0 },
    { call: 'downloadUrl', effect: { kind: 'code', code: 422 } }
  );
  const task = await s.run({ model, input: { prompt: 'a fox', size: '1:1' } });
  assert.equal(task.state, 'done', JSON.stringify(task.error));
  const asked = s.emulator.requests.filter(({ path: at }) => at.endsWith('/download-url')).map(({ path: at }) => at);
  assert.deepEqual(asked, ['/api/v1/common/download-url', '/api/v1/gpt4o-image/download-url']);
});
