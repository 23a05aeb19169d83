import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../../../../webview/generate/state/store.ts';

function setUp() {
  const store = createStore({ count: 0, name: 'a' });
  const heard: unknown[] = [];
  const end = store.subscribe(() => heard.push(store.get()));
  return { store, heard, end };
}

test('store: an update replaces the state and leaves the old one unchanged', () => {
  const { store } = setUp();
  const before = store.get();
  store.update({ count: 1 });
  assert.deepEqual(store.get(), { count: 1, name: 'a' });
  assert.deepEqual(before, { count: 0, name: 'a' });
});

test('store: listeners hear of each change once, with the new state', () => {
  const { store, heard } = setUp();
  store.update({ count: 1, name: 'b' });
  assert.deepEqual(heard, [{ count: 1, name: 'b' }]);
});

test('store: an update without a difference keeps the state and is silent', () => {
  const { store, heard } = setUp();
  const before = store.get();
  store.update({ count: 0 });
  store.update({});
  assert.equal(store.get(), before);
  assert.deepEqual(heard, []);
});

test('store: an ended subscription hears nothing, even if it ends during an update', () => {
  const { store, heard, end } = setUp();
  store.subscribe(() => end());
  store.update({ count: 1 });
  store.update({ count: 2 });
  assert.deepEqual(heard, [{ count: 1, name: 'a' }]);
});
