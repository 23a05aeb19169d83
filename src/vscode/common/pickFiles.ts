import * as vscode from 'vscode';
import { extensionOf } from '../../shared/mediaTypes.ts';
import type { MediaKind } from '../../shared/model.ts';
import { baseName, extensionsFor, globFor, compareNaturally } from '../../core/models/mediaInput.ts';
import { showPick, showPicks } from './quickInput.ts';

/** The most files that a list shows. */
const MAX_LISTED = 2000;

export interface FileItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

/** Lines of a quick pick: workspace files, then `browse`. */
export interface FileList {
  readonly files: readonly FileItem[];
  /** Opens the dialog of the system; says so when `files` stops at the limit. */
  readonly browse: FileItem;
}

/**
 * Workspace files of a kind, the one in the active editor first. `accept`: only these MIME types, when there are any.
 */
export async function listFiles(kind: MediaKind, accept: readonly string[] = []): Promise<FileList> {
  const active = activeFile();
  const extensions = extensionsFor(kind, accept);
  // One more than the list shows, to know whether it is complete.
  const found = await vscode.workspace.findFiles(globFor(extensions), '**/node_modules/**', MAX_LISTED + 1);
  const sorted = found
    .slice(0, MAX_LISTED)
    .filter(uri => uri.scheme === 'file')
    .sort(compareNaturally);
  if (active !== undefined && extensions.includes(extensionOf(active.path))) {
    const at = sorted.findIndex(uri => uri.toString() === active.toString());
    if (at >= 0) sorted.splice(at, 1);
    sorted.unshift(active);
  }
  const browse = { label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`, alwaysShow: true };
  if (found.length <= MAX_LISTED) return { files: sorted.map(fileItem), browse };
  const description = vscode.l10n.t('This list shows only {0} files. Use Browse… for the others.', MAX_LISTED);
  return { files: sorted.map(fileItem), browse: { ...browse, description } };
}

function fileItem(uri: vscode.Uri): FileItem {
  const name = baseName(uri.path);
  const where = vscode.workspace
    .asRelativePath(uri)
    .slice(0, -name.length)
    .replace(/[\\/]$/, '');
  const editor = uri.toString() === activeFile()?.toString() ? vscode.l10n.t('in the active editor') : '';
  return { label: name, description: [where, editor].filter(text => text !== '').join(' · '), uri };
}

/** Asks for files of the workspace, or by a dialog. Undefined when the user left. */
export async function pickFiles(
  kind: MediaKind,
  accept: readonly string[],
  many: boolean
): Promise<readonly vscode.Uri[] | undefined> {
  const { files, browse } = await listFiles(kind, accept);
  const options = { placeHolder: placeholder(kind), matchOnDescription: true };
  const items = [...files, browse];
  const chosen = many ? await showPicks(items, options) : await one(showPick(items, options));
  if (chosen === undefined || chosen.length === 0) return undefined;
  const uris = chosen.flatMap(item => item.uri ?? []);
  return chosen.includes(browse) ? [...uris, ...((await browseFiles(kind, many, accept)) ?? [])] : uris;
}

async function one<T>(picked: Thenable<T | undefined>): Promise<readonly T[] | undefined> {
  const item = await picked;
  return item === undefined ? undefined : [item];
}

export async function browseFiles(
  kind: MediaKind,
  many: boolean,
  accept: readonly string[] = []
): Promise<readonly vscode.Uri[] | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: many,
    filters: {
      [kindName(kind)]: extensionsFor(kind, accept).flatMap(spellings),
      // Content decides what a file is: one without an extension is fine too.
      [vscode.l10n.t('All Files')]: ['*']
    },
    openLabel: vscode.l10n.t('Use')
  });
  return chosen?.toSorted(compareNaturally);
}

/** Dialogs of Linux tell cases apart. */
const spellings = (extension: string): readonly string[] =>
  process.platform === 'linux' ? [extension, extension.toUpperCase(), capital(extension)] : [extension];

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

export function placeholder(kind: MediaKind): string {
  switch (kind) {
    case 'image':
      return vscode.l10n.t('Choose an image of the workspace');
    case 'video':
      return vscode.l10n.t('Choose a video of the workspace');
    case 'audio':
      return vscode.l10n.t('Choose a sound of the workspace');
  }
}

function kindName(kind: MediaKind): string {
  switch (kind) {
    case 'image':
      return vscode.l10n.t('Images');
    case 'video':
      return vscode.l10n.t('Videos');
    case 'audio':
      return vscode.l10n.t('Sounds');
  }
}

/** The file of the active tab, whatever shows it (pictures are in custom editors). */
export function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText) {
    return input.uri.scheme === 'file' ? input.uri : undefined;
  }
  return undefined;
}
