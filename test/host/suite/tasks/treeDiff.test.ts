import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Task } from '../../../../src/shared/task.ts';
import type { EngineService } from '../../../../src/vscode/common/engineService.ts';
import type { TaskNode } from '../../../../src/vscode/features/tasks/tree/grouping.ts';
import { lineId } from '../../../../src/vscode/features/tasks/tree/treeDiff.ts';
import { TasksTree } from '../../../../src/vscode/features/tasks/tree/tree.ts';

const task = (localId: string, rest: Partial<Task> = {}): Task => ({
  localId,
  model: 'm',
  state: 'done',
  input: {},
  results: [],
  createdAt: Date.now(),
  updatedAt: Date.now(),
  origin: 'command',
  ...rest
});

const image = (index: number) => ({ index, kind: 'image', state: 'saved', path: `/p${index}.png` }) as const;

/** A tree over tasks set by the test, fully expanded and rendered like in VS Code. */
async function drawnTree(first: readonly Task[], batchState: 'running' | 'paused' = 'running') {
  const world = { tasks: first, batchState, visible: true };
  const engine = {
    models: { entry: () => undefined, entries: [] },
    tasks: { list: () => world.tasks, followUps: () => [], canResume: () => false, canEnterId: () => false },
    batches: {
      get: (id: string) => ({ id, name: 'Many', state: world.batchState, counts: { running: 2 }, createdAt: 0 })
    }
  };
  const host = { get: () => Promise.resolve(engine), current: engine } as unknown as EngineService;
  const tree = new TasksTree(host, '', () => world.visible);
  const lines = new Map<string, TaskNode>();
  const open = async (parent?: TaskNode): Promise<void> => {
    for (const node of await tree.getChildren(parent)) {
      lines.set(lineId(node), node);
      if (tree.getTreeItem(node).collapsibleState !== vscode.TreeItemCollapsibleState.None) await open(node);
    }
  };
  await open();
  return {
    world,
    tree,
    lines,
    open,
    /** Sets the tasks and returns the IDs of the tree items that are refreshed. */
    after: async (tasks: readonly Task[], ages = false): Promise<readonly string[]> => {
      world.tasks = tasks;
      const changed = new Promise<readonly string[]>(resolve => {
        const listener = tree.onDidChangeTreeData(nodes => {
          listener.dispose();
          resolve(nodes === undefined ? ['everything'] : nodes.map(lineId));
        });
      });
      tree.refresh(ages);
      return changed;
    }
  };
}

describe('Tasks view', () => {
  const minuteAgo = Date.now() - 60_000;
  const running = task('a', { state: 'running' });
  const other = task('b', { state: 'running' });
  const two = task('c', { results: [image(0), image(1)] });
  const cases: readonly {
    readonly title: string;
    readonly before: readonly Task[];
    readonly after: readonly Task[];
    readonly redrawn: readonly string[];
    readonly ages?: true;
  }[] = [
    {
      title: 'redraws only the item of a task that changed',
      before: [running, other, two],
      after: [{ ...running, progress: 0.5 }, other, two],
      redrawn: ['a']
    },
    {
      title: 'redraws only the item of a file that is saved later',
      before: [task('d', { results: [image(0), { index: 1, kind: 'image', state: 'pending' }] })],
      after: [task('d', { results: [image(0), { index: 1, kind: 'image', state: 'failed' }] })],
      redrawn: ['d#1']
    },
    {
      title: 'redraws the groups that a task leaves and enters when it ends',
      before: [running, other, two],
      after: [{ ...running, state: 'done' }, other, two],
      redrawn: ['group:Running', 'group:Today']
    },
    {
      title: 'redraws everything when a group appears or disappears',
      before: [running, two],
      after: [{ ...running, state: 'done' }, two],
      redrawn: ['everything']
    },
    {
      title: 'redraws a task that becomes expandable by its second result',
      before: [two, task('d', { results: [image(0)] })],
      after: [two, task('d', { results: [image(0), image(1)] })],
      redrawn: ['d']
    },
    {
      title: 'redraws items with a new age on request',
      before: [task('d', { createdAt: minuteAgo, state: 'running' }), two],
      after: [task('d', { createdAt: minuteAgo - 60_000, state: 'running' }), two],
      redrawn: ['d'],
      ages: true
    }
  ];
  for (const { title, before, after, redrawn, ages } of cases) {
    it(title, async () => {
      const { after: draw, tree } = await drawnTree(before);
      assert.deepEqual(await draw(after, ages), redrawn);
      tree.dispose();
    });
  }

  it('keeps the same objects with the same ids, with their current state', async () => {
    const { after, lines, open, tree } = await drawnTree([running, other, two]);
    const before = new Map(lines);
    await after([{ ...running, state: 'done' }, task('new', { state: 'running' }), other, two]);
    await open();
    assert.deepEqual([...lines.keys()].toSorted(), [...before.keys(), 'new'].toSorted());
    for (const [id, line] of before) assert.equal(lines.get(id), line, id);
    const line = before.get('a');
    assert.ok(line?.kind === 'task' && line.task.state === 'done');
    tree.dispose();
  });

  it('redraws a batch that was paused in any window', async () => {
    const ofBatch = ['x', 'y'].map(id => task(id, { state: 'running', batch: { id: 'many' } }));
    const { after, world, tree } = await drawnTree(ofBatch);
    world.batchState = 'paused';
    assert.deepEqual(await after(ofBatch), ['batch:many']);
    tree.dispose();
  });

  it('redraws nothing while hidden, and everything when it is shown', async () => {
    const { after, world, tree } = await drawnTree([running, other]);
    world.visible = false;
    assert.deepEqual(await after([{ ...running, progress: 0.5 }, other]), ['everything']);
    tree.dispose();
  });
});
