import * as vscode from 'vscode';
import { Views } from '../../../ids.ts';
import type { Account } from '../../account/account.ts';
import type { Services } from '../../../services.ts';
import type { EngineService } from '../../../common/engineService.ts';
import { activeTasks } from '../../../../shared/activeTasks.ts';
import type { Watcher } from './visibleTasks.ts';
import type { TaskNode } from './grouping.ts';
import { TasksTree } from './tree.ts';

const AGE_STEP_MS = 30_000;

/** Registers the view with its badge. Ages update while it is visible. */
export function registerTasksView(
  engineService: EngineService,
  account: Account
): {
  readonly view: vscode.TreeView<TaskNode>;
  readonly tree: TasksTree;
  readonly watcher: Watcher;
  readonly lines: Pick<Services, 'selectedNode' | 'showMore'>;
  readonly disposable: vscode.Disposable;
} {
  const tree: TasksTree = new TasksTree(engineService, () => view.visible);
  const view: vscode.TreeView<TaskNode> = vscode.window.createTreeView(Views.tasks, { treeDataProvider: tree });
  let shown = 0;
  let timer: NodeJS.Timeout | undefined;
  const update = (): void => {
    const running = activeTasks(engineService.current?.tasks).length;
    if (running !== shown) {
      shown = running;
      view.badge = badge(running);
    }
    tree.refresh();
  };
  const disposable = vscode.Disposable.from(
    view,
    tree,
    engineService.onTasks(update),
    engineService.onBatch(update),
    engineService.onModels(() => tree.forgetModels()),
    view.onDidChangeVisibility(({ visible }) => {
      clearInterval(timer);
      if (!visible) return;
      timer = setInterval(() => tree.refresh(true), AGE_STEP_MS);
      tree.refresh(true);
      void account.refresh();
    }),
    { dispose: () => clearInterval(timer) }
  );
  const watcher: Watcher = {
    get visible() {
      return view.visible;
    },
    onDidChangeVisibility: view.onDidChangeVisibility,
    // A batch is one item, so its tasks would all get priority.
    shows: task => task.batch === undefined
  };
  const lines = { selectedNode: () => view.selection[0], showMore: (list: unknown) => tree.showMore(list) };
  return { view, tree, watcher, lines, disposable };
}

function badge(running: number): vscode.ViewBadge | undefined {
  if (running === 0) return undefined;
  const tooltip =
    running === 1 ? vscode.l10n.t('1 task is running.') : vscode.l10n.t('{0} tasks are running.', running);
  return { value: running, tooltip };
}
