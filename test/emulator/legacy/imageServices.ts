/** The legacy 4o Image and Flux Kontext services. Sources: docs.kie.ai/4o-image-api, docs.kie.ai/flux-kontext-api */
import { videoFile, promptOf } from '../work/job.ts';
import { makeImages } from '../work/taskWork.ts';
import { common, errorOf, resultOf, stateOf } from './service.ts';
import type { LegacyService } from './service.ts';

/** Status text with a numeric equivalent, progress as a string from 0.00 to 1.00, times in milliseconds. */
export const gpt4o: LegacyService = {
  creates: ['/gpt4o-image/generate'],
  status: '/gpt4o-image/record-info',
  unknown: 'The record does not exist',
  queriesPerSecond: 3,
  work: async job => ({ resultUrls: await makeImages(job, 1) }),
  record: view => {
    const { phase, progress } = view;
    const status = stateOf(view, {
      running: ['GENERATING'],
      done: 'SUCCESS',
      failed: ['CREATE_TASK_FAILED', 'GENERATE_FAILED']
    });
    return {
      ...common(view),
      response: { resultUrls: resultOf(view)?.['resultUrls'] ?? null },
      successFlag: phase === 'success' ? 1 : phase === 'fail' ? 2 : 0,
      status,
      ...errorOf(view, null, ''),
      progress: phase === 'success' ? '1.00' : Math.min(0.99, progress).toFixed(2)
    };
  }
};

/** One image and the original of the upstream service, which expires after ten minutes. */
export const fluxKontext: LegacyService = {
  creates: ['/flux/kontext/generate'],
  status: '/flux/kontext/record-info',
  unknown: 'The record does not exist',
  work: async job => {
    const [result] = await makeImages(job, 1);
    const file = job.find(result);
    return { result, origin: file?.bytes ? await job.save(`origin-${file.name}`, file.bytes) : null };
  },
  record: view => {
    const result = resultOf(view);
    const response = result ? { originImageUrl: result['origin'], resultImageUrl: result['result'] } : null;
    return { ...common(view), response, ...errorOf(view, null, '') };
  }
};

/** Luma Modify, withdrawn: flag 4 means that the video exists and only the callback failed. */
export const luma: LegacyService = {
  creates: ['/modify/generate'],
  status: '/modify/record-info',
  work: async job => ({ resultUrls: [await job.save('clip.mp4', videoFile(`luma ${promptOf(job.input)}`))] }),
  record: view => {
    const { taskId, input } = view.task;
    const result = resultOf(view);
    const response = result && { taskId, originUrls: [input['videoUrl']], resultUrls: result['resultUrls'] };
    return { ...common(view), response: response ?? null, ...errorOf(view) };
  }
};
