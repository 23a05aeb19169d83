/**
 * The legacy Veo 3.1 endpoints below /api/v1/veo. Sources: docs.kie.ai/veo3-api (generate, extend, 1080p, 4K, details).
 */
import { clip, wordsOf } from '../work/job.ts';
import type { Job } from '../work/job.ts';
import { drawWords } from '../work/images.ts';
import type { Seen } from '../taskView.ts';
import { textOf } from '../check/values.ts';
import { common, errorOf, resultOf } from './service.ts';
import type { FormerService } from './service.ts';

async function work(job: Job): Promise<object> {
  const { entry, input } = job;
  const words = `${entry.id} ${wordsOf(input)}`;
  const resultUrls = [await job.save('clip.mp4', clip(words))];
  switch (entry.id) {
    case '/veo/extend':
      return { resultUrls, fullResultUrls: [await job.save('whole.mp4', clip(`whole ${words}`))], resolution: '720p' };
    case '/veo/get-4k-video':
      return { resultUrls, imageUrls: [await job.savePicture('preview', drawWords('4K', 320, 180))], resolution: '4k' };
    default:
      return { resultUrls, resolution: textOf(input['resolution']) || '720p' };
  }
}

/** Veo returns `aspect_ratio` as `aspectRatio` and fills in its defaults, as recorded. */
function asRepeated(input: Job['input']): object {
  const asked = Object.entries(input).filter(([name]) => name !== 'callBackUrl');
  const named = asked.map(([name, value]) => [name === 'aspect_ratio' ? 'aspectRatio' : name, value] as const);
  return { enableTranslation: true, enableFallback: false, ...Object.fromEntries(named) };
}

function record(seen: Seen): object {
  const { task } = seen;
  const result = resultOf(seen);
  return {
    ...common(seen),
    paramJson: JSON.stringify(asRepeated(task.input)),
    response: !result
      ? null
      : {
          taskId: task.taskId,
          resultUrls: result['resultUrls'],
          ...(result['fullResultUrls'] === undefined ? {} : { fullResultUrls: result['fullResultUrls'] }),
          originUrls: [],
          resolution: result['resolution']
        },
    ...errorOf(seen, null, ''),
    fallbackFlag: false
  };
}

export const veo: FormerService = {
  creates: ['/veo/generate', '/veo/extend'],
  status: '/veo/record-info',
  unknown: 'Record not found for taskId: {taskId}',
  work,
  record
};

/** The 4K version of a video: ordered once; the same call or the details query returns its status. */
export const veo4k: FormerService = {
  creates: ['/veo/get-4k-video'],
  status: '/veo/record-info',
  unknown: 'Record not found for taskId: {taskId}',
  work,
  record,
  repeats: ['taskId', 'index'],
  created: seen => {
    const result = resultOf(seen);
    return {
      taskId: seen.task.taskId,
      resultUrls: result?.['resultUrls'] ?? null,
      imageUrls: result?.['imageUrls'] ?? null
    };
  }
};
