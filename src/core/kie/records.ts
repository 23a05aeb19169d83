import * as l10n from '@vscode/l10n';
import type { Output } from '../../shared/model.ts';
import type { TaskRecord } from './clientTypes.ts';
import { NotFoundError } from './errors.ts';
import { lacksMain } from './services/lacksMain.ts';
import { readResults } from './services/results.ts';
import { decode, isEmpty, isFields, number, text } from './services/values.ts';

const STATES: readonly string[] = ['waiting', 'queuing', 'generating', 'success', 'fail'];

/**
 * `data` of jobs/recordInfo as a TaskRecord; a state that nobody documents counts as running.
 * Throws NotFoundError when there is nothing in it. Source: docs.kie.ai/market/common/get-task-detail
 */
export function readRecord(data: unknown, output: Output): TaskRecord {
  if (isEmpty(data)) throw unknownTask();
  const d = isFields(data) ? data : {};
  const state = (typeof d['state'] === 'string' ? d['state'] : '').toLowerCase();
  const known = (STATES.includes(state) ? state : 'generating') as TaskRecord['state'];
  const model = text(d['model']);
  const param = decode(d['param']);
  const failCode = text(d['failCode']);
  const failMsg = text(d['failMsg']);
  const progress = number(d['progress']);
  const credits = number(d['creditsConsumed']);
  const raw = isEmpty(d['resultJson']) ? d['resultUrls'] : d['resultJson'];
  const results = known === 'success' ? readResults(raw, output) : [];
  return {
    taskId: text(d['taskId']) ?? '',
    state: known,
    results,
    ...(results.length > 0 && lacksMain(raw, results, output) ? { lacking: true } : {}),
    ...(model === undefined ? {} : { model }),
    ...(isFields(param) ? { param } : {}),
    ...(failCode === undefined ? {} : { failCode }),
    ...(failMsg === undefined ? {} : { failMsg }),
    ...(progress === undefined ? {} : { progress: Math.min(1, Math.max(0, progress / 100)) }),
    ...(credits === undefined ? {} : { credits })
  };
}

/** What an answer without data means: some services say so instead of 422 "recordInfo is null". */
export const unknownTask = (): NotFoundError =>
  new NotFoundError(l10n.t('KIE does not know this task (yet).'), { code: 422, remedy: 'wait', accepted: 'no' });
