import * as vscode from 'vscode';
import { sizeText } from '../../../../shared/format/sizeText.ts';
import { isActive, isUnverified } from '../../../../shared/task.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';
import { baseName, isOfKind } from '../../../../core/files/mediaFiles.ts';
import { isReplaced } from '../../../common/resultFiles.ts';
import { KIND_ICONS, kindText, missingFileText, resultLabel } from '../../../common/text/resultText.ts';
import { appendParagraph, appendImage, createTooltip } from '../../../common/tooltip.ts';

interface ResultFacts {
  readonly hasFollowUps: boolean;
  /** The image to show instead of the icon of the kind. */
  readonly thumbnail: vscode.Uri | undefined;
}

/** Creates the tree item of one file of a task with several. */
export function resultItem(task: Task, result: TaskResult, { hasFollowUps, thumbnail }: ResultFacts): vscode.TreeItem {
  const { path, kind } = result;
  const label = resultLabel(task, result);
  const about = path === undefined ? withoutFile(result) : baseName(path);
  const item = new vscode.TreeItem(label);
  item.id = `${task.localId}#${result.index}`;
  item.description = about;
  item.accessibilityInformation = { label: `${label}, ${kindText(kind)}, ${about}` };
  if (path === undefined) {
    item.iconPath = new vscode.ThemeIcon(result.state === 'failed' ? 'warning' : 'cloud-download');
    const isSavable = result.unverified === true && !isActive(task.state);
    item.contextValue = isSavable ? `result ${isUnverified(task) ? 'unverified' : 'kept'}` : 'result';
    return item;
  }
  const uri = vscode.Uri.file(path);
  const words = [
    'result saved',
    task.state === 'done' ? 'downloadable' : '',
    hasFollowUps ? 'more' : '',
    kind === 'text' || kind === 'json' ? '' : 'media'
  ];
  item.resourceUri = uri;
  item.iconPath = thumbnail ?? new vscode.ThemeIcon(KIND_ICONS[kind]);
  item.contextValue = words.filter(word => word !== '').join(' ');
  const target = { task: { localId: task.localId }, result: { index: result.index } };
  item.command = { command: 'kie.result.open', title: vscode.l10n.t('Open Result'), arguments: [target] };
  return item;
}

/** Why a result has no file. */
const withoutFile = (result: TaskResult): string =>
  isReplaced(result) ? missingFileText() : (result.error ?? vscode.l10n.t('not downloaded yet'));

/** Returns a tooltip with the file, and a preview if it is an image. External text is shown as plain text. */
export async function resultTooltip({ path, title, role, bytes, error }: TaskResult): Promise<vscode.MarkdownString> {
  const text = createTooltip();
  if (path !== undefined && isOfKind(path, 'image')) await appendImage(text, path);
  const size = bytes === undefined ? undefined : sizeText(bytes);
  const facts = [title, role, size, error].filter(fact => fact !== undefined);
  appendParagraph(text, facts.join(' · '));
  return path === undefined ? text : appendParagraph(text, path);
}
