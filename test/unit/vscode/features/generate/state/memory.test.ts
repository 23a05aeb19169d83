import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../../../../../../src/core/engine/api.ts';
import { createState } from '../../../../../../src/vscode/state.ts';
import '../../../../../support/vscode/register.ts';
import { modelEntry } from '../../../../../support/models/modelEntry.ts';

const { FormMemory } = await import('../../../../../../src/vscode/features/generate/state/memory.ts');

const edit = modelEntry({
  id: 'edit',
  start: { ratio: '1:1' },
  params: {
    prompt: { type: 'string' },
    images: { type: 'array', media: 'image', items: { type: 'string' } },
    mask_url: { type: 'string', media: 'image' },
    ratio: { type: 'string' }
  }
});

/** The memory of a form with one model, for which these values were entered before. */
async function memoryWith(draft: Readonly<Record<string, unknown>>) {
  const values = new Map<string, unknown>();
  const store = {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value))
  } as never;
  const engine = { models: { entry: (id: string) => (id === 'edit' ? edit : undefined) } } as unknown as Engine;
  const state = createState({ globalState: store, workspaceState: store });
  const memory = new FormMemory(state, engine, { warn: () => undefined } as never);
  await memory.open('edit', draft);
  return memory;
}

const entered = { prompt: 'Make it night', images: ['file:///old.png'], mask_url: 'file:///mask.png', ratio: '16:9' };
const given = { images: ['file:///new.png'] };

for (const [how, expected] of [
  ['replace', given],
  ['prompt', { ratio: '1:1', prompt: 'Make it night', images: ['file:///new.png'] }],
  ['session', { ratio: '1:1', prompt: 'Make it night', images: ['file:///new.png'] }],
  ['merge', { ...entered, ...given }]
] as const) {
  test(`form memory: opens a request with "${how}"`, async () => {
    const memory = await memoryWith(entered);
    await memory.open('edit', given, how);
    assert.deepEqual(memory.draft, expected);
  });
}

test('form memory: a request opened later was not carried over', async () => {
  const memory = await memoryWith(entered);
  memory.carried = { values: { ratio: '16:9' }, before: {} };
  await memory.open('edit', given);
  assert.equal(memory.carried, undefined);
});

test('form memory: keeps the carried-over values of each model', async () => {
  const memory = await memoryWith(entered);
  const carried = { values: { ratio: '16:9' }, before: {} };
  memory.carried = carried;
  await memory.open('other', {});
  assert.deepEqual(memory.carriedInto('edit'), carried);
});

test('form memory: without a prompt for that model, "prompt" adds none', async () => {
  const memory = await memoryWith({ images: ['file:///old.png'] });
  await memory.open('edit', given, 'prompt');
  assert.deepEqual(memory.draft, { ratio: '1:1', images: ['file:///new.png'] });
});

test('form memory: "session" reports a prompt in an optional parameter as carried over', async () => {
  const memory = await memoryWith(entered);
  await memory.open('edit', given, 'session');
  assert.deepEqual(memory.carried, { values: { prompt: 'Make it night' }, before: {} });
  await memory.open('edit', { ...given, prompt: 'Mine' }, 'session');
  assert.equal(memory.carried, undefined);
});

test('form memory: a late draft of the webview does not replace filled values', async () => {
  const memory = await memoryWith(entered);
  const { edition, typed } = memory;
  await memory.fill('edit', { mask_url: 'file:///painted.png', ratio: undefined });
  memory.keepDraft({ model: 'edit', draft: entered, edition, typed: typed + 1 });
  const { ratio, ...rest } = entered;
  assert.deepEqual(memory.draft, { ...rest, mask_url: 'file:///painted.png' });
  assert.ok(memory.edition > edition, ratio);
});
