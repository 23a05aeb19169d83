/**
 * The legacy Veo 3.1 endpoints below /api/v1/veo. Sources: docs.kie.ai/veo3-api (generate, extend, 1080p, 4K, details).
 */
import { videoFile, promptOf } from '../work/job.ts';
import type { Job } from '../work/job.ts';
import { drawText } from '../work/images.ts';
import type { TaskView } from '../taskView.ts';
import { textOf } from '../check/values.ts';
import { common, errorOf, resultOf } from './service.ts';
import type { LegacyService } from './service.ts';

async function work(job: Job): Promise<object> {
  const { entry, input } = job;
  const prompt = `${entry.id} ${promptOf(input)}`;
  const resultUrls = [await job.save('clip.mp4', videoFile(prompt))];
  switch (entry.id) {
    case '/veo/extend':
      return {
        resultUrls,
        fullResultUrls: [await job.save('whole.mp4', videoFile(`whole ${prompt}`))],
        resolution: '720p'
      };
    case '/veo/get-4k-video':
      return { resultUrls, imageUrls: [await job.saveImage('preview', drawText('4K', 320, 180))], resolution: '4k' };
    default:
      return { resultUrls, resolution: textOf(input['resolution']) || '720p' };
  }
}

/** Veo returns `aspect_ratio` as `aspectRatio` and fills in its defaults, as recorded. */
function asReturned(input: Job['input']): object {
  const asked = Object.entries(input).filter(([name]) => name !== 'callBackUrl');
  const named = asked.map(([name, value]) => [name === 'aspect_ratio' ? 'aspectRatio' : name, value] as const);
  return { enableTranslation: true, enableFallback: false, ...Object.fromEntries(named) };
}

function record(view: TaskView): object {
  const { task } = view;
  const result = resultOf(view);
  return {
    ...common(view),
    paramJson: JSON.stringify(asReturned(task.input)),
    response: !result
      ? null
      : {
          taskId: task.taskId,
          resultUrls: result['resultUrls'],
          ...(result['fullResultUrls'] === undefined ? {} : { fullResultUrls: result['fullResultUrls'] }),
          originUrls: [],
          resolution: result['resolution']
        },
    ...errorOf(view, null, ''),
    fallbackFlag: false
  };
}

export const veo: LegacyService = {
  creates: ['/veo/generate', '/veo/extend'],
  status: '/veo/record-info',
  unknown: 'Record not found for taskId: {taskId}',
  work,
  record
};

/** The 4K version of a video: ordered once; the same call or the details query returns its status. */
export const veo4k: LegacyService = {
  creates: ['/veo/get-4k-video'],
  status: '/veo/record-info',
  unknown: 'Record not found for taskId: {taskId}',
  work,
  record,
  repeats: ['taskId', 'index'],
  created: view => {
    const result = resultOf(view);
    return {
      taskId: view.task.taskId,
      resultUrls: result?.['resultUrls'] ?? null,
      imageUrls: result?.['imageUrls'] ?? null
    };
  }
};
