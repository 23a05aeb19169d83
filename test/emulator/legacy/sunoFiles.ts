/** Files derived from a finished track: stems, WAV, music video, notes, cover. Source: docs.kie.ai/suno-api */
import type { Job } from '../work/job.ts';
import { originData, stemGroups } from '../work/musicResults.ts';
import { makeCovers, makeMusicVideo, makeNotes, makeStems, makeWav, STEM_FIELDS } from '../work/music.ts';
import type { TaskView } from '../taskView.ts';
import { isRecord, textOf } from '../check/values.ts';
import { errorOf, FLAGS, resultOf, stateOf } from './service.ts';
import type { LegacyService, States } from './service.ts';

const states = (broke: string): States<string> => ({
  running: ['PENDING'],
  done: 'SUCCESS',
  failed: ['CREATE_TASK_FAILED', broke]
});

/** The fields shared by the responses of these services. */
function common(view: TaskView): object {
  const { task } = view;
  return {
    taskId: task.taskId,
    musicId: textOf(task.input['audioId']),
    callbackUrl: textOf(task.input['callBackUrl']),
    musicIndex: view.result?.['musicIndex'] ?? 0
  };
}

/** The index in its music task of the track in the request, from 0. */
function musicIndex({ issued, input }: Job): number {
  return issued.find('track', input['audioId'])?.index ?? 0;
}

async function separate(job: Job): Promise<object> {
  const stems = await makeStems(job);
  return {
    musicIndex: musicIndex(job),
    originData: originData(stems),
    urls: Object.fromEntries(
      stems.filter(({ field }) => field !== '').map(({ field, audio }) => [`${field}Url`, audio])
    )
  };
}

/** Every stem field is present, null if it was not found or not requested; times are milliseconds here. */
export const vocalRemoval: LegacyService = {
  creates: ['/vocal-removal/generate'],
  status: '/vocal-removal/record-info',
  unknown: null,
  work: separate,
  record: view => {
    const { task } = view;
    const result = resultOf(view);
    const urls = isRecord(result?.['urls']) ? result['urls'] : {};
    const fields = ['instrumental', 'piano', ...STEM_FIELDS.map(([field]) => field as string)];
    return {
      ...common(view),
      response: result && {
        id: null,
        originUrl: textOf(task.input['audioUrl']) || null,
        originData: result['originData'],
        ...Object.fromEntries(fields.map(field => [`${field}Url`, urls[`${field}Url`] ?? null]))
      },
      successFlag: stateOf(view, states('GENERATE_AUDIO_FAILED')),
      createTime: task.createTime,
      completeTime: task.completeTime ?? null,
      ...errorOf(view)
    };
  }
};

/** One file per track: a second order is rejected with 409. */
function oneFile(path: string, field: string, broke: string, make: (job: Job) => Promise<string>): LegacyService {
  return {
    creates: [`/${path}/generate`],
    status: `/${path}/record-info`,
    once: { of: ['taskId', 'audioId'], code: 409 },
    work: async job => ({ musicIndex: musicIndex(job), url: await make(job) }),
    record: view => {
      const result = resultOf(view);
      return {
        ...common(view),
        response: result ? { [field]: result['url'] } : null,
        successFlag: stateOf(view, states(broke)),
        createTime: view.task.createTime,
        completeTime: view.task.completeTime ?? null,
        ...errorOf(view)
      };
    }
  };
}

export const wav = oneFile('wav', 'audioWavUrl', 'GENERATE_WAV_FAILED', makeWav);
export const mp4 = oneFile('mp4', 'videoUrl', 'GENERATE_MP4_FAILED', makeMusicVideo);

/** Notes as JSON in the response itself. */
export const midi: LegacyService = {
  creates: ['/midi/generate'],
  status: '/midi/record-info',
  work: job => Promise.resolve({ midiData: makeNotes(stemGroups(job)) }),
  record: view => {
    const { task, phase } = view;
    return {
      taskId: task.taskId,
      recordTaskId: -1,
      audioId: textOf(task.input['audioId']),
      callbackUrl: task.input['callBackUrl'],
      midiData: view.lacksUrls ? {} : (resultOf(view)?.['midiData'] ?? null),
      successFlag: stateOf(view, FLAGS),
      createTime: task.createTime,
      completeTime: task.completeTime ?? null,
      // A string here, a number in the sibling services.
      ...errorOf(view),
      errorCode: phase === 'fail' ? (task.failCode ?? '501') : null
    };
  }
};

/** Two images; here 2 means running and 3 failed. */
export const cover: LegacyService = {
  creates: ['/suno/cover/generate'],
  status: '/suno/cover/record-info',
  unknown: null,
  once: { of: ['taskId'], code: 400 },
  work: async job => ({ images: await makeCovers(job) }),
  record: view => {
    const { task } = view;
    const result = resultOf(view);
    return {
      taskId: task.taskId,
      parentTaskId: task.input['taskId'],
      callbackUrl: textOf(task.input['callBackUrl']),
      completeTime: task.completeTime ?? null,
      response: result ? { images: result['images'] } : null,
      successFlag: stateOf(view, { running: [0, 2], done: 1, failed: [3, 3] }),
      createTime: task.createTime,
      ...errorOf(view)
    };
  }
};
