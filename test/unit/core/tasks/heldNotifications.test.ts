import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../../src/shared/task.ts';
import { HeldNotifications } from '../../../../src/core/tasks/heldNotifications.ts';

const task = (localId: string, message?: string, batch?: string): Task => ({
  localId,
  model: 'm',
  state: 'preparing',
  input: {},
  results: [],
  createdAt: 1,
  updatedAt: 1,
  origin: 'form',
  ...(message === undefined ? {} : { hold: { kind: 'price', message } }),
  ...(batch === undefined ? {} : { batch: { id: batch } })
});

/** A window that observes these tasks; `notifications` has the local IDs that each notification covers. */
class Window {
  readonly notifications: (readonly string[])[] = [];
  readonly #tasks = new Map<string, Task>();
  readonly #open: (() => void)[] = [];
  #timer: (() => void) | undefined;
  readonly #held = new HeldNotifications({
    tasks: () => [...this.#tasks.values()],
    ask: held => {
      this.notifications.push(held.map(({ localId }) => localId));
      return new Promise(resolve => this.#open.push(resolve));
    },
    later: run => (this.#timer = run)
  });

  change(...tasks: readonly Task[]): void {
    for (const one of tasks) this.#tasks.set(one.localId, one);
    this.#held.see(tasks);
  }

  /** Ends the period that groups held tasks into one notification. */
  collected(): void {
    this.#timer?.();
    this.#timer = undefined;
  }

  async close(): Promise<void> {
    for (const close of this.#open.splice(0)) close();
    await new Promise(resolve => setImmediate(resolve));
  }
}

test('held notifications: one covers the held tasks of a batch, another all others', () => {
  const window = new Window();
  window.change(task('a', 'dearer', 'x'), task('lone', 'dearer'));
  window.change(task('b', 'dearer', 'x'));
  assert.deepEqual(window.notifications, []);
  window.collected();
  assert.deepEqual(window.notifications, [['a', 'b'], ['lone']]);
});

test('held notifications: an open one of a batch covers tasks held later', async () => {
  const window = new Window();
  window.change(task('a', 'dearer', 'x'), task('b', 'dearer', 'x'));
  window.collected();
  window.change(task('c', 'dearer', 'x'));
  window.collected();
  assert.deepEqual(window.notifications, [['a', 'b']]);
  await window.close();
  window.change(task('d', 'dearer', 'x'));
  window.collected();
  assert.deepEqual(window.notifications.at(-1), ['a', 'b', 'c', 'd']);
});

test('held notifications: the same hold is announced once, a second one again', () => {
  const window = new Window();
  window.change(task('a', 'costs 7'));
  window.collected();
  window.change(task('a', 'costs 7'));
  window.collected();
  assert.equal(window.notifications.length, 1);
  window.change(task('a', 'costs 9'));
  window.collected();
  assert.equal(window.notifications.length, 2);
  window.change(task('a'));
  window.change(task('a', 'costs 9'));
  window.collected();
  assert.equal(window.notifications.length, 3, 'approved and held again for the same reason');
});
