import * as vscode from 'vscode';
import { promptText } from '../../shared/mainPrompt.ts';
import { isActive } from '../../shared/task.ts';
import type { Task, TaskResult } from '../../shared/task.ts';
import { Commands, Views } from '../ids.ts';
import type { Account } from '../services/account.ts';
import type { Deps } from '../services/deps.ts';
import type { EngineHost } from '../services/engineHost.ts';
import { underWay } from '../services/underWay.ts';
import type { Watcher } from '../services/watching.ts';
import { creditsText } from '../services/words.ts';
import { batchItem, batchTooltip } from './batchItem.ts';
import { resultItem, resultTooltip } from './resultItem.ts';
import { groups, limited, linesOfBatch } from './taskGroups.ts';
import type { TaskNode } from './taskGroups.ts';
import { ageText, contextValue, stateIcon, stateText } from './taskText.ts';
import { tooltip } from './taskTooltip.ts';

const AGE_STEP_MS = 30_000;
const DRAW_EVERY_MS = 1_000;
/** So many lines of a list are shown at first, and more at a time. */
const LINES = 100;

/** The tasks of the ledger: what runs first, then by day; several results of a task are its children. */
export class TasksTree implements vscode.TreeDataProvider<TaskNode> {
  readonly #host: EngineHost;
  /** The models whose results something goes on from. */
  #sources: ReadonlySet<string> | undefined;
  /** How many lines of a list are shown, where it is more than at first. */
  readonly #most = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #drawn = 0;
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

  /**
   * Has the lines drawn anew, at most once in a while: meanwhile VS Code forgets which line is which, and a command that is
   * chosen just then would find none.
   */
  refresh(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#drawn + DRAW_EVERY_MS - Date.now();
    if (wait <= 0) this.#draw();
    else this.#timer = setTimeout(() => this.#draw(), wait);
  }

  #draw(): void {
    this.#timer = undefined;
    this.#drawn = Date.now();
    this.#changed.fire(undefined);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** Shows more lines of the list with this id. */
  showMore(list: unknown): void {
    if (typeof list !== 'string') return;
    this.#most.set(list, this.#mostOf(list) + LINES);
    this.refresh();
  }

  #mostOf(list: string): number {
    return this.#most.get(list) ?? LINES;
  }

  async getChildren(node?: TaskNode): Promise<TaskNode[]> {
    if (node === undefined) return groups((await this.#host.get()).tasks(), Date.now());
    if (node.kind === 'group') {
      const list = groupId(node.label);
      return limited(list, node.lines, this.#mostOf(list));
    }
    if (node.kind === 'batch') return limited(node.batchId, linesOfBatch(node.tasks), this.#mostOf(node.batchId));
    if (node.kind === 'task' && node.task.results.length > 1) {
      return node.task.results.map(result => ({ kind: 'result', task: node.task, result }));
    }
    return [];
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    switch (node.kind) {
      case 'group': {
        const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
        const item = new vscode.TreeItem(node.label, node.expanded ? Expanded : Collapsed);
        item.id = groupId(node.label);
        item.description = String(node.lines.length);
        item.contextValue = 'group';
        return item;
      }
      case 'task':
        return this.#taskItem(node.task);
      case 'batch':
        return batchItem(node.batchId, this.#host.current?.batch(node.batchId), node.tasks);
      case 'more':
        return moreItem(node.list, node.more);
      case 'result':
        return resultItem(node.task, node.result, this.#goesOnFrom(node.task, node.result));
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TaskNode): Promise<vscode.TreeItem> {
    if (node.kind === 'task') item.tooltip = await tooltip(node.task, this.#name(node.task), this.#host.current);
    if (node.kind === 'batch') {
      const batch = this.#host.current?.batch(node.batchId);
      if (batch !== undefined) item.tooltip = batchTooltip(batch, node.tasks);
    }
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

const groupId = (label: string): string => `group:${label}`;

function moreItem(list: string, more: number): vscode.TreeItem {
  const title = vscode.l10n.t('Show More');
  const item = new vscode.TreeItem(title);
  item.id = `more:${list}`;
  item.description = more.toLocaleString(vscode.env.language);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'rest';
  item.command = { command: Commands.taskShowMore, title, arguments: [list] };
  return item;
}

/** The view with its badge; ages move on while it is visible and something runs. */
export function registerTasksView(
  host: EngineHost,
  account: Account
): {
  readonly view: vscode.TreeView<TaskNode>;
  readonly tree: TasksTree;
  readonly watcher: Watcher;
  readonly lines: Pick<Deps, 'selectedNode' | 'showMore'>;
  readonly disposable: vscode.Disposable;
} {
  const tree = new TasksTree(host);
  const view = vscode.window.createTreeView(Views.tasks, { treeDataProvider: tree });
  let shown = 0;
  let timer: NodeJS.Timeout | undefined;
  const update = (): void => {
    const running = underWay(host.current).length;
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
    tree,
    host.onTasks(update),
    host.onBatch(update),
    host.onModels(() => tree.forgetModels()),
    view.onDidChangeVisibility(({ visible }) => {
      update();
      if (visible) void account.refresh();
    }),
    { dispose: () => clearInterval(timer) }
  );
  const watcher: Watcher = {
    get visible() {
      return view.visible;
    },
    onDidChangeVisibility: view.onDidChangeVisibility,
    // A batch is one line, and its tasks would all be first.
    shows: task => task.batch === undefined
  };
  const lines = { selectedNode: () => view.selection[0], showMore: (list: unknown) => tree.showMore(list) };
  return { view, tree, watcher, lines, disposable };
}
