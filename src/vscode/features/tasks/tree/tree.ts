import * as vscode from 'vscode';
import type { EngineService } from '../../../common/engineService.ts';
import { variedTexts } from '../../../common/text/variedText.ts';
import { batchAge, batchItem, batchTooltip } from './batchItem.ts';
import { FollowUps } from './followUps.ts';
import { groupItem, moreItem } from './groupItem.ts';
import { plainTexts } from './plainTexts.ts';
import { resultItem, resultTooltip } from './resultItem.ts';
import { groups, limited, linesOfBatch } from './grouping.ts';
import type { BatchNode, TaskLineNode, TaskNode } from './grouping.ts';
import { filterOf } from './filter.ts';
import { taskAge, taskItem, taskName } from './taskItem.ts';
import { TreeThumbnails } from './treeThumbnails.ts';
import { TaskLines, lineId } from './treeDiff.ts';
import type { Look } from './treeDiff.ts';
import { tooltip } from './taskTooltip.ts';

const DRAW_EVERY_MS = 1_000;
/** The number of items of a list to show initially, and to add each time. */
const LINES = 100;

/** The list of the tasks that match a filter. */
const FOUND = 'found';

/**
 * The tree of tasks: running tasks first, then by day. Multiple results of a task are its children. With a filter, one
 * list of the tasks that match.
 */
export class TasksTree implements vscode.TreeDataProvider<TaskNode> {
  readonly #engineService: EngineService;
  readonly #visible: () => boolean;
  readonly #lines = new TaskLines({ below: node => this.#below(node), look: node => this.#look(node) });
  readonly #followUps: FollowUps;
  readonly #thumbnails: TreeThumbnails;
  #filter = '';
  /** The number of items to show per list, for lists that were expanded beyond the initial number. */
  readonly #most = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #drawn = 0;
  #ages = false;
  readonly #changed = new vscode.EventEmitter<TaskNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(engineService: EngineService, storageDir: string, visible: () => boolean = () => true) {
    this.#engineService = engineService;
    this.#thumbnails = new TreeThumbnails(storageDir, () => this.refresh());
    this.#followUps = new FollowUps(engineService);
    this.#visible = visible;
  }

  /** Clears cached model data after the model list changed. */
  forgetModels(): void {
    this.#followUps.forget();
    this.refresh();
  }

  /** Shows only the tasks that contain these words; all tasks when it is empty. */
  setFilter(text: string): void {
    if (text === this.#filter) return;
    this.#filter = text;
    this.refresh();
  }

  /** Shows the new thumbnail of a result. */
  thumbnailAdded(path: string): void {
    void this.#thumbnails.update(path);
  }

  /** Reads everything again, including the existence of files. */
  reload(): void {
    this.#thumbnails.forget();
    this.#changed.fire(undefined);
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
        return this.#top();
      case 'group':
        return limited(lineId(node), node.lines, this.#mostOf(lineId(node)));
      case 'batch':
        return limited(node.batchId, this.#linesOfBatch(node), this.#mostOf(node.batchId));
      case 'task':
        if (node.task.results.length < 2) return [];
        return node.task.results.map(result => ({ kind: 'result', task: node.task, result }));
      case 'result':
      case 'more':
        return [];
    }
  }

  #linesOfBatch({ tasks }: BatchNode): readonly TaskLineNode[] {
    const engine = this.#engineService.current;
    const varied = engine === undefined ? undefined : variedTexts(engine, tasks);
    return linesOfBatch(tasks).map(task => ({ kind: 'task', task, varied: varied?.get(task.localId) ?? '' }));
  }

  #top(): readonly TaskNode[] {
    const tasks = this.#engineService.current?.tasks.list() ?? [];
    const matches = filterOf(this.#engineService.current, this.#filter);
    if (matches === undefined) return groups(tasks, Date.now());
    const found = tasks.filter(matches).map((task): TaskLineNode => ({ kind: 'task', task }));
    return limited(FOUND, found, this.#mostOf(FOUND));
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    this.#lines.drawn(node);
    return plainTexts(this.#item(node, ageOf(node)));
  }

  /** Returns the visible content of an item, and the tooltip parts that can change while the item stays the same. */
  #look(node: TaskNode): Look {
    const { label, description, iconPath, contextValue, collapsibleState, command } = this.#item(node, '');
    const { error, balance } = node.kind === 'task' ? node.task : {};
    return {
      text: JSON.stringify([label, description, iconPath, contextValue, collapsibleState, command, error, balance]),
      age: ageOf(node)
    };
  }

  #item(node: TaskNode, age: string): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return groupItem(node);
      case 'task':
        return taskItem(this.#engineService.current, node.task, {
          hasFollowUps: this.#followUps.existFor(node.task),
          age,
          varied: node.varied,
          thumbnail: this.#thumbnails.ofTask(node.task)
        });
      case 'batch':
        return batchItem(this.#engineService.current, node, age);
      case 'more':
        return moreItem(node.list, node.more);
      case 'result':
        return resultItem(node.task, node.result, {
          hasFollowUps: this.#followUps.existForResult(node.task, node.result),
          thumbnail: this.#thumbnails.ofResult(node.result)
        });
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TaskNode): Promise<vscode.TreeItem> {
    const engine = this.#engineService.current;
    if (node.kind === 'task') item.tooltip = await tooltip(node.task, taskName(engine, node.task), engine);
    if (node.kind === 'batch') {
      const batch = engine?.batches.get(node.batchId);
      if (batch !== undefined) item.tooltip = batchTooltip(engine, batch, node.tasks);
    }
    if (node.kind === 'result') item.tooltip = await resultTooltip(node.result);
    return item;
  }
}

function ageOf(node: TaskNode): string {
  const now = Date.now();
  if (node.kind === 'task') return taskAge(node.task, now);
  return node.kind === 'batch' ? batchAge(node.tasks, now) : '';
}
