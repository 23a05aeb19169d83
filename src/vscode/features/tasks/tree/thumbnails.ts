import * as vscode from 'vscode';
import { Thumbnails } from '../../../../core/files/thumbnails.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';

/** The icons of tree items that show the result: images, and thumbnails of videos and large images. */
export class TreeThumbnails {
  readonly #files: Thumbnails;
  readonly #onChange: () => void;
  /** The icons by the path of the result; undefined while it is being read and for a file without one. */
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
      void this.look(path);
    }
    return this.#known.get(path);
  }

  /** Looks for the files again. */
  forget(): void {
    this.#known.clear();
  }

  /** Reads the icon of a result. A file that was moved or deleted has none. */
  async look(path: string): Promise<void> {
    const icon = await this.#files.iconOf(path);
    if (icon === undefined) return;
    this.#known.set(path, vscode.Uri.file(icon));
    this.#onChange();
  }
}

const isVisual = (kind: TaskResult['kind']): boolean => kind === 'image' || kind === 'video';
