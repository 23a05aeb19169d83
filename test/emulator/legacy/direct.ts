/** Operations that return the result in the response, without a task to track. */
import type { TableEntry } from '../catalogData.ts';
import type { Answer } from '../hosts/http.ts';
import { envelope } from '../hosts/http.ts';
import { videoFile } from '../work/job.ts';
import type { State } from '../state.ts';
import type { CallName } from '../types.ts';
import { textOf } from '../check/values.ts';
import { accept, keyOf, problemsOf } from './answer.ts';
import type { Input } from './answer.ts';
import { boostStyle, persona, timestampedLyrics } from './sunoTexts.ts';
import { checkVoice } from './voice.ts';
import { createCharacter, createVoice } from './omni.ts';

export interface Direct {
  readonly call?: CallName;
  readonly answer: (state: State, entry: TableEntry, input: Input, text: string) => Answer | Promise<Answer>;
}

export const DIRECT: Readonly<Record<string, Direct>> = {
  '/veo/get-1080p-video': { answer: get1080p },
  '/gpt4o-image/download-url': { call: 'downloadUrl', answer: downloadOf4o },
  '/generate/get-timestamped-lyrics': { answer: timestampedLyrics },
  '/generate/generate-persona': { answer: persona },
  '/style/generate': { answer: boostStyle },
  '/voice/check-voice': { answer: checkVoice },
  '/omni/audio/create': { answer: createVoice },
  '/omni/character/create': { answer: createCharacter }
};

/** Returns a 20-minute link for an image of the given task. Source: docs.kie.ai/4o-image-api */
function downloadOf4o(state: State, entry: TableEntry, input: Input): Answer {
  const refusal = problemsOf(state, entry, input);
  if (refusal) return refusal;
  const addresses = state.tasks.peek(textOf(input['taskId']))?.result?.['resultUrls'];
  const isOfTask = Array.isArray(addresses) && addresses.includes(input['url']);
  const file = isOfTask ? state.store.findResult(textOf(input['url'])) : undefined;
  return file
    ? envelope(200, 'success', state.store.add(file, 'reminted'))
    : envelope(422, 'The url is not a result of this task', null);
}

/**
 * The first call orders and pays for the 1080p version; every code but 200 means "retry". Source:
 * docs.kie.ai/veo3-api/get-veo-3-1080p-video; the page of generate documents that 400 means pending.
 */
async function get1080p(state: State, entry: TableEntry, input: Input, text: string): Promise<Answer> {
  if (!state.limits.queries.admit()) return envelope(429, 'Rate limit exceeded', null);
  const refusal = problemsOf(state, entry, input);
  if (refusal) return refusal;
  const key = keyOf(entry, input, ['taskId', 'index']);
  const known = state.issued.taskOfProduct(key);
  const taskId =
    known ??
    accept(state, { entry, input, text }, async job => ({
      resultUrls: [await job.save('clip-1080p.mp4', videoFile(`1080p ${textOf(input['taskId'])}`))]
    }))?.taskId;
  if (taskId === undefined) return envelope(402, 'Insufficient credits', null);
  state.issued.addProduct(key, taskId);
  const view = await state.tasks.query(taskId);
  if (view === undefined || typeof view === 'number') return envelope(view ?? 422, 'recordInfo is null', null);
  if (view.phase === 'fail') return envelope(Number(view.task.failCode), view.task.failMsg ?? '', null);
  const addresses = view.phase === 'success' && !view.lacksUrls ? view.result?.['resultUrls'] : undefined;
  if (!Array.isArray(addresses)) return envelope(400, 'The 1080P video is still being made, ask again later', null);
  return envelope(200, 'success', { resultUrl: addresses[0] as string });
}
