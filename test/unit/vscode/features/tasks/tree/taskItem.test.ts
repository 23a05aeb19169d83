import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../../../../src/shared/task.ts';
import '../../../../../support/vscode/register.ts';
import { modelEntry } from '../../../../../support/models/modelEntry.ts';

const { taskAge, taskItem } = await import('../../../../../../src/vscode/features/tasks/tree/taskItem.ts');

const paint = modelEntry({ id: 'paint', name: 'Paint 2' });
const cutOut = modelEntry({ id: 'cut', name: 'Cut Out', params: { image: { type: 'string', media: 'image' } } });
const engine = {
  models: { entry: (id: string) => [paint, cutOut].find(each => each.id === id) },
  tasks: { canResume: () => false, canEnterId: () => false }
} as never;

const task = (rest: Partial<Task> = {}): Task => ({
  localId: 'a',
  model: 'paint',
  state: 'done',
  input: { prompt: 'A fox\n in  snow' },
  results: [{ index: 0, kind: 'image', state: 'saved', path: '/fox.png' }],
  credits: 8,
  createdAt: 1,
  updatedAt: 1,
  origin: 'form',
  ...rest
});
const item = (of: Task, varied?: string) => taskItem(engine, of, { hasFollowUps: false, age: '8 min ago', varied });

test('task item: a done one has the prompt, then model, age and charged credits', () => {
  const { label, description, accessibilityInformation, command } = item(task());
  assert.deepEqual([label, description], ['A fox in snow', 'Paint 2 · 8 min ago · 8 credits']);
  assert.equal(accessibilityInformation?.label, 'A fox in snow, Done, Paint 2, 8 min ago, 8 credits');
  assert.equal(command?.command, 'kie.result.open');
});

test('task item: without a prompt it has the name of the file, else of the model', () => {
  const file = task({ model: 'cut', input: { image: 'file:///photos/shot.png' } });
  assert.deepEqual([item(file).label, item(file).description], ['shot.png', 'Cut Out · 8 min ago · 8 credits']);
  const none = item(task({ input: {} }));
  assert.deepEqual([none.label, none.description], ['Paint 2', '8 min ago · 8 credits']);
});

test('task item: the icon is the thumbnail, else the kind of a result, else the state', () => {
  const icon = (of: Task): unknown => {
    const { iconPath } = item(of);
    return iconPath !== undefined && typeof iconPath === 'object' && 'id' in iconPath ? iconPath.id : iconPath;
  };
  const done = (kind: 'video' | 'audio'): Task =>
    task({ results: [{ index: 0, kind, state: 'saved', path: '/result' }] });
  assert.deepEqual(
    [icon(task()), icon(done('video')), icon(done('audio'))],
    ['file-media', 'device-camera-video', 'music']
  );
  assert.deepEqual([icon(task({ state: 'failed' })), icon(task({ results: [] }))], ['error', 'check']);
  const thumbnail = { path: '/fox.png' } as never;
  assert.equal(taskItem(engine, task(), { hasFollowUps: false, age: '', thumbnail }).iconPath, thumbnail);
});

test('task item: a failed one opens its details and offers the remedy', () => {
  const failed = (remedy: 'set-key' | 'top-up' | 'fix-input') =>
    item(task({ state: 'failed', results: [], credits: 0, error: { message: 'No.', remedy } }));
  const { description, command, contextValue } = failed('set-key');
  assert.equal(description, 'Failed · Paint 2 · 8 min ago · not charged');
  assert.deepEqual([command?.command, command?.arguments], ['kie.result.open', ['a']]);
  assert.match(contextValue ?? '', /\bneedsKey\b/);
  assert.match(failed('top-up').contextValue ?? '', /\bneedsCredits\b/);
  assert.match(failed('fix-input').contextValue ?? '', /\bfixable\b/);
});

test('task item: in a batch it has the varied value instead of prompt and model', () => {
  const { label, description } = item(task({ batch: { id: 'b' } }), '16:9');
  assert.deepEqual([label, description], ['16:9', '8 min ago · 8 credits']);
});

test('task item: the age counts from the end, or from the start while it runs', () => {
  const now = 10 * 60_000;
  assert.equal(taskAge(task({ finishedAt: 2 * 60_000 }), now), '8 min ago');
  assert.equal(taskAge(task({ finishedAt: now - 5_000 }), now), 'just now');
  assert.equal(taskAge(task({ state: 'running', createdAt: 7 * 60_000 }), now), '3 min');
});
