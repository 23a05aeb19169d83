/** The legacy Runway and Aleph endpoints below /api/v1/runway and /api/v1/aleph. Source: docs.kie.ai/runway-api */
import { clip, wordsOf } from '../work/job.ts';
import type { Job } from '../work/job.ts';
import { drawWords } from '../work/images.ts';
import { plainTimeOrNull } from '../timeFormats.ts';
import { textOf } from '../check/values.ts';
import { common, errorOf, resultOf, stateOf } from './service.ts';
import type { FormerService } from './service.ts';

async function work(job: Job): Promise<object> {
  const words = `${job.entry.id} ${wordsOf(job.input)}`;
  return {
    resultUrls: [await job.save('clip.mp4', clip(words))],
    thumbnail: await job.savePicture('thumbnail', drawWords(words, 320, 180), 'jpeg'),
    videoId: job.makeId('video')
  };
}

const first = (list: unknown): unknown => (Array.isArray(list) ? ((list[0] as unknown) ?? '') : '');

/** Its pending states differ from createTask: wait, queueing. failCode and failMsg report failures. */
export const runway: FormerService = {
  creates: ['/runway/generate', '/runway/extend'],
  status: '/runway/record-detail',
  unknown: null,
  work,
  record: seen => {
    const { task, phase } = seen;
    const result = resultOf(seen);
    const failed = phase === 'fail';
    return {
      taskId: task.taskId,
      parentTaskId: textOf(task.input['taskId']),
      generateParam: { prompt: wordsOf(task.input), imageUrl: textOf(task.input['imageUrl']), expandPrompt: true },
      state: stateOf(seen, {
        running: ['wait', 'queueing', 'generating'],
        done: 'success',
        failed: ['fail', 'fail']
      }),
      generateTime: plainTimeOrNull(task.completeTime) ?? '',
      videoInfo: result
        ? {
            videoId: result['videoId'],
            taskId: task.taskId,
            videoUrl: first(result['resultUrls']),
            imageUrl: result['thumbnail'] ?? ''
          }
        : null,
      failCode: failed ? Number(task.failCode ?? 400) : 0,
      failMsg: failed ? (task.failMsg ?? '') : '',
      expireFlag: 0
    };
  }
};

/** The pages document successFlag 0 for a failure; the live service returns 3. */
export const aleph: FormerService = {
  creates: ['/aleph/generate'],
  status: '/aleph/record-info',
  unknown: null,
  work,
  record: seen => {
    const { task } = seen;
    const result = resultOf(seen);
    return {
      ...common(seen),
      response: result
        ? {
            taskId: task.taskId,
            resultVideoUrl: first(result['resultUrls']),
            resultImageUrl: result['thumbnail'] ?? ''
          }
        : null,
      successFlag: stateOf(seen, { running: [0], done: 1, failed: [3, 3] }),
      ...errorOf(seen)
    };
  }
};
