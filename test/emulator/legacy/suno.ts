/**
 * The legacy music endpoints below /api/v1/generate: eight states, two takes that finish one after the other. Source:
 * docs.kie.ai/suno-api
 */
import type { Job } from '../work/job.ts';
import { makeSongs } from '../work/music.ts';
import type { TaskView } from '../taskView.ts';
import { dateTimeText } from '../timeFormats.ts';
import { isRecord, textOf } from '../check/values.ts';
import { errorOf, resultOf, stateOf } from './service.ts';
import type { LegacyService, States } from './service.ts';

const STATES: States<string> = {
  running: ['PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS'],
  done: 'SUCCESS',
  failed: ['CREATE_TASK_FAILED', 'GENERATE_AUDIO_FAILED']
};

/** The number of takes with audio, by state. A listed state also has the lyrics. */
const THERE: Readonly<Record<string, number>> = { TEXT_SUCCESS: 0, FIRST_SUCCESS: 1, SUCCESS: 2 };

async function work(job: Job): Promise<object> {
  return { songs: await makeSongs(job) };
}

/**
 * The tracks so far: lyrics from TEXT_SUCCESS on, the first audio at FIRST_SUCCESS, both at SUCCESS. An undelivered
 * callback does not change them.
 */
function tracks({ stateOverride, ...view }: TaskView): object[] | undefined {
  const count = view.songs ?? THERE[String(stateOf(view, STATES))];
  const songs = view.phase === 'success' ? resultOf(view)?.['songs'] : view.result?.['songs'];
  if (count === undefined || !Array.isArray(songs)) return undefined;
  return songs.filter(isRecord).map((song, index) => ({
    id: song['id'],
    audioUrl: index < count ? song['audio'] : '',
    streamAudioUrl: count > 0 ? song['stream'] : '',
    imageUrl: count > 0 || stateOverride !== undefined ? song['image'] : '',
    prompt: song['prompt'],
    modelName: song['modelName'],
    title: song['title'],
    tags: song['tags'],
    createTime: dateTimeText(Number(song['createTime'])),
    duration: index < count ? song['seconds'] : null
  }));
}

const OPERATIONS: Readonly<Record<string, string>> = {
  '/generate': 'generate',
  '/generate/extend': 'extend',
  '/generate/upload-cover': 'upload_cover',
  '/generate/upload-extend': 'upload_extend'
};

export const suno: LegacyService = {
  creates: [
    '/generate',
    '/generate/extend',
    '/generate/upload-cover',
    '/generate/upload-extend',
    '/generate/add-vocals',
    '/generate/add-instrumental',
    '/generate/mashup',
    '/generate/replace-section',
    '/generate/sounds'
  ],
  status: '/generate/record-info',
  work,
  queriesPerSecond: 3,
  // Recorded; the page documents 404 or 422.
  unknown: null,
  record: view => {
    const { task } = view;
    // The lyrics exist only when the work is done: a running task without a result still reports PENDING.
    const status = view.phase === 'generating' && !view.result ? 'PENDING' : String(stateOf(view, STATES));
    const sunoData = status === 'PENDING' ? undefined : tracks(view);
    return {
      taskId: task.taskId,
      parentMusicId: textOf(task.input['audioId']),
      param: task.param,
      response: sunoData ? { taskId: task.taskId, sunoData } : null,
      status,
      type: textOf(task.input['model']),
      operationType: OPERATIONS[task.model] ?? task.model.replace('/generate/', '').replaceAll('-', '_'),
      ...errorOf(view)
    };
  }
};
