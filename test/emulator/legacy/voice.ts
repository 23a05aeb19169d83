/** Custom voices: a phrase to sing, the sung phrase, a voice. Source: docs.kie.ai/suno-api (voice pages) */
import type { TableEntry } from '../catalogData.ts';
import type { Answer } from '../hosts/http.ts';
import { envelope } from '../hosts/http.ts';
import { phraseFor } from '../work/musicResults.ts';
import type { State } from '../state.ts';
import type { TaskView } from '../taskView.ts';
import { textOf } from '../check/values.ts';
import { problemsOf } from './answer.ts';
import type { Input } from './answer.ts';
import { resultOf, stateOf } from './service.ts';
import type { LegacyService } from './service.ts';

function record(view: TaskView, done: string, broke: string): object {
  const { task, phase } = view;
  const failed = phase === 'fail';
  return {
    taskId: task.taskId,
    status: stateOf(view, {
      running: ['wait_processing', 'processing_validate'],
      done,
      failed: ['fail', broke]
    }),
    errorCode: failed ? Number(task.failCode ?? 500) : null,
    errorMessage: failed ? (task.failMsg ?? '') : null
  };
}

/** A phrase task ends in wait_validating: the phrase is ready and the service waits for the recording of it. */
export const phrase: LegacyService = {
  creates: ['/voice/validate', '/voice/regenerate'],
  status: '/voice/validate-info',
  unknown: null,
  work: job => Promise.resolve({ validateInfo: phraseFor(job.task.taskId) }),
  record: view => ({
    ...record(view, 'wait_validating', 'processing_validate_fail'),
    validateInfo: textOf(resultOf(view)?.['validateInfo'])
  })
};

export const voice: LegacyService = {
  creates: ['/voice/generate'],
  status: '/voice/record-info',
  unknown: null,
  work: job => Promise.resolve({ voiceId: job.issued.add({ kind: 'voice', id: job.makeId('voice') }) }),
  record: view => ({ ...record(view, 'success', 'fail'), voiceId: textOf(resultOf(view)?.['voiceId']) })
};

/** Free according to the tables. */
export function checkVoice(state: State, entry: TableEntry, input: Input): Answer {
  return problemsOf(state, entry, input) ?? envelope(200, 'success', { isAvailable: true });
}
