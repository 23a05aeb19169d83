import * as vscode from 'vscode';
import type { MediaKind } from '../../../shared/model.ts';
import { extensionsFor, compareNaturally } from '../../../core/files/mediaFiles.ts';
import { showPick, showPicks } from '../quickInput.ts';
import { pickManyFiles } from './pickManyFiles.ts';
import type { ManyFiles } from './pickManyFiles.ts';
import { BACK, pickOne } from './wizard.ts';
import type { Step, StepResult } from './wizard.ts';
import { listFiles } from './workspaceFiles.ts';
import type { FileItem } from './workspaceFiles.ts';

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
  const list = await listFiles(kind, accept);
  const { files, browse } = list;
  // The list would be empty: open the file dialog at once.
  if (files.length === 0) return browseFiles(kind, { accept, many });
  const placeholder = filePlaceholder(kind);
  const chosen = many ? await pickManyFiles(list, placeholder) : await pickOneFile([...files, browse], placeholder);
  if (chosen === undefined) return undefined;
  const uris = chosen.items.flatMap(item => item.uri ?? []);
  return chosen.browse ? [...uris, ...((await browseFiles(kind, { accept, many })) ?? [])] : uris;
}

async function pickOneFile(items: readonly FileItem[], placeholder: string): Promise<ManyFiles | undefined> {
  const chosen = await pickFileItems(items, { many: false, placeholder });
  return chosen === undefined ? undefined : { items: chosen, browse: chosen.some(({ uri }) => uri === undefined) };
}

/** Same as {@link pickFiles}, as a wizard step: canceling the dialog returns to the list. */
export async function pickFilesInStep(
  kind: MediaKind,
  options: FilePickerOptions,
  step: Step & { readonly placeholder: string }
): StepResult<readonly vscode.Uri[]> {
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

/** Asks for files in the file dialog. Undefined when the user canceled. */
export async function browseFiles(
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

/** Returns the placeholder of a list of files of one kind. */
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
