import * as vscode from 'vscode';
import { extensionOf } from '../../shared/mediaTypes.ts';
import type { MediaKind } from '../../shared/model.ts';
import { baseName, extensionsFor, naturally } from '../../core/models/mediaInput.ts';

const MOST = 2000;

export interface FileItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

/**
 * Workspace files of a kind as lines of a quick pick, the one in the active editor first. `accept`: only these MIME
 * types, when there are any.
 */
export async function fileItems(kind: MediaKind, accept: readonly string[] = []): Promise<readonly FileItem[]> {
  const active = activeFile();
  const extensions = extensionsFor(kind, accept);
  const glob = `**/*.{${extensions.flatMap(ext => [ext, ext.toUpperCase()]).join(',')}}`;
  const found = await vscode.workspace.findFiles(glob, '**/node_modules/**', MOST);
  const sorted = found.filter(uri => uri.scheme === 'file').sort(naturally);
  if (active !== undefined && extensions.includes(extensionOf(active.path))) {
    const at = sorted.findIndex(uri => uri.toString() === active.toString());
    if (at >= 0) sorted.splice(at, 1);
    sorted.unshift(active);
  }
  return sorted.map(uri => {
    const name = baseName(uri.path);
    const where = vscode.workspace
      .asRelativePath(uri)
      .slice(0, -name.length)
      .replace(/[\\/]$/, '');
    const editor = uri.toString() === active?.toString() ? vscode.l10n.t('in the active editor') : '';
    return { label: name, description: [where, editor].filter(text => text !== '').join(' · '), uri };
  });
}

/** Asks for files of the workspace, or by a dialog. Undefined when the person left. */
export async function pickFiles(
  kind: MediaKind,
  accept: readonly string[],
  many: boolean
): Promise<readonly vscode.Uri[] | undefined> {
  const browse: FileItem = { label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`, alwaysShow: true };
  const options = { placeHolder: placeholder(kind), matchOnDescription: true };
  const items = [...(await fileItems(kind, accept)), browse];
  const chosen = many
    ? await vscode.window.showQuickPick(items, { ...options, canPickMany: true })
    : await one(vscode.window.showQuickPick(items, options));
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
    filters: { [kindName(kind)]: [...extensionsFor(kind, accept)] },
    openLabel: vscode.l10n.t('Use')
  });
  return chosen?.toSorted(naturally);
}

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
