/** The legacy Runway and Aleph endpoints below /api/v1/runway and /api/v1/aleph. Source: docs.kie.ai/runway-api */
import { videoFile, promptOf } from '../work/job.ts';
import type { Job } from '../work/job.ts';
import { drawText } from '../work/images.ts';
import { dateTimeTextOrNull } from '../timeFormats.ts';
import { textOf } from '../check/values.ts';
import { common, errorOf, resultOf, stateOf } from './service.ts';
import type { LegacyService } from './service.ts';

async function work(job: Job): Promise<object> {
  const prompt = `${job.entry.id} ${promptOf(job.input)}`;
  return {
    resultUrls: [await job.save('clip.mp4', videoFile(prompt))],
    thumbnail: await job.saveImage('thumbnail', drawText(prompt, 320, 180), 'jpeg'),
    videoId: job.makeId('video')
  };
}

const first = (list: unknown): unknown => (Array.isArray(list) ? ((list[0] as unknown) ?? '') : '');

/** Its pending states differ from createTask: wait, queueing. failCode and failMsg report failures. */
export const runway: LegacyService = {
  creates: ['/runway/generate', '/runway/extend'],
  status: '/runway/record-detail',
  unknown: null,
  work,
  record: view => {
    const { task, phase } = view;
    const result = resultOf(view);
    const failed = phase === 'fail';
    return {
      taskId: task.taskId,
      parentTaskId: textOf(task.input['taskId']),
      generateParam: { prompt: promptOf(task.input), imageUrl: textOf(task.input['imageUrl']), expandPrompt: true },
      state: stateOf(view, {
        running: ['wait', 'queueing', 'generating'],
        done: 'success',
        failed: ['fail', 'fail']
      }),
      generateTime: dateTimeTextOrNull(task.completeTime) ?? '',
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
export const aleph: LegacyService = {
  creates: ['/aleph/generate'],
  status: '/aleph/record-info',
  unknown: null,
  work,
  record: view => {
    const { task } = view;
    const result = resultOf(view);
    return {
      ...common(view),
      response: result
        ? {
            taskId: task.taskId,
            resultVideoUrl: first(result['resultUrls']),
            resultImageUrl: result['thumbnail'] ?? ''
          }
        : null,
      successFlag: stateOf(view, { running: [0], done: 1, failed: [3, 3] }),
      ...errorOf(view)
    };
  }
};
