import * as vscode from 'vscode';
import { joinSentences } from '../../../../shared/format/listFormat.ts';
import { ContextKeys, Views } from '../../../ids.ts';
import type { Account } from '../../account/account.ts';
import type { Services } from '../../../services.ts';
import type { EngineService } from '../../../common/engineService.ts';
import { activityOf } from '../../../../shared/tasks/activeTasks.ts';
import { activityText } from '../../../common/text/activityText.ts';
import { setViewMessage } from '../../../common/viewTexts.ts';
import type { TaskView } from './visibleTasks.ts';
import type { TaskNode } from './grouping.ts';
import { LazyTree } from './lazyTree.ts';

const AGE_STEP_MS = 30_000;

const createView = (treeDataProvider: LazyTree): vscode.TreeView<TaskNode> =>
  vscode.window.createTreeView(Views.tasks, {
    treeDataProvider,
    dragAndDropController: treeDataProvider,
    canSelectMany: true,
    showCollapseAll: true
  });

/** Registers the view with its badge. Ages update while it is visible. */
export function registerTasksView(
  engineService: EngineService,
  account: Account,
  storageDir: string
): {
  readonly view: vscode.TreeView<TaskNode>;
  readonly tree: LazyTree;
  readonly watcher: TaskView;
  readonly lines: Pick<Services, 'selectedNodes' | 'showMore' | 'taskList'>;
  readonly disposable: vscode.Disposable;
} {
  const tree: LazyTree = new LazyTree(engineService, storageDir, () => view.visible);
  const view: vscode.TreeView<TaskNode> = createView(tree);
  let shown = '';
  let timer: NodeJS.Timeout | undefined;
  const update = (): void => {
    const { running, held } = activityOf(engineService.current?.tasks);
    const tooltip = joinSentences(activityText({ running, held }));
    if (tooltip !== shown) {
      shown = tooltip;
      view.badge = tooltip === '' ? undefined : { value: running + held, tooltip };
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
  const watcher: TaskView = {
    get visible() {
      return view.visible;
    },
    onDidChangeVisibility: view.onDidChangeVisibility,
    // A batch is one item, so its tasks would all get priority.
    shows: task => task.batch === undefined
  };
  return { view, tree, watcher, lines: listOf(view, tree), disposable };
}

const listOf = (
  view: vscode.TreeView<TaskNode>,
  tree: LazyTree
): Pick<Services, 'selectedNodes' | 'showMore' | 'taskList'> => ({
  selectedNodes: () => view.selection,
  showMore: list => tree.showMore(list),
  taskList: {
    refresh: () => tree.reload(),
    thumbnailAdded: path => tree.thumbnailAdded(path),
    filter: () => tree.filter,
    setFilter: text => filterBy(view, tree, text)
  }
});

/** Shows only the tasks that contain these words, and shows the words above the list. */
async function filterBy(view: vscode.TreeView<TaskNode>, tree: LazyTree, text: string): Promise<void> {
  tree.filter = text;
  setViewMessage(view, text === '' ? '' : vscode.l10n.t('Filter: {0}', text));
  await vscode.commands.executeCommand('setContext', ContextKeys.tasksFiltered, text !== '');
}
