import * as vscode from 'vscode';
import { Thumbnails } from '../../../../core/files/thumbnails.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';

/** Icons of tree items that show a result: images, and thumbnails of videos and large images. */
export class TreeThumbnails {
  readonly #files: Thumbnails;
  readonly #onChange: () => void;
  /** Icons by the path of the result; undefined while the icon is being read, and without one. */
  readonly #known = new Map<string, vscode.Uri | undefined>();

  constructor(storageDir: string, onChange: () => void) {
    this.#files = new Thumbnails(storageDir);
    this.#onChange = onChange;
  }

  /** The icon of a finished task: its first saved image or video. */
  ofTask({ state, results }: Task): vscode.Uri | undefined {
    const main = results.find(({ path, kind, role }) => path !== undefined && isVisual(kind) && role === undefined);
    return state === 'done' && main !== undefined ? this.ofResult(main) : undefined;
  }

  ofResult({ kind, path }: TaskResult): vscode.Uri | undefined {
    if (!isVisual(kind) || path === undefined) return undefined;
    if (!this.#known.has(path)) {
      this.#known.set(path, undefined);
      void this.update(path);
    }
    return this.#known.get(path);
  }

  /** Reads all icons again on their next use. */
  forget(): void {
    this.#known.clear();
  }

  /** Reads the icon of a result. A file that was moved or deleted has none. */
  async update(path: string): Promise<void> {
    const icon = await this.#files.iconOf(path);
    if (icon === undefined) return;
    this.#known.set(path, vscode.Uri.file(icon));
    this.#onChange();
  }
}

const isVisual = (kind: TaskResult['kind']): boolean => kind === 'image' || kind === 'video';
