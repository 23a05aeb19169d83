import * as vscode from 'vscode';
import { dateTimeText } from '../../../../shared/format/dateText.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import type { Task } from '../../../../shared/task.ts';
import { foreignCode, foreignText } from '../../../../shared/foreignText.ts';
import { appendParagraph, appendImage, createTooltip } from '../../../common/tooltip.ts';
import { isOfKind } from '../../../../core/files/mediaFiles.ts';
import { costOf } from '../../../../shared/format/taskCost.ts';
import { usdText } from '../../../common/text/format.ts';
import { balanceText, costText, stateText } from '../../../common/text/taskText.ts';

/** Maximum length of the request, in code units. */
const MAX_REQUEST = 4_000;

/** Returns a tooltip with the full request and a preview image of the result. User text is only in code blocks. */
export async function tooltip(
  task: Task,
  name: string,
  engine: Pick<Engine, 'account' | 'tasks'> | undefined
): Promise<vscode.MarkdownString> {
  const text = createTooltip(true);
  text
    .appendMarkdown('**')
    .appendText(foreignText(name))
    .appendMarkdown('** · ')
    .appendText(stateText(task))
    .appendMarkdown('\n\n');
  // The error of an earlier attempt is not why a held task waits.
  const reason = task.hold ?? task.error;
  if (reason !== undefined) appendParagraph(text, reason.message);
  if (task.state === 'unknown') {
    if (task.error === undefined) appendParagraph(text, acceptedOrNot(engine?.tasks.hasRecord(task.localId) ?? true));
    const balance = balanceText(task, engine?.account.lastCredits);
    if (balance !== '') appendParagraph(text, balance);
  }
  const picture = task.results.find(result => result.path !== undefined && isOfKind(result.path, 'image'))?.path;
  if (picture !== undefined) await appendImage(text, picture);
  const request = JSON.stringify({ model: task.model, input: task.input }, undefined, 2);
  text.appendCodeblock(foreignCode(request, MAX_REQUEST), 'json');
  const cost = costOf(task);
  const facts = [
    task.taskId === undefined ? '' : vscode.l10n.t('Task ID: {0}', task.taskId),
    dateTimeText(task.createdAt),
    costText(task),
    cost !== undefined && 'credits' in cost ? usdText({ kind: 'exact', credits: cost.credits }) : ''
  ];
  return appendParagraph(text, facts.filter(fact => fact !== '').join(' · '));
}

const acceptedOrNot = (recorded: boolean): string =>
  recorded
    ? vscode.l10n.t(
        "KIE may have accepted and charged this task, so it won't be resent automatically. If it's in kie.ai/logs, enter its ID here; otherwise run it again."
      )
    : vscode.l10n.t(
        "KIE may have accepted and charged this task, so it won't be resent automatically. If it isn't in kie.ai/logs, run it again."
      );
