import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { dateTimeText } from '../../../../shared/format/dateText.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import type { MediaKind } from '../../../../shared/model.ts';
import { taskItemId } from '../../../../shared/tasks/taskItems.ts';
import { taskItemFiles } from './taskItemFiles.ts';
import type { DroppedFile, MediaItem } from '../../../../shared/protocol/media.ts';
import type { ParamsOf, ResultOf } from '../../../../shared/protocol/requests.ts';
import { baseName, isOfKind } from '../../../../core/files/mediaFiles.ts';
import { pickFileItems, pickFiles } from '../../../common/input/filePicker.ts';
import { localFile } from '../../../common/localFile.ts';
import { activeFile } from '../../../common/input/workspaceFiles.ts';
import type { FileItem } from '../../../common/input/workspaceFiles.ts';
import { droppedName } from '../../../../core/files/droppedName.ts';
import { dropsFolder } from './dropsFolder.ts';
import { pruneDroppedFiles } from '../../../../core/files/pruneDroppedFiles.ts';
import { mediaItem } from './previews.ts';

type Items = ResultOf<'pickMedia'>;

/** The sources of media for the Generate view. */
export class MediaSources {
  readonly #engine: Engine;
  readonly #storage: vscode.Uri;
  readonly #drafts: () => readonly unknown[];
  #isPruned = false;

  /** `drafts`: all drafts; files that they use are kept. */
  constructor(engine: Engine, storage: vscode.Uri, drafts: () => readonly unknown[]) {
    this.#engine = engine;
    this.#storage = storage;
    this.#drafts = drafts;
  }

  /** @throws when the source has no file of the kind */
  async pick(params: ParamsOf<'pickMedia'>, webview: vscode.Webview): Promise<Items> {
    const { kind, many, accept, source = 'files' } = params;
    switch (source) {
      case 'files':
        return this.#items((await pickFiles(kind, { accept, many })) ?? [], webview);
      case 'results': {
        const results = this.#results(kind);
        if (results.length === 0) throw new Error(vscode.l10n.t('No results of this type in the history.'));
        const placeholder = vscode.l10n.t('Select a result from the history');
        const chosen = (await pickFileItems(results, { many, placeholder })) ?? [];
        return this.#items(
          chosen.flatMap(item => item.uri ?? []),
          webview
        );
      }
      case 'editor': {
        const uri = activeFile();
        if (uri !== undefined && isOfKind(uri.path, kind)) return this.#items([uri], webview);
        throw new Error(vscode.l10n.t("The active editor isn't a file of this type."));
      }
    }
  }

  /** Imports dropped or pasted files, and the files of dropped items of the Tasks view. Content is stored under its hash, so the same content is stored once. */
  async importFiles(files: readonly DroppedFile[], webview: vscode.Webview): Promise<Items> {
    await this.#prune();
    const uris: vscode.Uri[] = [];
    for (const file of files) {
      const item = 'uri' in file ? taskItemId(file.uri) : undefined;
      if (item !== undefined) uris.push(...taskItemFiles(this.#engine, item));
      else uris.push('uri' in file ? fileUri(file.uri) : await this.store(file.name, file.data));
    }
    return this.#items(uris, webview);
  }

  /** Removes old dropped files that are no longer used, once per session with the first import. */
  async #prune(): Promise<void> {
    if (this.#isPruned) return;
    this.#isPruned = true;
    const named = JSON.stringify([this.#engine.tasks.list().map(task => task.input), this.#drafts()]);
    try {
      await pruneDroppedFiles(dropsFolder(this.#storage).fsPath, name => named.includes(name));
    } catch {
      // The next session tries again; the import does not depend on it.
      this.#isPruned = true;
    }
  }

  /** Stores content as a file in the storage of the extension. */
  async store(name: string, data: Uint8Array): Promise<vscode.Uri> {
    const folder = vscode.Uri.joinPath(
      dropsFolder(this.#storage),
      createHash('sha256').update(data).digest('hex').slice(0, 16)
    );
    const uri = vscode.Uri.joinPath(folder, droppedName(name));
    await vscode.workspace.fs.writeFile(uri, data);
    return uri;
  }

  /** Saved results of one kind, newest first. */
  #results(kind: MediaKind): readonly FileItem[] {
    return this.#engine.tasks
      .list()
      .toSorted((a, b) => b.createdAt - a.createdAt)
      .flatMap(task =>
        task.results.flatMap(({ path }) => {
          if (path === undefined || !isOfKind(path, kind)) return [];
          const description = `${this.#engine.models.entry(task.model)?.name ?? task.model} · ${dateTimeText(task.createdAt)}`;
          return [{ label: baseName(path), description, uri: vscode.Uri.file(path) }];
        })
      );
  }

  async #items(uris: readonly vscode.Uri[], webview: vscode.Webview): Promise<Items> {
    const items: MediaItem[] = await Promise.all(uris.map(uri => mediaItem(this.#engine, webview, uri.toString())));
    return { items };
  }
}

function fileUri(text: string): vscode.Uri {
  const file = localFile(vscode.Uri.parse(text, true));
  if (file !== undefined) return file;
  throw new Error(vscode.l10n.t('Only local files can be used: {0}', text));
}
