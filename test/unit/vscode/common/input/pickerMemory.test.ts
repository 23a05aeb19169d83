import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import type { ModelSummary } from '../../../../../src/shared/form.ts';
import type { ModelEntry } from '../../../../../src/shared/model.ts';
import { createState } from '../../../../../src/vscode/state.ts';
import { PickerMemory } from '../../../../../src/vscode/common/input/pickerMemory.ts';

function state() {
  const values = new Map<string, unknown>();
  const memento: vscode.Memento = {
    keys: () => [...values.keys()],
    get: <T>(key: string, fallback?: T) => (values.has(key) ? values.get(key) : fallback) as T,
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    }
  };
  return createState({ globalState: memento, workspaceState: memento });
}
const model = (id: string) => ({ id }) as ModelSummary;
const DAY = 24 * 3600 * 1000;

test('picker memory: later models are new for a while, the first are not', async () => {
  let now = 1000 * DAY;
  const picker = new PickerMemory(state(), () => now);
  await picker.recordSeen([model('a')]);
  assert.deepEqual(picker.state.fresh, []);
  await picker.recordSeen([model('a'), model('b')]);
  assert.deepEqual(picker.state.fresh, ['b']);
  now += 31 * DAY;
  assert.deepEqual(picker.state.fresh, []);
});

test('picker memory: favorites are unique, newest first, and can be removed', async () => {
  const picker = new PickerMemory(state());
  for (const id of ['a', 'b', 'a']) await picker.change({ favorite: { id, on: true } });
  assert.deepEqual(picker.state.favorites, ['a', 'b']);
  const { favorites } = await picker.change({ favorite: { id: 'a', on: false }, showLegacy: true });
  assert.deepEqual([favorites, picker.state.showLegacy], [['b'], true]);
});

test('picker memory: remembers the last model of each category', async () => {
  const picker = new PickerMemory(state());
  const chosen = { id: 'a', output: 'video', task: 'text-to-video', alsoTasks: ['image-to-video'] } as const;
  await picker.recordChoice(chosen as unknown as ModelEntry);
  assert.deepEqual(picker.state.last, { 'purpose:video': 'a', 'task:text-to-video': 'a', 'task:image-to-video': 'a' });
});
