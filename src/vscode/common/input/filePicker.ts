import * as vscode from 'vscode';
import { extensionOf } from '../../../shared/catalog/mediaTypes.ts';
import type { MediaKind } from '../../../shared/model.ts';
import { baseName, extensionsFor, globFor, compareNaturally } from '../../../core/files/mediaFiles.ts';
import { showPick, showPicks } from '../quickInput.ts';
import { BACK, pickOne } from './wizard.ts';
import type { Step } from './wizard.ts';

/** The maximum number of files in the list. */
const MAX_LISTED = 2000;

export interface FileItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

/** Quick pick items: workspace files, then `browse`. */
interface FileList {
  readonly files: readonly FileItem[];
  /** Opens the file dialog. Its description mentions when the list is incomplete. */
  readonly browse: FileItem;
}

/**
 * Returns the workspace files of a kind, with the one in the active editor first. A non-empty `accept` restricts the
 * MIME types.
 */
async function listFiles(kind: MediaKind, accept: readonly string[]): Promise<FileList> {
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
  const browse = { label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`, alwaysShow: true };
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

interface FilePickerOptions {
  /** The accepted MIME types. All types of the kind when empty. */
  readonly accept: readonly string[];
  readonly many: boolean;
}

/** Asks for workspace files of a kind, or for other files in the file dialog. Undefined when the user canceled. */
export async function pickFiles(
  kind: MediaKind,
  { accept, many }: FilePickerOptions
): Promise<readonly vscode.Uri[] | undefined> {
  const { files, browse } = await listFiles(kind, accept);
  const chosen = await pickFileItems([...files, browse], { many, placeholder: filePlaceholder(kind) });
  if (chosen === undefined) return undefined;
  const uris = chosen.flatMap(item => item.uri ?? []);
  return chosen.includes(browse) ? [...uris, ...((await browseFiles(kind, { accept, many })) ?? [])] : uris;
}

/** Same as {@link pickFiles}, as a wizard step: canceling the dialog returns to the list. */
export async function pickFilesInStep(
  kind: MediaKind,
  options: FilePickerOptions,
  step: Step & { readonly placeholder: string }
): Promise<readonly vscode.Uri[] | typeof BACK | undefined> {
  const { files, browse } = await listFiles(kind, options.accept);
  for (;;) {
    const chosen = await pickOne([...files, browse], step);
    if (chosen === undefined || chosen === BACK) return chosen;
    const uris = chosen.uri !== undefined ? [chosen.uri] : await browseFiles(kind, options);
    if (uris !== undefined && uris.length > 0) return uris;
  }
}

/** Asks for files of a list. Undefined when the user canceled or selected none. */
export async function pickFileItems(
  items: readonly FileItem[],
  { many, placeholder: placeHolder }: { readonly many: boolean; readonly placeholder: string }
): Promise<readonly FileItem[] | undefined> {
  const options = { placeHolder, matchOnDescription: true };
  if (!many) {
    const item = await showPick(items, options);
    return item === undefined ? undefined : [item];
  }
  const chosen = await showPicks(items, options);
  return chosen?.length === 0 ? undefined : chosen;
}

async function browseFiles(
  kind: MediaKind,
  { accept, many }: FilePickerOptions
): Promise<readonly vscode.Uri[] | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: many,
    filters: {
      [kindName(kind)]: extensionsFor(kind, accept).flatMap(spellings),
      // The content determines the file type, so a file without an extension is accepted.
      [vscode.l10n.t('All Files')]: ['*']
    },
    openLabel: vscode.l10n.t('Use')
  });
  return chosen?.toSorted(compareNaturally);
}

/** Returns all spellings of an extension, because the file dialog on Linux is case-sensitive. */
const spellings = (extension: string): readonly string[] =>
  process.platform === 'linux' ? [extension, extension.toUpperCase(), capital(extension)] : [extension];

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

export function filePlaceholder(kind: MediaKind): string {
  switch (kind) {
    case 'image':
      return vscode.l10n.t('Select an image in the workspace');
    case 'video':
      return vscode.l10n.t('Select a video in the workspace');
    case 'audio':
      return vscode.l10n.t('Select an audio file in the workspace');
  }
}

function kindName(kind: MediaKind): string {
  switch (kind) {
    case 'image':
      return vscode.l10n.t('Images');
    case 'video':
      return vscode.l10n.t('Videos');
    case 'audio':
      return vscode.l10n.t('Audio');
  }
}

/** Returns the file of the active tab in any editor. Images open in custom editors. */
export function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText) {
    return input.uri.scheme === 'file' ? input.uri : undefined;
  }
  return undefined;
}
