import * as l10n from '@vscode/l10n';
import { compact } from '../../shared/compact.ts';
import type { Output } from '../../shared/model.ts';
import type { TaskRecord } from './taskRecord.ts';
import { NotFoundError, UnreadableAnswerError } from '../http/errors/errors.ts';
import { isIncomplete } from './services/completeness.ts';
import { readResults } from './services/results.ts';
import { decode, durationOf, isEmpty, isFields, number, text, unreadResponse } from './services/values.ts';

const STATES: readonly string[] = ['waiting', 'queuing', 'generating', 'success', 'fail'];

/**
 * Reads `data` of jobs/recordInfo. Undocumented states count as running.
 * @throws NotFoundError when it is empty
 * Source: docs.kie.ai/market/common/get-task-detail
 */
export function readRecord(data: unknown, output: Output): TaskRecord {
  if (isEmpty(data)) throw unknownTask();
  const d = isFields(data) ? data : {};
  const state = (typeof d['state'] === 'string' ? d['state'] : '').toLowerCase();
  const known = (STATES.includes(state) ? state : 'generating') as TaskRecord['state'];
  const param = decode(d['param']);
  const progress = number(d['progress']);
  const raw = [d['resultJson'], d['resultUrls'], d['response']].find(value => !isEmpty(value));
  const results = known === 'success' ? readResults(raw, output) : [];
  return compact<TaskRecord>({
    taskId: text(d['taskId']) ?? '',
    state: known,
    results,
    unread: known === 'success' && results.length === 0 ? unreadResponse(raw) : undefined,
    incomplete: (results.length > 0 && isIncomplete(raw, results, output)) || undefined,
    model: text(d['model']),
    param: isFields(param) ? param : undefined,
    failCode: text(d['failCode']),
    failMsg: text(d['failMsg']),
    progress: progress === undefined ? undefined : Math.min(1, Math.max(0, progress / 100)),
    credits: spentCredits(known, d['creditsConsumed']),
    tookMs: known === 'success' ? durationOf(d) : undefined
  });
}

/**
 * Returns the credits of a record. While running, prepaid models report the full price and others 0, which means
 * unknown.
 * Source: recorded responses of api.kie.ai (kling-3.0-omni 70 while waiting, seedance-2-5 0 while waiting and 112 at
 * its end).
 */
export function spentCredits(state: TaskRecord['state'], value: unknown): number | undefined {
  const credits = number(value);
  return credits === 0 && state !== 'success' && state !== 'fail' ? undefined : credits;
}

/** Creates the error for a response without data, which some services send instead of 422 "recordInfo is null". */
export const unknownTask = (): NotFoundError =>
  new NotFoundError(l10n.t('KIE does not know this task yet.'), { code: 422, remedy: 'wait', accepted: 'no' });

/** Error code of a response about another task. */
export const OTHER_TASK = 'other-task';

/** Creates the error for a response about another task, for example from a cache. */
export const otherTask = (): UnreadableAnswerError =>
  new UnreadableAnswerError(l10n.t("KIE's response is about another task. Try again later."), {
    code: OTHER_TASK,
    remedy: 'retry',
    accepted: 'no'
  });
