import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { baseName, isOfKind, shownName } from '../../../core/files/mediaFiles.ts';
import { mediaStrings } from '../../../core/models/mediaInput.ts';
import type { Comparable } from '../../../shared/protocol/result.ts';
import { browseFiles, pickFileItems } from '../../common/input/filePicker.ts';
import { listFiles } from '../../common/input/workspaceFiles.ts';
import type { FileItem } from '../../common/input/workspaceFiles.ts';
import { webviewAddress } from '../../common/webviewAddress.ts';
import { batchTasks } from './state/siblings.ts';
import { fileOf } from './target.ts';
import type { ResultTarget } from '../../services.ts';

/** Lets the user pick an image to compare with: an input, a sibling, or another image of the workspace. */
export async function pickComparable(
  engine: Engine,
  webview: vscode.Webview,
  { localId, index }: ResultTarget
): Promise<{ readonly image?: Comparable }> {
  const task = engine.tasks.get(localId);
  if (task === undefined) return {};
  const own = fileOf(task, index)?.toString();
  const inputs = mediaStrings(task.input).filter(value => value.startsWith('file:') && isOfKind(value, 'image'));
  const siblings = batchTasks(engine, task)
    .flatMap(({ results }) => results.flatMap(({ path }) => (path === undefined ? [] : [vscode.Uri.file(path)])))
    .filter(uri => isOfKind(uri.path, 'image'));
  const first: readonly FileItem[] = [
    ...inputs.map(value => item(vscode.Uri.parse(value), vscode.l10n.t('input'))),
    ...siblings.map(uri => item(uri, vscode.l10n.t('same batch')))
  ];
  const named = new Set(first.map(({ uri }) => uri?.toString()));
  const { files, browse } = await listFiles('image', []);
  const items = [...first, ...files.filter(({ uri }) => !named.has(uri?.toString()))].filter(
    ({ uri }) => uri?.toString() !== own
  );
  const placeholder = vscode.l10n.t('Select an image to compare with');
  const [chosen] =
    items.length === 0 ? [browse] : ((await pickFileItems([...items, browse], { many: false, placeholder })) ?? []);
  if (chosen === undefined) return {};
  const uri = chosen.uri ?? (await browseFiles('image', { accept: [], many: false }))?.[0];
  if (uri === undefined) return {};
  if (uri.toString() === own) throw new Error(vscode.l10n.t('No other image to compare with.'));
  const src = await webviewAddress(webview, uri);
  if (src === undefined) throw new Error(vscode.l10n.t("Can't show {0} here.", baseName(uri.path)));
  return { image: { name: shownName(uri.path), src } };
}

const item = (uri: vscode.Uri, description: string): FileItem => ({ label: baseName(uri.path), description, uri });
