import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createState, rememberModel } from '../../../src/vscode/state.ts';

class Store {
  readonly values: Map<string, unknown>;
  constructor(values: Readonly<Record<string, unknown>> = {}) {
    this.values = new Map(Object.entries(values));
  }
  keys = (): readonly string[] => [...this.values.keys()];
  get = <T>(key: string, fallback?: T): T | undefined => (this.values.get(key) as T | undefined) ?? fallback;
  update = (key: string, value: unknown): Promise<void> => {
    this.values.set(key, value);
    return Promise.resolve();
  };
}

test('state: reads and writes the keys of earlier versions', async () => {
  const globalState = new Store({ 'kie.models.recent': ['a'], 'kie.prices.askedAt': 7 });
  const workspaceState = new Store({ 'kie.form.draft.a': { prompt: 'x' }, 'kie.form.model': 'a' });
  const state = createState({ globalState: globalState, workspaceState: workspaceState });
  assert.deepEqual([state.recentModels.get(), state.priceListAskedAt.get(), state.formModel.get()], [['a'], 7, 'a']);
  assert.deepEqual([state.formDrafts.get('a'), state.formDrafts.all()], [{ prompt: 'x' }, [{ prompt: 'x' }]]);
  await state.formDrafts.set('b', { prompt: 'y' });
  assert.deepEqual(workspaceState.values.get('kie.form.draft.b'), { prompt: 'y' });
});

test('state: keeps the carried-over values for a reload', async () => {
  const store = new Store() as never;
  const state = createState({ globalState: store, workspaceState: store });
  await state.formCarried.set('edit', { values: { a: 1 }, before: {} });
  const reloaded = createState({ globalState: store, workspaceState: store });
  assert.deepEqual(reloaded.formCarried.get('edit'), { values: { a: 1 }, before: {} });
});

test('state: a value of another shape counts as absent', () => {
  const globalState = new Store({ 'kie.models.recent': 'a', 'kie.models.showFormer': 1 });
  const workspaceState = new Store({ 'kie.form.draft.a': 3, 'kie.approvals': [1] });
  const state = createState({ globalState: globalState, workspaceState: workspaceState });
  assert.deepEqual([state.recentModels.get(), state.showLegacyModels.get(), state.approvals.get()], [[], false, []]);
  assert.deepEqual([state.formDrafts.get('a'), state.formDrafts.all()], [undefined, []]);
});

test('state: keeps the last 12 models, each once', async () => {
  const store = new Store() as never;
  const state = createState({ globalState: store, workspaceState: store });
  for (const id of 'abcdefghijklmna') await rememberModel(state, id);
  assert.equal(state.recentModels.get().join(''), 'anmlkjihgfed');
});
