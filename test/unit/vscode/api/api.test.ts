import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Engine } from '../../../../src/core/engine/api.ts';
import type { Intent } from '../../../../src/core/tasks/types.ts';
import type { Task } from '../../../../src/shared/task.ts';
import type { KieTaskInfo } from '../../../../src/vscode/api/kieStudioApi.ts';
import '../../../support/vscode/register.ts';
import { Uri } from '../../../support/vscode/vscode.ts';
import { modelEntry } from '../../../support/models/modelEntry.ts';

const { createApi } = await import('../../../../src/vscode/api/api.ts');
const { runRequest } = await import('../../../../src/vscode/features/run/runCommand.ts');

type Api = ReturnType<typeof createApi>;
type Parts = Parameters<typeof createApi>[0] & Parameters<typeof runRequest>[0];

const entry = modelEntry({ id: 'z-image', price: [{ credits: 7 }] });
const done = (intent: Intent): Task => ({
  ...{ localId: 'a', taskId: 't', model: intent.model, state: 'done', input: intent.input },
  ...{ results: [], createdAt: 1, updatedAt: 2, origin: 'api' }
});

/** An engine that records the requests to price and to start. */
function fakes() {
  const seen: { readonly what: 'priced' | 'started'; readonly model: string; readonly json: string }[] = [];
  const tasks: Task[] = [];
  let report: (changed: readonly Task[]) => void = () => undefined;
  const evaluate = (model: string, input: object) => {
    seen.push({ what: 'priced', model, json: JSON.stringify(input) });
    return Promise.resolve({ issues: [], input, price: { kind: 'exact', credits: 7, parts: [] }, fields: {} });
  };
  const start = (intent: Intent): Promise<Task> => {
    seen.push({ what: 'started', model: intent.model, json: JSON.stringify(intent.input) });
    tasks.push(done(intent));
    return Promise.resolve({ ...done(intent), state: 'preparing' });
  };
  const ended: Partial<Task> = {};
  const waitFor = (): Promise<Task | undefined> => {
    report(tasks);
    return Promise.resolve(tasks[0] && { ...tasks[0], ...ended });
  };
  const onDidChange = (listener: typeof report) => {
    report = listener;
    return { dispose: () => undefined };
  };
  const engine = {
    models: { entries: [entry], origin: () => 'built-in', entry: () => entry },
    drafts: { evaluate },
    tasks: { start, waitFor, onDidChange, stop: () => undefined, list: () => tasks },
    account: { spentToday: () => 0 }
  } as unknown as Engine;
  const target = () => Promise.resolve({ folder: '/out', template: 't' });
  const service = { get: () => Promise.resolve(engine) };
  const parts = {
    ...{ engineService: service, engine: service },
    output: { target, confirmFolder: (folder: string) => Promise.resolve(folder) },
    ask: { confirm: () => Promise.resolve(true) },
    dailyLimit: { today: 1_000, over: () => undefined, raise: () => Promise.resolve() },
    approvals: { has: () => true, add: () => Promise.resolve() },
    key: { get: () => Promise.resolve('key') }
  } as unknown as Parts;
  return { parts, seen, tasks, ended };
}

let fake: ReturnType<typeof fakes>;
let kie: Api;
beforeEach(() => {
  fake = fakes();
  kie = createApi(fake.parts);
});

const both = (json: string): object[] => [
  { what: 'priced', model: 'z-image', json },
  { what: 'started', model: 'z-image', json }
];

test('API run: prices and sends the input of the call, however the object changes', async () => {
  const input = { prompt: 'first', list: ['a'] };
  const running = kie.run('z-image', input, { saveTo: Uri.file('/out/a.png') as never });
  input.prompt = 'second';
  input.list.push('b');
  await running;
  assert.deepEqual(fake.seen, both('{"prompt":"first","list":["a"]}'));
});

test('API run: an input that answers differently each time is priced and sent alike', async () => {
  let reads = 0;
  const input = {
    get prompt() {
      return `read ${++reads}`;
    }
  };
  await kie.run('z-image', input);
  assert.deepEqual(fake.seen, both('{"prompt":"read 1"}'));
});

test('API run: the options are read once, at the call', async () => {
  const states: string[] = [];
  const options = { onProgress: (task: KieTaskInfo) => void states.push(task.state) };
  const running = kie.run('z-image', {}, options);
  options.onProgress = () => assert.fail('replaced later');
  await running;
  assert.deepEqual(states, ['done']);
});

test('API run: an end without an error is reported in the words of the Tasks view', async () => {
  Object.assign(fake.ended, { state: 'uncollected' });
  await assert.rejects(kie.run('z-image', {}), /^Error: The task ended with status "Result not downloaded"\.$/);
});

test('API: changes of returned models and tasks change nothing', async () => {
  await kie.run('z-image', { list: ['a'] }, { onProgress: task => void (task.input['list'] as string[]).push('b') });
  for (const task of await kie.tasks()) (task.input['list'] as string[]).push('c');
  assert.deepEqual(fake.tasks[0]?.input, { list: ['a'] });
  const [model] = await kie.models();
  Object.assign(model?.price?.[0] ?? {}, { credits: 0 });
  assert.deepEqual(entry.price, [{ credits: 7 }]);
});

test('API validate: a value that cannot be sent is an issue, and a run starts nothing', async () => {
  const input = { seed: 1n };
  assert.deepEqual(
    (await kie.validate('z-image', input)).issues.map(({ path }) => path),
    ['seed']
  );
  await assert.rejects(kie.run('z-image', input), /"seed" has a value/);
  await assert.rejects(kie.run('z-image', {}, { saveTo: 5 as never }), /saveTo/);
  assert.deepEqual(fake.seen, []);
});

test('kie.run: its argument is read once, before any question', async () => {
  let reads = 0;
  const request = {
    get model() {
      return ++reads === 1 ? 'z-image' : 'expensive';
    },
    input: { prompt: 'first' },
    saveTo: '/out'
  };
  const running = runRequest(fake.parts, request);
  request.input.prompt = 'second';
  await running;
  assert.deepEqual(fake.seen, both('{"prompt":"first"}'));
  await assert.rejects(runRequest(fake.parts, { model: 'z-image', saveTo: '../out' }), /absolute path/);
  await assert.rejects(runRequest(fake.parts, null), /one argument/);
});
