import * as vscode from 'vscode';
import { baseName, extensionsFor, globFor, compareNaturally } from '../../../core/files/mediaFiles.ts';
import { extensionOf } from '../../../shared/catalog/mediaTypes.ts';
import type { MediaKind } from '../../../shared/model.ts';
import type { PickItem } from '../quickInput.ts';

/** The maximum number of files in the list. */
const MAX_LISTED = 2000;

export interface FileItem extends PickItem {
  readonly uri?: vscode.Uri;
}

/** Quick pick items: workspace files, then `browse`. */
export interface FileList {
  readonly files: readonly FileItem[];
  /** Opens the file dialog. Its description mentions when the list is incomplete. */
  readonly browse: FileItem;
}

/**
 * Returns the workspace files of a kind, with the one in the active editor first. A non-empty `accept` restricts the
 * MIME types.
 */
export async function listFiles(kind: MediaKind, accept: readonly string[]): Promise<FileList> {
  const active = activeFile();
  const extensions = extensionsFor(kind, accept);
  // Requests one file more than the limit to detect an incomplete list.
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
  const browse = { icon: 'folder-opened', label: vscode.l10n.t('Browse…'), alwaysShow: true };
  if (found.length <= MAX_LISTED) return { files: sorted.map(fileItem), browse };
  const description = vscode.l10n.t('Only the first {0} files are listed. Use Browse… for the others.', MAX_LISTED);
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

/** Returns the file of the active tab in any editor. Images open in custom editors. */
export function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText) {
    return input.uri.scheme === 'file' ? input.uri : undefined;
  }
  return undefined;
}
