/** Files derived from a finished track: stems, WAV, music video, notes, cover. Source: docs.kie.ai/suno-api */
import type { Job } from '../work/job.ts';
import { originData, stemGroups } from '../work/musicResults.ts';
import { makeCovers, makeMusicVideo, makeNotes, makeStems, makeWave, STEM_FIELDS } from '../work/music.ts';
import type { Seen } from '../taskView.ts';
import { isRecord, textOf } from '../check/values.ts';
import { errorOf, FLAGS, resultOf, stateOf } from './service.ts';
import type { FormerService, States } from './service.ts';

const states = (broke: string): States<string> => ({
  running: ['PENDING'],
  done: 'SUCCESS',
  failed: ['CREATE_TASK_FAILED', broke]
});

/** The fields shared by the responses of these services. */
function common(seen: Seen): object {
  const { task } = seen;
  return {
    taskId: task.taskId,
    musicId: textOf(task.input['audioId']),
    callbackUrl: textOf(task.input['callBackUrl']),
    musicIndex: seen.result?.['musicIndex'] ?? 0
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
export const vocalRemoval: FormerService = {
  creates: ['/vocal-removal/generate'],
  status: '/vocal-removal/record-info',
  unknown: null,
  work: separate,
  record: seen => {
    const { task } = seen;
    const result = resultOf(seen);
    const urls = isRecord(result?.['urls']) ? result['urls'] : {};
    const fields = ['instrumental', 'piano', ...STEM_FIELDS.map(([field]) => field as string)];
    return {
      ...common(seen),
      response: result && {
        id: null,
        originUrl: textOf(task.input['audioUrl']) || null,
        originData: result['originData'],
        ...Object.fromEntries(fields.map(field => [`${field}Url`, urls[`${field}Url`] ?? null]))
      },
      successFlag: stateOf(seen, states('GENERATE_AUDIO_FAILED')),
      createTime: task.createTime,
      completeTime: task.completeTime ?? null,
      ...errorOf(seen)
    };
  }
};

/** One file per track: a second order is rejected with 409. */
function oneFile(path: string, field: string, broke: string, make: (job: Job) => Promise<string>): FormerService {
  return {
    creates: [`/${path}/generate`],
    status: `/${path}/record-info`,
    once: { of: ['taskId', 'audioId'], code: 409 },
    work: async job => ({ musicIndex: musicIndex(job), url: await make(job) }),
    record: seen => {
      const result = resultOf(seen);
      return {
        ...common(seen),
        response: result ? { [field]: result['url'] } : null,
        successFlag: stateOf(seen, states(broke)),
        createTime: seen.task.createTime,
        completeTime: seen.task.completeTime ?? null,
        ...errorOf(seen)
      };
    }
  };
}

export const wav = oneFile('wav', 'audioWavUrl', 'GENERATE_WAV_FAILED', makeWave);
export const mp4 = oneFile('mp4', 'videoUrl', 'GENERATE_MP4_FAILED', makeMusicVideo);

/** Notes as JSON in the response itself. */
export const midi: FormerService = {
  creates: ['/midi/generate'],
  status: '/midi/record-info',
  work: job => Promise.resolve({ midiData: makeNotes(stemGroups(job)) }),
  record: seen => {
    const { task, phase } = seen;
    return {
      taskId: task.taskId,
      recordTaskId: -1,
      audioId: textOf(task.input['audioId']),
      callbackUrl: task.input['callBackUrl'],
      midiData: seen.lacks ? {} : (resultOf(seen)?.['midiData'] ?? null),
      successFlag: stateOf(seen, FLAGS),
      createTime: task.createTime,
      completeTime: task.completeTime ?? null,
      // A string here, a number in the sibling services.
      ...errorOf(seen),
      errorCode: phase === 'fail' ? (task.failCode ?? '501') : null
    };
  }
};

/** Two images; here 2 means running and 3 failed. */
export const cover: FormerService = {
  creates: ['/suno/cover/generate'],
  status: '/suno/cover/record-info',
  unknown: null,
  once: { of: ['taskId'], code: 400 },
  work: async job => ({ images: await makeCovers(job) }),
  record: seen => {
    const { task } = seen;
    const result = resultOf(seen);
    return {
      taskId: task.taskId,
      parentTaskId: task.input['taskId'],
      callbackUrl: textOf(task.input['callBackUrl']),
      completeTime: task.completeTime ?? null,
      response: result ? { images: result['images'] } : null,
      successFlag: stateOf(seen, { running: [0, 2], done: 1, failed: [3, 3] }),
      createTime: task.createTime,
      ...errorOf(seen)
    };
  }
};
