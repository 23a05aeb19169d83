import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Task } from '../../../../src/shared/task.ts';
import { groups, linesOfBatch } from '../../../../src/vscode/features/tasks/tree/grouping.ts';
import { TasksTree } from '../../../../src/vscode/features/tasks/tree/tree.ts';
import type { EngineService } from '../../../../src/vscode/common/engineService.ts';

const NOW = new Date(2026, 0, 5, 12).getTime();
const HOUR = 3_600_000;

let taskCount = 0;

const task = (rest: Partial<Task>): Task => ({
  localId: `t${++taskCount}`,
  model: 'nano-banana-2',
  state: 'done',
  input: {},
  results: [],
  createdAt: NOW,
  updatedAt: NOW,
  origin: 'command',
  ...rest
});

/** A readable summary of the tree items. */
const summary = (tasks: readonly Task[]): readonly string[] =>
  groups(tasks, NOW).map(node => {
    if (node.kind === 'batch') return `batch ${node.batchId}: ${node.tasks.length}`;
    if (node.kind !== 'group') return node.kind;
    const lines = node.lines.map(line => (line.kind === 'batch' ? `batch ${line.batchId}` : line.task.state));
    return `${node.label}${node.expanded ? '' : ' (shut)'}: ${lines.join(' ')}`;
  });

describe('Tasks view groups', () => {
  it('are expanded for running tasks and today, and collapsed for other days', () => {
    const tasks = [
      task({ state: 'running' }),
      task({}),
      task({ state: 'failed', createdAt: NOW - HOUR }),
      task({ createdAt: NOW - 24 * HOUR }),
      task({ createdAt: NOW - 25 * HOUR }),
      task({ createdAt: NOW - 48 * HOUR })
    ];
    assert.deepEqual(summary(tasks), [
      'Running: running',
      'Today: done failed',
      'Yesterday (shut): done done',
      `${new Date(NOW - 48 * HOUR).toLocaleDateString(vscode.env.language, { dateStyle: 'medium' })} (shut): done`
    ]);
  });

  it('show a batch as one item: first while it is active, then below its day', () => {
    const going = [
      task({ state: 'running', batch: { id: 'a' } }),
      task({ batch: { id: 'a' } }),
      task({ state: 'preparing', batch: { id: 'a', waiting: true } })
    ];
    const ended = [task({ batch: { id: 'b' } }), task({ state: 'failed', batch: { id: 'b' } })];
    const alone = task({ state: 'running' });
    assert.deepEqual(summary([...going, alone, ...ended]), ['batch a: 3', 'Running: running', 'Today: batch b']);
  });

  it('list running tasks of a batch before waiting ones, each in its last attempt', () => {
    const failed = task({ state: 'failed', batch: { id: 'a' } });
    const order = linesOfBatch([
      task({ state: 'running', batch: { id: 'a' }, retryOf: failed.localId, createdAt: NOW + 3 }),
      task({ state: 'preparing', batch: { id: 'a', waiting: true }, createdAt: NOW + 2, localId: 'second' }),
      task({ state: 'preparing', batch: { id: 'a', waiting: true }, createdAt: NOW + 1, localId: 'first' }),
      task({ batch: { id: 'a' } }),
      failed
    ]).map(({ batch, localId, state }) => (batch?.waiting === true ? localId : state));
    assert.deepEqual(order, ['running', 'first', 'second', 'done']);
  });

  it('show a hundred items of a long list, and more on request', async () => {
    const tasks = Array.from({ length: 250 }, () => task({ createdAt: Date.now() }));
    const engine = { tasks: { list: () => tasks } };
    const tree = new TasksTree({ get: () => Promise.resolve(engine), current: engine } as unknown as EngineService, '');
    const lengths: (readonly [number, string])[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const [today] = await tree.getChildren();
      const lines = await tree.getChildren(today);
      const last = lines.at(-1);
      assert.ok(last);
      const item = last.kind === 'more' ? tree.getTreeItem(last) : undefined;
      lengths.push([lines.length, String(item?.description ?? '')]);
      const [list] = (item?.command?.arguments ?? []) as readonly unknown[];
      tree.showMore(list);
    }
    assert.deepEqual(lengths, [
      [101, '150'],
      [201, '50'],
      [250, '']
    ]);
  });
});
