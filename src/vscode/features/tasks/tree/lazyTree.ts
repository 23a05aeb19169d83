import * as vscode from 'vscode';
import type { EngineService } from '../../../common/engineService.ts';
import type { TaskNode } from './grouping.ts';
import type { TasksTree } from './tree.ts';

/** The tree of tasks, which loads when VS Code first asks for its items. */
export class LazyTree implements vscode.TreeDataProvider<TaskNode>, vscode.TreeDragAndDropController<TaskNode> {
  readonly dragMimeTypes = ['text/uri-list'];
  readonly dropMimeTypes: string[] = [];
  readonly #engineService: EngineService;
  readonly #storageDir: string;
  readonly #visible: () => boolean;
  readonly #changed = new vscode.EventEmitter<TaskNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #loading: Promise<TasksTree> | undefined;
  #tree: TasksTree | undefined;
  #filter = '';

  constructor(engineService: EngineService, storageDir: string, visible: () => boolean) {
    this.#engineService = engineService;
    this.#storageDir = storageDir;
    this.#visible = visible;
  }

  /** The text that the shown tasks contain; empty when all are shown. */
  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text;
    this.#tree?.setFilter(text);
  }

  /** Refreshes changed items. With `ages` also refreshes items whose age is the only change. */
  refresh(ages = false): void {
    this.#tree?.refresh(ages);
  }

  /** Reads everything again, including the existence of files. */
  reload(): void {
    this.#tree?.reload();
  }

  /** Shows the new thumbnail of a result. */
  thumbnailAdded(path: string): void {
    this.#tree?.thumbnailAdded(path);
  }

  forgetModels(): void {
    this.#tree?.forgetModels();
  }

  showMore(list: unknown): void {
    this.#tree?.showMore(list);
  }

  async getChildren(node?: TaskNode): Promise<TaskNode[]> {
    return (await this.#load()).getChildren(node);
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    if (this.#tree === undefined) throw new Error('An item exists before the tree is loaded.');
    return this.#tree.getTreeItem(node);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TaskNode): Promise<vscode.TreeItem> {
    return (await this.#load()).resolveTreeItem(item, node);
  }

  /** Lets the files of dragged items be dropped into editors and other programs. */
  async handleDrag(nodes: readonly TaskNode[], data: vscode.DataTransfer): Promise<void> {
    const { draggedFiles } = await import('./draggedFiles.ts');
    const files = draggedFiles(nodes);
    if (files.length > 0) data.set('text/uri-list', new vscode.DataTransferItem(files.map(String).join('\r\n')));
  }

  #load(): Promise<TasksTree> {
    this.#loading ??= import('./tree.ts').then(({ TasksTree }) => {
      const tree = new TasksTree(this.#engineService, this.#storageDir, this.#visible);
      tree.setFilter(this.#filter);
      tree.onDidChangeTreeData(nodes => this.#changed.fire(nodes));
      this.#tree = tree;
      return tree;
    });
    return this.#loading;
  }

  dispose(): void {
    this.#tree?.dispose();
    this.#changed.dispose();
  }
}
