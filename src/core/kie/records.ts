import type { Output } from '../../shared/model.ts';
import type { TaskRecord } from './clientTypes.ts';
import { readResults } from './services/results.ts';
import { decode, isFields, number, text } from './services/values.ts';

const STATES: readonly string[] = ['waiting', 'queuing', 'generating', 'success', 'fail'];

/**
 * `data` of jobs/recordInfo as a TaskRecord; a state that nobody documents counts as running.
 * Source: docs.kie.ai/market/common/get-task-detail
 */
export function readRecord(data: unknown, output: Output): TaskRecord {
  const d = isFields(data) ? data : {};
  const state = (typeof d['state'] === 'string' ? d['state'] : '').toLowerCase();
  const known = (STATES.includes(state) ? state : 'generating') as TaskRecord['state'];
  const model = text(d['model']);
  const param = decode(d['param']);
  const failCode = text(d['failCode']);
  const failMsg = text(d['failMsg']);
  const progress = number(d['progress']);
  const credits = number(d['creditsConsumed']);
  return {
    taskId: text(d['taskId']) ?? '',
    state: known,
    results: known === 'success' ? readResults(d['resultJson'] ?? d['resultUrls'], output) : [],
    ...(model === undefined ? {} : { model }),
    ...(isFields(param) ? { param } : {}),
    ...(failCode === undefined ? {} : { failCode }),
    ...(failMsg === undefined ? {} : { failMsg }),
    ...(progress === undefined ? {} : { progress: Math.min(1, Math.max(0, progress / 100)) }),
    ...(credits === undefined ? {} : { credits })
  };
}
