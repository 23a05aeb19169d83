import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { Task } from '../../../shared/task.ts';
import { creditsText } from '../../common/format.ts';
import { isOfKind } from '../../../core/models/mediaInput.ts';
import { balanceText, stateText } from './taskText.ts';

const LONGEST_REQUEST = 4000;

/** The whole request and a picture of the result. User text goes into code blocks only. */
export async function tooltip(
  task: Task,
  name: string,
  engine: Pick<Engine, 'lastCredits' | 'hasRecord'> | undefined
): Promise<vscode.MarkdownString> {
  const text = new vscode.MarkdownString(undefined, true);
  text.isTrusted = false;
  text.supportHtml = false;
  text.appendMarkdown('**').appendText(name).appendMarkdown('** · ').appendText(stateText(task)).appendMarkdown('\n\n');
  if (task.error !== undefined) text.appendText(task.error.message).appendMarkdown('\n\n');
  if (task.state === 'unknown') {
    if (task.error === undefined)
      text.appendText(acceptedOrNot(engine?.hasRecord(task.localId) ?? true)).appendMarkdown('\n\n');
    const balance = balanceText(task, engine?.lastCredits);
    if (balance !== '') text.appendText(balance).appendMarkdown('\n\n');
  }
  const picture = task.results.find(result => result.path !== undefined && isOfKind(result.path, 'image'))?.path;
  if (picture !== undefined) await appendPicture(text, picture);
  const request = JSON.stringify({ model: task.model, input: task.input }, undefined, 2);
  text.appendCodeblock(request.length > LONGEST_REQUEST ? `${request.slice(0, LONGEST_REQUEST)}…` : request, 'json');
  const facts = [
    task.taskId === undefined ? '' : vscode.l10n.t('Task {0}', task.taskId),
    new Date(task.createdAt).toLocaleString(vscode.env.language),
    task.credits === undefined
      ? task.estimate === undefined
        ? ''
        : vscode.l10n.t('expected {0}', creditsText(task.estimate))
      : creditsText(task.credits)
  ];
  return text.appendText(facts.filter(fact => fact !== '').join(' · '));
}

const acceptedOrNot = (recorded: boolean): string =>
  recorded
    ? vscode.l10n.t(
        'KIE may or may not have accepted this task, so it is not sent again by itself. Look at kie.ai/logs: if it is there, enter its task ID here; if not, run it again.'
      )
    : vscode.l10n.t(
        'KIE may or may not have accepted this task, so it is not sent again by itself. kie.ai/logs shows whether it did.'
      );

/** The picture of a file that is still there. */
export async function appendPicture(text: vscode.MarkdownString, path: string): Promise<void> {
  if (await exists(path)) text.appendMarkdown(`![](${vscode.Uri.file(path).toString()}|width=240)\n\n`);
}

async function exists(path: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(path));
    return true;
  } catch {
    // A result that was moved away has no picture to show.
    return false;
  }
}
