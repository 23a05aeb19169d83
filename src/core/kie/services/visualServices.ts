import type { LegacyServiceDescriptor } from './descriptor.ts';

/** States in `successFlag` of most services; 3 is "created, but failed upstream". */
const FLAG = { 0: 'running', 1: 'done', 2: 'failed', 3: 'failed' } as const;

/** Legacy services for images and videos. Sources: the pages named by the catalog entries. */
export const VISUAL_SERVICES: readonly LegacyServiceDescriptor[] = [
  {
    id: 'veo',
    label: 'Veo',
    operations: ['POST /api/v1/veo/generate', 'POST /api/v1/veo/extend', 'POST /api/v1/veo/get-4k-video'],
    output: 'video',
    record: '/veo/record-info',
    state: ['successFlag'],
    states: FLAG,
    // An upgrade to 4K has its URLs outside `response`.
    results: ['response', 'resultUrls'],
    leave: ['originUrls', 'imageUrls']
  },
  {
    id: 'veo-1080p',
    label: 'Veo 1080p',
    operations: ['GET /api/v1/veo/get-1080p-video'],
    output: 'video',
    results: [''],
    leave: ['imageUrls', 'originUrls'],
    // Documented: 400 while processing, retry after 20 to 30 s; ready 1 to 3 minutes after the video.
    repeatable: { everyMs: 25_000, times: 36, notReady: ['400'] }
  },
  {
    id: 'runway',
    label: 'Runway',
    operations: ['POST /api/v1/runway/generate', 'POST /api/v1/runway/extend'],
    output: 'video',
    record: '/runway/record-detail',
    state: ['state'],
    states: { wait: 'queued', queueing: 'queued', generating: 'running', success: 'done', fail: 'failed' },
    results: ['videoInfo'],
    leave: ['imageUrl'],
    operationField: {
      path: 'parentTaskId',
      matches: [
        { pattern: /^$/, operation: 'POST /api/v1/runway/generate' },
        { pattern: /./, operation: 'POST /api/v1/runway/extend' }
      ]
    }
  },
  {
    id: 'aleph',
    label: 'Runway Aleph',
    operations: ['POST /api/v1/aleph/generate'],
    output: 'video',
    record: '/aleph/record-info',
    state: ['successFlag'],
    // Documented: 0 while running and after a failure; recorded: 3 after a failure.
    states: FLAG,
    errorMeansFailed: true,
    results: ['response'],
    leave: ['resultImageUrl']
  },
  {
    id: '4o-image',
    label: '4o Image',
    operations: ['POST /api/v1/gpt4o-image/generate'],
    output: 'image',
    record: '/gpt4o-image/record-info',
    state: ['status', 'successFlag'],
    states: {
      ...FLAG,
      GENERATING: 'running',
      SUCCESS: 'done',
      CREATE_TASK_FAILED: 'failed',
      GENERATE_FAILED: 'failed'
    },
    progress: 'progress',
    results: ['response'],
    renewal: '/api/v1/gpt4o-image/download-url'
  },
  {
    id: 'flux-kontext',
    label: 'Flux Kontext',
    operations: ['POST /api/v1/flux/kontext/generate'],
    output: 'image',
    record: '/flux/kontext/record-info',
    state: ['successFlag'],
    states: FLAG,
    results: ['response']
  },
  {
    id: 'luma',
    label: 'Luma Modify',
    operations: ['POST /api/v1/modify/generate'],
    output: 'video',
    record: '/modify/record-info',
    state: ['successFlag'],
    // 4: done, but the callback failed.
    states: { ...FLAG, 4: 'done' },
    results: ['response']
  },
  {
    id: 'midjourney',
    label: 'Midjourney',
    operations: [
      'POST /api/v1/mj/generate',
      'POST /api/v1/mj/generateUpscale',
      'POST /api/v1/mj/generateVary',
      'POST /api/v1/mj/generateVideoExtend'
    ],
    output: 'image',
    record: '/mj/record-info',
    state: ['successFlag'],
    states: FLAG,
    results: ['resultInfoJson'],
    operationField: {
      path: 'taskType',
      matches: [
        { pattern: /^mj_video_?extend/i, operation: 'POST /api/v1/mj/generateVideoExtend', output: 'video' },
        { pattern: /^mj_video/i, operation: 'POST /api/v1/mj/generate', output: 'video' },
        { pattern: /upscale/i, operation: 'POST /api/v1/mj/generateUpscale' },
        { pattern: /vary|variation/i, operation: 'POST /api/v1/mj/generateVary' },
        { pattern: /^mj_(txt2img|img2img|style_reference|omni_reference)/i, operation: 'POST /api/v1/mj/generate' }
      ]
    }
  }
];
