import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Task, TaskOrigin } from '../../../../src/shared/task.ts';
import type { Account } from '../../../../src/vscode/features/account/account.ts';
import type { EngineService } from '../../../../src/vscode/common/engineService.ts';
import { registerStatusBar } from '../../../../src/vscode/features/tasks/notifications/statusBar.ts';
import { registerVisibleTasks } from '../../../../src/vscode/features/tasks/tree/visibleTasks.ts';

const task = (localId: string, state: Task['state'], origin: TaskOrigin, rest: Partial<Task> = {}): Task => ({
  localId,
  model: 'm',
  state,
  input: {},
  results: [],
  createdAt: 0,
  updatedAt: 0,
  origin,
  ...rest
});

/** A fake host with tasks and connection controlled by the test. */
function fakeHost(all: readonly Task[]) {
  const tasks = new vscode.EventEmitter<readonly Task[]>();
  const online = new vscode.EventEmitter<boolean>();
  const watched = new Set<readonly string[]>();
  const engine = {
    connection: { retryAt: undefined as number | undefined },
    all,
    tasks: {
      list: (): readonly Task[] => engine.all,
      watch: (localIds: readonly string[]) => {
        watched.add(localIds);
        return { dispose: () => watched.delete(localIds) };
      }
    }
  };
  const host = { current: engine, onTasks: tasks.event, onOnline: online.event } as unknown as EngineService;
  return { engine, host, tasks, online, now: () => [...watched].map(ids => ids.join(' ')) };
}

describe('visible tasks', () => {
  it('are watched by the engine while a view that shows them is open', () => {
    const world = fakeHost([
      task('a', 'running', 'form'),
      task('b', 'queued', 'command'),
      task('c', 'done', 'form'),
      task('d', 'preparing', 'form', { batch: { id: 'x', waiting: true } })
    ]);
    const view = (shows: (one: Task) => boolean) => {
      const changed = new vscode.EventEmitter<unknown>();
      return { visible: false, onDidChangeVisibility: changed.event, changed, shows };
    };
    const [tree, form] = [view(() => true), view(one => one.origin === 'form')];
    const registered = registerVisibleTasks(world.host, [tree, form]);
    const show = (which: typeof tree, visible: boolean): void => {
      which.visible = visible;
      which.changed.fire(undefined);
    };
    world.tasks.fire([]);
    assert.deepEqual(world.now(), []);
    show(form, true);
    assert.deepEqual(world.now(), ['a']);
    show(tree, true);
    assert.deepEqual(world.now(), ['a b']);
    world.engine.all = [task('a', 'done', 'form'), task('b', 'running', 'command')];
    world.tasks.fire([]);
    assert.deepEqual(world.now(), ['b']);
    show(form, false);
    show(tree, false);
    assert.deepEqual(world.now(), []);
    registered.dispose();
  });
});

describe('status bar', () => {
  it('has one offline icon while KIE is unreachable', () => {
    const world = fakeHost([task('a', 'running', 'form')]);
    const item = {
      text: '',
      tooltip: '',
      accessibilityInformation: { label: '' },
      show: () => undefined,
      hide: () => undefined,
      dispose: () => undefined
    };
    const { createStatusBarItem } = vscode.window;
    const changed = new vscode.EventEmitter<unknown>();
    const account = { state: { hasKey: true, credits: 12 }, onDidChange: changed.event } as unknown as Account;
    Object.assign(vscode.window, { createStatusBarItem: () => item });
    try {
      const bar = registerStatusBar(world.host, account);
      assert.equal(item.text, '$(loading~spin) KIE: 1 task · 12 credits');
      world.engine.connection.retryAt = Date.now() + 12_000;
      world.online.fire(false);
      assert.equal(item.text, '$(debug-disconnect) KIE: retrying in 12 s · 12 credits');
      assert.match(item.tooltip, /^KIE is unreachable\. Retrying in 12 s\./);
      assert.match(
        item.accessibilityInformation.label,
        /^KIE: .*\. Retrying in 12 s\. 1 task is running\. 12 credits left\.$/
      );
      world.engine.connection.retryAt = undefined;
      world.online.fire(true);
      assert.equal(item.text, '$(loading~spin) KIE: 1 task · 12 credits');
      assert.doesNotMatch(item.tooltip, /unreachable/);
      bar.dispose();
    } finally {
      Object.assign(vscode.window, { createStatusBarItem });
    }
  });
});
