import * as vscode from 'vscode';
import type { EngineService } from '../../../common/engineService.ts';
import { batchItem, batchTooltip } from './batchItem.ts';
import { FollowUps } from './followUps.ts';
import { groupItem, moreItem } from './groupItem.ts';
import { plainTexts } from './plainTexts.ts';
import { resultItem, resultTooltip } from './resultItem.ts';
import { groups, limited, linesOfBatch } from './grouping.ts';
import type { TaskNode } from './grouping.ts';
import { taskAge, taskItem, taskName } from './taskItem.ts';
import { TaskLines, lineId } from './treeDiff.ts';
import type { Look } from './treeDiff.ts';
import { tooltip } from './taskTooltip.ts';

const DRAW_EVERY_MS = 1_000;
/** The number of items of a list to show initially, and to add each time. */
const LINES = 100;

/** The tree of tasks: running tasks first, then by day. Multiple results of a task are its children. */
export class TasksTree implements vscode.TreeDataProvider<TaskNode> {
  readonly #engineService: EngineService;
  readonly #visible: () => boolean;
  readonly #lines = new TaskLines({ below: node => this.#below(node), look: node => this.#look(node) });
  readonly #followUps: FollowUps;
  /** The number of items to show per list, for lists that were expanded beyond the initial number. */
  readonly #most = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #drawn = 0;
  #ages = false;
  readonly #changed = new vscode.EventEmitter<TaskNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(engineService: EngineService, visible: () => boolean = () => true) {
    this.#engineService = engineService;
    this.#followUps = new FollowUps(engineService);
    this.#visible = visible;
  }

  /** Clears cached model data after the model list changed. */
  forgetModels(): void {
    this.#followUps.forget();
    this.refresh();
  }

  /** Refreshes changed items, throttled. With `ages` also refreshes items whose age is the only change. */
  refresh(ages = false): void {
    this.#ages ||= ages;
    if (this.#timer !== undefined) return;
    const wait = this.#drawn + DRAW_EVERY_MS - Date.now();
    if (wait <= 0) this.#draw();
    else this.#timer = setTimeout(() => this.#draw(), wait);
  }

  #draw(): void {
    this.#timer = undefined;
    this.#drawn = Date.now();
    const ages = this.#ages;
    this.#ages = false;
    // A hidden view refreshes everything when it becomes visible.
    const changed =
      this.#visible() && this.#engineService.current !== undefined ? this.#lines.changed(ages) : undefined;
    if (changed?.length !== 0) this.#changed.fire(changed === undefined ? undefined : [...changed]);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** Shows more items of the list with this ID. */
  showMore(list: unknown): void {
    if (typeof list !== 'string') return;
    this.#most.set(list, this.#mostOf(list) + LINES);
    this.refresh();
  }

  #mostOf(list: string): number {
    return this.#most.get(list) ?? LINES;
  }

  async getChildren(node?: TaskNode): Promise<TaskNode[]> {
    if (node === undefined) await this.#engineService.get();
    return this.#lines.give(node);
  }

  #below(node?: TaskNode): readonly TaskNode[] {
    switch (node?.kind) {
      case undefined:
        return groups(this.#engineService.current?.tasks.list() ?? [], Date.now());
      case 'group':
        return limited(lineId(node), node.lines, this.#mostOf(lineId(node)));
      case 'batch':
        return limited(node.batchId, linesOfBatch(node.tasks), this.#mostOf(node.batchId));
      case 'task':
        if (node.task.results.length < 2) return [];
        return node.task.results.map(result => ({ kind: 'result', task: node.task, result }));
      case 'result':
      case 'more':
        return [];
    }
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    this.#lines.drawn(node);
    return plainTexts(this.#item(node, node.kind === 'task' ? taskAge(node.task, Date.now()) : ''));
  }

  /** Returns the visible content of an item, and the tooltip parts that can change while the item stays the same. */
  #look(node: TaskNode): Look {
    const { label, description, iconPath, contextValue, collapsibleState, command } = this.#item(node, '');
    const { error, balance } = node.kind === 'task' ? node.task : {};
    return {
      text: JSON.stringify([label, description, iconPath, contextValue, collapsibleState, command, error, balance]),
      age: node.kind === 'task' ? taskAge(node.task, Date.now()) : ''
    };
  }

  #item(node: TaskNode, age: string): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return groupItem(node);
      case 'task':
        return taskItem(this.#engineService.current, node.task, this.#followUps.existFor(node.task), age);
      case 'batch':
        return batchItem(node.batchId, this.#engineService.current?.batches.get(node.batchId), node.tasks);
      case 'more':
        return moreItem(node.list, node.more);
      case 'result':
        return resultItem(node.task, node.result, this.#followUps.existForResult(node.task, node.result));
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TaskNode): Promise<vscode.TreeItem> {
    const engine = this.#engineService.current;
    if (node.kind === 'task') item.tooltip = await tooltip(node.task, taskName(engine, node.task), engine);
    if (node.kind === 'batch') {
      const batch = engine?.batches.get(node.batchId);
      if (batch !== undefined) item.tooltip = batchTooltip(batch, node.tasks);
    }
    if (node.kind === 'result') item.tooltip = await resultTooltip(node.result);
    return item;
  }
}
