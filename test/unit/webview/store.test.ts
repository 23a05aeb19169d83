import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../../webview/store.ts';

function setUp() {
  const store = createStore({ count: 0, name: 'a' });
  const notified: unknown[] = [];
  const end = store.subscribe(() => notified.push(store.get()));
  return { store, notified, end };
}

test('store: an update replaces the state and leaves the old one unchanged', () => {
  const { store } = setUp();
  const before = store.get();
  store.update({ count: 1 });
  assert.deepEqual(store.get(), { count: 1, name: 'a' });
  assert.deepEqual(before, { count: 0, name: 'a' });
});

test('store: notifies listeners of each change once, with the new state', () => {
  const { store, notified } = setUp();
  store.update({ count: 1, name: 'b' });
  assert.deepEqual(notified, [{ count: 1, name: 'b' }]);
});

test('store: an update without a difference keeps the state and notifies no one', () => {
  const { store, notified } = setUp();
  const before = store.get();
  store.update({ count: 0 });
  store.update({});
  assert.equal(store.get(), before);
  assert.deepEqual(notified, []);
});

test('store: an ended subscription is not notified, even if it ends in an update', () => {
  const { store, notified, end } = setUp();
  store.subscribe(() => end());
  store.update({ count: 1 });
  store.update({ count: 2 });
  assert.deepEqual(notified, [{ count: 1, name: 'a' }]);
});
