/** The legacy 4o Image and Flux Kontext services. Sources: docs.kie.ai/4o-image-api, docs.kie.ai/flux-kontext-api */
import { clip, wordsOf } from '../work/job.ts';
import { makePictures } from '../work/taskWork.ts';
import { common, errorOf, resultOf, stateOf } from './service.ts';
import type { FormerService } from './service.ts';

/** Status text with a numeric equivalent, progress as a string from 0.00 to 1.00, times in milliseconds. */
export const gpt4o: FormerService = {
  creates: ['/gpt4o-image/generate'],
  status: '/gpt4o-image/record-info',
  unknown: 'The record does not exist',
  queriesPerSecond: 3,
  work: async job => ({ resultUrls: await makePictures(job, 1) }),
  record: seen => {
    const { phase, part } = seen;
    const status = stateOf(seen, {
      running: ['GENERATING'],
      done: 'SUCCESS',
      failed: ['CREATE_TASK_FAILED', 'GENERATE_FAILED']
    });
    return {
      ...common(seen),
      response: { resultUrls: resultOf(seen)?.['resultUrls'] ?? null },
      successFlag: phase === 'success' ? 1 : phase === 'fail' ? 2 : 0,
      status,
      ...errorOf(seen, null, ''),
      progress: phase === 'success' ? '1.00' : Math.min(0.99, part).toFixed(2)
    };
  }
};

/** One image and the original of the upstream service, which expires after ten minutes. */
export const fluxKontext: FormerService = {
  creates: ['/flux/kontext/generate'],
  status: '/flux/kontext/record-info',
  unknown: 'The record does not exist',
  work: async job => {
    const [result] = await makePictures(job, 1);
    const file = job.find(result);
    return { result, origin: file?.bytes ? await job.save(`origin-${file.name}`, file.bytes) : null };
  },
  record: seen => {
    const result = resultOf(seen);
    const response = result ? { originImageUrl: result['origin'], resultImageUrl: result['result'] } : null;
    return { ...common(seen), response, ...errorOf(seen, null, '') };
  }
};

/** Luma Modify, withdrawn: flag 4 means that the video exists and only the callback failed. */
export const luma: FormerService = {
  creates: ['/modify/generate'],
  status: '/modify/record-info',
  work: async job => ({ resultUrls: [await job.save('clip.mp4', clip(`luma ${wordsOf(job.input)}`))] }),
  record: seen => {
    const { taskId, input } = seen.task;
    const result = resultOf(seen);
    const response = result && { taskId, originUrls: [input['videoUrl']], resultUrls: result['resultUrls'] };
    return { ...common(seen), response: response ?? null, ...errorOf(seen) };
  }
};
