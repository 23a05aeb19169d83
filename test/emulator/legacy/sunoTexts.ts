/** Lyrics, which are a task, and the music operations with the result in the response. Source: docs.kie.ai/suno-api */
import type { TableEntry } from '../catalogData.ts';
import type { Answer } from '../hosts/http.ts';
import { envelope } from '../hosts/http.ts';
import { lyricsOf } from '../work/musicResults.ts';
import { alignWords, makeLyrics } from '../work/music.ts';
import type { State } from '../state.ts';
import type { ModelRequest } from '../tasks.ts';
import { textOf } from '../check/values.ts';
import { accept, keyOf, problemsOf } from './answer.ts';
import type { Input } from './answer.ts';
import { errorOf, resultOf, stateOf } from './service.ts';
import type { LegacyService } from './service.ts';

export const lyrics: LegacyService = {
  creates: ['/lyrics'],
  status: '/lyrics/record-info',
  unknown: null,
  work: job => Promise.resolve({ drafts: makeLyrics(job) }),
  record: view => {
    const { task } = view;
    const drafts = resultOf(view)?.['drafts'];
    const data = (Array.isArray(drafts) ? (drafts as object[]) : []).map(draft => ({
      ...draft,
      status: 'complete',
      errorMessage: ''
    }));
    return {
      taskId: task.taskId,
      param: task.param,
      response: data.length > 0 && !view.lacksUrls ? { taskId: task.taskId, data } : null,
      status: stateOf(view, {
        running: ['PENDING'],
        done: 'SUCCESS',
        failed: ['CREATE_TASK_FAILED', 'GENERATE_LYRICS_FAILED']
      }),
      ...errorOf(view)
    };
  }
};

/** Charges for an immediate result; it is kept among the tasks, so that a test sees the purchase. */
async function buy(state: State, request: ModelRequest, make: (taskId: string) => object): Promise<Answer> {
  if (!state.limits.submissions.admit()) return envelope(429, 'Rate limit exceeded', null);
  const refusal = problemsOf(state, request.entry, request.input);
  if (refusal) return refusal;
  const task = accept(state, request, job => Promise.resolve(make(job.task.taskId)));
  if (!task) return envelope(402, 'Insufficient credits', null);
  await state.tasks.settled();
  if (task.failCode !== undefined) return envelope(Number(task.failCode), task.failMsg ?? '', null);
  return envelope(200, 'success', make(task.taskId));
}

export function timestampedLyrics(state: State, entry: TableEntry, input: Input, text: string): Promise<Answer> {
  const words = lyricsOf({ input, resultOf: taskId => state.tasks.peek(taskId)?.result });
  return buy(state, { entry, input, text }, () => alignWords(words));
}

/** One persona per track; a second request is rejected with 409. */
export async function persona(state: State, entry: TableEntry, input: Input, text: string): Promise<Answer> {
  const key = keyOf(entry, input, ['audioId']);
  const before = state.issued.taskOfProduct(key);
  if (before !== undefined) return envelope(409, 'A persona exists for this music already', null);
  const personaId = state.makeId('persona');
  const { name, description } = input;
  const answer = await buy(state, { entry, input, text }, () => ({ personaId, name, description }));
  if (answer.code === 200) {
    state.issued.add({ kind: 'persona', id: personaId });
    state.issued.addProduct(key, personaId);
  }
  return answer;
}

export function boostStyle(state: State, entry: TableEntry, input: Input, text: string): Promise<Answer> {
  return buy(state, { entry, input, text }, taskId => ({
    taskId,
    param: textOf(input['content']),
    result: `${textOf(input['content'])}, warm analog synth, slow beat`,
    creditsConsumed: 0.4,
    creditsRemaining: state.credits,
    successFlag: '成功',
    errorCode: null,
    errorMsg: null,
    createTime: state.now()
  }));
}
