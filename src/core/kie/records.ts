import * as l10n from '@vscode/l10n';
import { compact } from '../../shared/compact.ts';
import type { Output } from '../../shared/model.ts';
import type { ResultItem, TaskRecord } from './taskRecord.ts';
import { NotFoundError, UnreadableAnswerError } from '../http/errors/errors.ts';
import { isIncomplete } from './services/completeness.ts';
import { readResults } from './services/results.ts';
import type { Fields } from './services/values.ts';
import { decode, durationOf, isEmpty, isFields, number, text, unreadResponse } from './services/values.ts';

const STATES: readonly string[] = ['waiting', 'queuing', 'generating', 'success', 'fail'];
/** States by `successFlag`, which live records have too. It decides when `state` is missing or undocumented. */
const STATE_OF_FLAG: Readonly<Record<string, TaskRecord['state']>> = { 1: 'success', 2: 'fail', 3: 'fail' };

/**
 * Reads `data` of jobs/recordInfo. Undocumented states count as running, unless `successFlag` decides.
 * @throws NotFoundError when it is empty
 * Source: docs.kie.ai/market/common/get-task-detail; recorded responses of api.kie.ai
 */
export function readRecord(data: unknown, output: Output): TaskRecord {
  if (isEmpty(data)) throw unknownTask();
  const d = recordOf(data);
  const known = stateOf(d);
  const param = decode(d['param']);
  const progress = number(d['progress']);
  const raw = [d['resultJson'], d['resultUrls'], d['response']].find(value => !isEmpty(value));
  const results = resultsOf(known, raw, output);
  return compact<TaskRecord>({
    taskId: text(d['taskId'])?.trim() ?? '',
    state: known,
    results,
    unread: known === 'success' && results.length === 0 ? unreadResponse(raw) : undefined,
    incomplete: (results.length > 0 && isIncomplete(raw, results, output)) || undefined,
    model: text(d['model']),
    param: isFields(param) ? param : undefined,
    failCode: text(d['failCode']) ?? text(d['errorCode']),
    failMsg: text(d['failMsg']) ?? text(d['errorMessage']),
    progress: progress === undefined ? undefined : Math.min(1, Math.max(0, progress / 100)),
    credits: spentCredits(known, d['creditsConsumed']),
    tookMs: known === 'success' ? durationOf(d) : undefined
  });
}

/** Returns the fields of a record, which can be JSON text or the only item of a list. */
function recordOf(data: unknown): Fields {
  const value = decode(data);
  const record: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return isFields(record) ? record : {};
}

function stateOf({ state, successFlag }: Fields): TaskRecord['state'] {
  const word = typeof state === 'string' ? state.trim().toLowerCase() : '';
  if (STATES.includes(word)) return word as TaskRecord['state'];
  return STATE_OF_FLAG[text(successFlag) ?? ''] ?? 'generating';
}

/** A failed task keeps the files that KIE made before the failure; its other content describes the failure. */
function resultsOf(state: TaskRecord['state'], raw: unknown, output: Output): readonly ResultItem[] {
  if (state === 'success') return readResults(raw, output);
  return state === 'fail' ? readResults(raw, output).filter(({ url }) => url !== undefined) : [];
}

/**
 * Returns the credits of a record. While running, prepaid models report the full price and others 0, which means
 * unknown.
 * Source: recorded responses of api.kie.ai (kling-3.0-omni 70 while waiting, seedance-2-5 0 while waiting and 112 at
 * its end).
 */
export function spentCredits(state: TaskRecord['state'], value: unknown): number | undefined {
  const credits = number(value);
  if (credits === undefined || credits < 0 || credits > MAX_CREDITS) return undefined;
  return credits === 0 && state !== 'success' && state !== 'fail' ? undefined : credits;
}

/** Creates the error for a response without data, which some services send instead of 422 "recordInfo is null". */
export const unknownTask = (): NotFoundError =>
  new NotFoundError(l10n.t('KIE does not know this task yet.'), { code: 422, remedy: 'wait', accepted: 'no' });

/** A larger number cannot be the price of a task. */
const MAX_CREDITS = 1e6;

/** Error code of a response about another task. */
export const OTHER_TASK = 'other-task';

/** Creates the error for a response about another task, for example from a cache. */
export const otherTask = (): UnreadableAnswerError =>
  new UnreadableAnswerError(l10n.t("KIE's response is about another task. Try again later."), {
    code: OTHER_TASK,
    remedy: 'retry',
    accepted: 'no'
  });
