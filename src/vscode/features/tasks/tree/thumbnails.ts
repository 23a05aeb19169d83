import * as vscode from 'vscode';
import { extensionOf } from '../../../../shared/catalog/mediaTypes.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';

/** A larger image would take long to decode for an icon of 16 pixels. In bytes. */
const MAX_BYTES = 3_000_000;
/** Types that VS Code loads as an icon. Source: vs/platform/protocol/electron-main/protocolMainService.ts. */
const TYPES: readonly string[] = ['png', 'jpg', 'jpeg', 'gif', 'webp'];

/** The saved images as icons of tree items. A file is an icon once it is known to exist. */
export class Thumbnails {
  readonly #onChange: () => void;
  /** Whether a file exists and is small enough, by path; undefined while it is being read. */
  readonly #known = new Map<string, boolean | undefined>();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The icon of a finished task: its first saved image. */
  ofTask({ state, results }: Task): vscode.Uri | undefined {
    const main = results.find(({ path, kind, role }) => path !== undefined && kind === 'image' && role === undefined);
    return state === 'done' && main !== undefined ? this.ofResult(main) : undefined;
  }

  ofResult({ kind, path, bytes }: TaskResult): vscode.Uri | undefined {
    if (kind !== 'image' || path === undefined || !TYPES.includes(extensionOf(path))) return undefined;
    if (bytes !== undefined && bytes > MAX_BYTES) return undefined;
    if (!this.#known.has(path)) {
      this.#known.set(path, undefined);
      void this.#look(path);
    }
    return this.#known.get(path) === true ? vscode.Uri.file(path) : undefined;
  }

  /** Looks for the files again. */
  forget(): void {
    this.#known.clear();
  }

  async #look(path: string): Promise<void> {
    try {
      const { size } = await vscode.workspace.fs.stat(vscode.Uri.file(path));
      this.#known.set(path, size <= MAX_BYTES);
      if (size <= MAX_BYTES) this.#onChange();
    } catch {
      // The file was moved or deleted: the item keeps the icon of its state.
      this.#known.set(path, false);
    }
  }
}
