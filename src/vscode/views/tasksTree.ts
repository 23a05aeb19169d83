import * as vscode from 'vscode';
import { promptText } from '../../shared/mainPrompt.ts';
import { isActive } from '../../shared/task.ts';
import type { Task, TaskResult } from '../../shared/task.ts';
import { Commands, Views } from '../ids.ts';
import type { Account } from '../services/account.ts';
import type { EngineHost } from '../services/engineHost.ts';
import { creditsText } from '../services/words.ts';
import { resultItem, resultTooltip } from './resultItem.ts';
import { ageText, contextValue, dayText, stateIcon, stateText } from './taskText.ts';
import { tooltip } from './taskTooltip.ts';

export type TaskNode =
  | { readonly kind: 'group'; readonly label: string; readonly running: boolean; readonly tasks: readonly Task[] }
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'result'; readonly task: Task; readonly result: TaskResult };

const AGE_STEP_MS = 30_000;

/** The tasks of the ledger: running first, then by day; several results of a task are its children. */
export class TasksTree implements vscode.TreeDataProvider<TaskNode> {
  readonly #host: EngineHost;
  /** The models whose results something goes on from. */
  #sources: ReadonlySet<string> | undefined;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(host: EngineHost) {
    this.#host = host;
  }

  /** The list of models is another one. */
  forgetModels(): void {
    this.#sources = undefined;
    this.refresh();
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: TaskNode): Promise<TaskNode[]> {
    if (node === undefined) return groups((await this.#host.get()).tasks(), Date.now());
    if (node.kind === 'group') return node.tasks.map(task => ({ kind: 'task', task }));
    if (node.kind === 'task' && node.task.results.length > 1) {
      return node.task.results.map(result => ({ kind: 'result', task: node.task, result }));
    }
    return [];
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    switch (node.kind) {
      case 'group': {
        const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Expanded);
        item.id = `group:${node.label}`;
        item.description = String(node.tasks.length);
        item.contextValue = 'group';
        return item;
      }
      case 'task':
        return this.#taskItem(node.task);
      case 'result':
        return resultItem(node.task, node.result, this.#goesOnFrom(node.task, node.result));
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TaskNode): Promise<vscode.TreeItem> {
    if (node.kind === 'task') item.tooltip = await tooltip(node.task, this.#name(node.task), this.#host.current);
    if (node.kind === 'result') item.tooltip = await resultTooltip(node.result);
    return item;
  }

  /** Whether the documentation knows something that goes on from such a task. */
  #goesOn(task: Task): boolean {
    const entries = this.#host.current?.entries();
    if (entries === undefined) return false;
    this.#sources ??= new Set(entries.flatMap(({ from = [] }) => from.flatMap(({ of }) => of)));
    return this.#sources.has(task.model);
  }

  #goesOnFrom(task: Task, { index }: TaskResult): boolean {
    if (isActive(task.state) || !this.#goesOn(task)) return false;
    return this.#host.current?.followUps(task.localId).some(({ resultIndex }) => resultIndex === index) ?? false;
  }

  #name(task: Task): string {
    return this.#host.current?.entry(task.model)?.name ?? task.model;
  }

  #taskItem(task: Task): vscode.TreeItem {
    const several = task.results.length > 1;
    const item = new vscode.TreeItem(
      this.#name(task),
      several ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None
    );
    const prompt = promptText(this.#host.current?.entry(task.model), task.input).replace(/\s+/g, ' ');
    const credits = task.credits ?? task.estimate;
    const percent = isActive(task.state) && task.progress !== undefined ? ` ${Math.round(task.progress * 100)} %` : '';
    const age = ageText(isActive(task.state) ? task.createdAt : (task.finishedAt ?? task.updatedAt), Date.now());
    const note = isActive(task.state) ? (task.note ?? '') : '';
    const parts = [stateText(task) + percent, note, prompt.length > 40 ? `${prompt.slice(0, 39)}…` : prompt, age];
    if (credits !== undefined)
      parts.push(task.credits === undefined ? `≈ ${creditsText(credits)}` : creditsText(credits));
    item.id = task.localId;
    item.description = parts.filter(part => part !== '').join(' · ');
    item.iconPath = stateIcon(task);
    item.contextValue = contextValue(task, prompt, this.#goesOn(task));
    item.accessibilityInformation = { label: `${this.#name(task)}, ${parts.filter(part => part !== '').join(', ')}` };
    if (task.state === 'unknown') {
      item.command = { command: Commands.taskExplain, title: vscode.l10n.t('What to Do…'), arguments: [task.localId] };
    } else if (task.results.some(result => result.path !== undefined) && !several) {
      item.command = { command: Commands.taskOpen, title: vscode.l10n.t('Open Result'), arguments: [task.localId] };
    }
    return item;
  }
}

/** Running tasks first, then one group a day, newest first. */
export function groups(tasks: readonly Task[], now: number): TaskNode[] {
  const sorted = tasks.toSorted((a, b) => b.createdAt - a.createdAt);
  const running = sorted.filter(task => isActive(task.state));
  const days = new Map<string, Task[]>();
  for (const task of sorted.filter(({ state }) => !isActive(state))) {
    const label = dayText(task.createdAt, now);
    days.set(label, [...(days.get(label) ?? []), task]);
  }
  const nodes: TaskNode[] = [...days].map(([label, ofDay]) => ({ kind: 'group', label, running: false, tasks: ofDay }));
  if (running.length > 0)
    nodes.unshift({ kind: 'group', label: vscode.l10n.t('Running'), running: true, tasks: running });
  return nodes;
}

/** The view with its badge; ages move on while it is visible and something runs. */
export function registerTasksView(
  host: EngineHost,
  account: Account
): { readonly view: vscode.TreeView<TaskNode>; readonly tree: TasksTree; readonly disposable: vscode.Disposable } {
  const tree = new TasksTree(host);
  const view = vscode.window.createTreeView(Views.tasks, { treeDataProvider: tree });
  let shown = 0;
  let timer: NodeJS.Timeout | undefined;
  const update = (): void => {
    const running = (host.current?.tasks() ?? []).filter(task => isActive(task.state)).length;
    if (running !== shown) {
      shown = running;
      view.badge =
        running === 0
          ? undefined
          : {
              value: running,
              tooltip:
                running === 1 ? vscode.l10n.t('1 task is running.') : vscode.l10n.t('{0} tasks are running.', running)
            };
    }
    tree.refresh();
    clearInterval(timer);
    timer = running > 0 && view.visible ? setInterval(() => tree.refresh(), AGE_STEP_MS) : undefined;
  };
  const disposable = vscode.Disposable.from(
    view,
    host.onTasks(update),
    host.onModels(() => tree.forgetModels()),
    view.onDidChangeVisibility(({ visible }) => {
      update();
      if (visible) void account.refresh();
    }),
    { dispose: () => clearInterval(timer) }
  );
  return { view, tree, disposable };
}
