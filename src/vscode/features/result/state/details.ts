import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { valueText } from '../../../../core/models/valueText.ts';
import { mainPrompt } from '../../../../shared/catalog/mainPrompt.ts';
import { formatUsd, USD_PER_CREDIT } from '../../../../shared/format/credits.ts';
import { dateTimeText } from '../../../../shared/format/dateText.ts';
import { decimalText } from '../../../../shared/format/decimalText.ts';
import { sizeText } from '../../../../shared/format/sizeText.ts';
import { costOf } from '../../../../shared/format/taskCost.ts';
import type { MediaFacts } from '../../../../shared/form.ts';
import type { Detail } from '../../../../shared/protocol/result.ts';
import type { Task } from '../../../../shared/task.ts';
import { boundedText, creditsText } from '../../../common/text/format.ts';

/** A value of at least this many characters has a line of its own. */
const LONG = 60;

/** Returns the values of the request as labeled lines, the prompt first. */
export function requestLines({ models }: Pick<Engine, 'models'>, { model, input, request }: Task): readonly Detail[] {
  const entry = models.entry(model);
  const prompt = entry === undefined ? 'prompt' : mainPrompt(entry);
  const order = models.form(model)?.order ?? [];
  const rank = (name: string): number => (name === prompt ? -1 : order.includes(name) ? order.indexOf(name) : Infinity);
  // What was sent includes defaults; the input has the names of files instead of the URLs of uploads.
  return Object.entries({ ...request, ...input })
    .toSorted(([a], [b]) => Math.sign(rank(a) - rank(b)) || 0)
    .map(([name, value]): Detail => {
      const param = entry?.params[name];
      const text = valueText(param, value);
      const isLong = name === prompt || text.length >= LONG || text.includes('\n');
      return { label: param?.label ?? name, value: text, ...(isLong ? { isLong } : {}) };
    });
}

/** Returns the facts of a task and its file. What is not known is left out or named unknown. */
export function factLines(task: Task, file: MediaFacts | undefined): readonly Detail[] {
  const { taskId, estimate, estimateKind, submittedAt, finishedAt, createdAt } = task;
  // KIE never worked on a task that it did not accept.
  const isTimed = taskId !== undefined && submittedAt !== undefined && finishedAt !== undefined;
  const took = isTimed ? finishedAt - submittedAt : undefined;
  // A price that KIE reported while the task ran, and may have refunded, is no estimate.
  const isReported = estimateKind === undefined && costOf(task)?.kind === 'unknown';
  const isEstimated = estimate !== undefined && !isReported;
  const lines: readonly (readonly [string, string | undefined])[] = [
    [vscode.l10n.t('Estimated'), isEstimated ? boundedText(estimateKind, inBoth(estimate)) : undefined],
    [vscode.l10n.t('Charged'), chargedText(task)],
    [vscode.l10n.t('Generation time'), took === undefined ? undefined : secondsText(took / 1000)],
    [vscode.l10n.t('Created'), dateTimeText(createdAt)],
    [vscode.l10n.t('Dimensions'), dimensions(file)],
    [vscode.l10n.t('Length'), file?.seconds === undefined ? undefined : secondsText(file.seconds)],
    [vscode.l10n.t('File size'), file?.bytes === undefined ? undefined : sizeText(file.bytes)],
    [vscode.l10n.t('Task ID'), taskId]
  ];
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** The credits that KIE charged, as far as it reports them. */
function chargedText(task: Task): string | undefined {
  const cost = costOf(task);
  switch (cost?.kind) {
    case 'none':
      return inBoth(0);
    case 'reported':
      return inBoth(cost.credits);
    case 'unknown':
      return vscode.l10n.t('unknown');
    default:
      return task.state === 'done' || task.state === 'uncollected' ? vscode.l10n.t('not reported by KIE') : undefined;
  }
}

/** "24 credits ($0.12)" */
const inBoth = (credits: number): string =>
  vscode.l10n.t('{0} ({1})', creditsText(credits), formatUsd(credits * USD_PER_CREDIT));

const dimensions = (file: MediaFacts | undefined): string | undefined =>
  file?.width === undefined || file.height === undefined
    ? undefined
    : vscode.l10n.t('{0} × {1}', file.width, file.height);

function secondsText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return vscode.l10n.t('{0} s', decimalText(seconds < 10 ? Math.round(seconds * 10) / 10 : whole));
  return vscode.l10n.t('{0} min {1} s', Math.floor(whole / 60), whole % 60);
}
