import * as vscode from 'vscode';
import { plural } from '../../../shared/format/plural.ts';
import { inspectFile, writeConfirmed } from '../../../core/files/confirmedFile.ts';
import { isActive, mayHoldUnsavedResult } from '../../../shared/task.ts';
import type { Task } from '../../../shared/task.ts';
import { toUri } from '../../common/toUri.ts';
import type { Services } from '../../services.ts';
import { showInformation } from '../../common/notify.ts';
import { isNotFound } from '../../common/resultFiles.ts';

/**
 * Writes every task as a line of JSON, oldest first, to a file that the user selects or the caller passes. Asks before
 * replacing an existing file or link. Resolves to the file, or undefined when the user declined. Tasks contain requests
 * and results, never the API key.
 * @throws when the file was replaced while the question was open
 */
export async function exportHistory(
  services: Pick<Services, 'ask' | 'engine'>,
  given: unknown
): Promise<vscode.Uri | undefined> {
  const engine = await services.engine.get();
  const named = toUri(given);
  const file = named ?? (await chooseFile());
  if (file === undefined) return undefined;
  const found = file.scheme === 'file' ? await inspectFile(file.fsPath) : undefined;
  const exists = found === undefined ? await isThere(file) : found.existing !== undefined;
  // The dialog asks about an existing file itself, but does not recognize a dangling link as one.
  const mustAsk = exists && (named !== undefined || found?.isDangling === true);
  if (mustAsk && !(await mayReplace(services, file))) return undefined;
  const tasks = engine.tasks.list().toSorted((a, b) => a.createdAt - b.createdAt);
  const text = tasks.map(task => `${JSON.stringify(task)}\n`).join('');
  if (found === undefined) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  else await writeConfirmed(found, text);
  if (given === undefined) {
    const open = vscode.l10n.t('Open');
    const name = vscode.workspace.asRelativePath(file);
    const message = plural(
      vscode.l10n.t('{0, plural, one {# task exported to {1}.} other {# tasks exported to {1}.}}'),
      tasks.length,
      name
    );
    void showInformation(message, open).then(async chosen => {
      if (chosen === open) await vscode.commands.executeCommand('vscode.open', file);
    });
  }
  return file;
}

async function isThere(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

async function mayReplace({ ask }: Pick<Services, 'ask'>, file: vscode.Uri): Promise<boolean> {
  const name = vscode.workspace.asRelativePath(file);
  const question = vscode.l10n.t('{0} already exists. Replace it?', name);
  return ask.confirm(question, vscode.l10n.t('Its content will be overwritten.'), vscode.l10n.t('Replace'));
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const name = `kie-history-${new Date().toISOString().slice(0, 10)}.jsonl`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export KIE Task History'),
    saveLabel: vscode.l10n.t('Export'),
    filters: { [vscode.l10n.t('JSON Lines')]: ['jsonl'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) })
  });
}

/**
 * Removes finished tasks after a confirmation and keeps their files. Keeps running tasks, and tasks that may have been
 * paid for but have no result on disk. Resolves to the number of removed tasks.
 */
export async function clearHistory(services: Pick<Services, 'ask' | 'engine'>): Promise<number> {
  const engine = await services.engine.get();
  const tasks = engine.tasks.list();
  const ended = tasks.filter(isClearable);
  if (ended.length === 0) {
    void showInformation(vscode.l10n.t('No finished tasks to clear.'));
    return 0;
  }
  const sentences = [vscode.l10n.t('Result files are kept.')];
  const kept = tasks.length - ended.length;
  if (kept > 0) sentences.push(vscode.l10n.t('Kept because they are running or not downloaded yet: {0}.', kept));
  const sure = await services.ask.confirm(
    plural(
      vscode.l10n.t(
        "{0, plural, one {Clear # finished task from the history?} other {Clear # finished tasks from the history?}} This can't be undone."
      ),
      ended.length
    ),
    sentences.join('\n'),
    vscode.l10n.t('Clear')
  );
  return sure ? engine.tasks.clear() : 0;
}

const isClearable = (task: Task): boolean => !isActive(task.state) && !mayHoldUnsavedResult(task);
