/** Rows for images and videos. */
import type { LegacyFixture } from './client.ts';
import { FLAGS, MP4, PNG } from './row.ts';
import type { LegacyRow } from './row.ts';
import { MJ, mjTask, taskOf, VEO, veoTask } from './sources.ts';

const WORDS = { running: ['wait', 'queueing', 'generating'], done: 'success', notMade: 'fail', broke: 'fail' } as const;

export const IMAGE_ROWS: readonly LegacyRow[] = [
  ...[
    { path: '/veo/generate', body: () => Promise.resolve(VEO), files: [MP4] },
    {
      path: '/veo/extend',
      body: async (legacy: LegacyFixture) => ({ taskId: await veoTask(legacy), prompt: 'On it goes' }),
      files: [MP4, MP4]
    },
    {
      path: '/veo/get-4k-video',
      body: async (legacy: LegacyFixture) => ({ taskId: await veoTask(legacy) }),
      files: [MP4]
    }
  ].map(row => ({ ...row, status: '/veo/record-info', field: 'successFlag', states: FLAGS })),
  ...[
    { path: '/mj/generate', body: () => Promise.resolve(MJ), files: [PNG, PNG, PNG, PNG] },
    {
      path: '/mj/generateUpscale',
      body: async (legacy: LegacyFixture) => ({ taskId: await mjTask(legacy), imageIndex: 3 }),
      files: [PNG]
    },
    {
      path: '/mj/generateVary',
      body: async (legacy: LegacyFixture) => ({ taskId: await mjTask(legacy), imageIndex: 0 }),
      files: [PNG, PNG, PNG, PNG]
    },
    {
      path: '/mj/generateVideoExtend',
      body: async (legacy: LegacyFixture) => {
        const fileUrl = await legacy.client.upload('portrait.png');
        const taskId = await mjTask(legacy, { taskType: 'mj_video', fileUrl, motion: 'low' });
        return { taskId, index: 0, taskType: 'mj_video_extend_auto' };
      },
      files: [MP4]
    }
  ].map(row => ({ ...row, status: '/mj/record-info', field: 'successFlag', states: FLAGS })),
  {
    path: '/runway/generate',
    body: () => Promise.resolve({ prompt: 'A boat', duration: 5, quality: '720p', aspectRatio: '16:9' }),
    status: '/runway/record-detail',
    field: 'state',
    states: WORDS,
    files: [MP4, 'image/jpeg']
  },
  {
    path: '/runway/extend',
    body: async legacy => {
      const clip = { prompt: 'A boat', duration: 5, quality: '720p', aspectRatio: '16:9' };
      const taskId = await taskOf(legacy, '/runway/generate', clip, '/runway/record-detail');
      return { taskId, prompt: 'On it goes', quality: '720p' };
    },
    status: '/runway/record-detail',
    field: 'state',
    states: WORDS,
    files: [MP4, 'image/jpeg']
  },
  {
    path: '/aleph/generate',
    body: async legacy => ({ prompt: 'In snow', videoUrl: await legacy.client.upload('clip.mp4') }),
    status: '/aleph/record-info',
    field: 'successFlag',
    states: { running: [0], done: 1, notMade: 3, broke: 3 },
    files: [MP4, 'image/jpeg']
  },
  {
    path: '/gpt4o-image/generate',
    body: async legacy => ({ size: '1:1', filesUrl: [await legacy.client.upload('portrait.png')], prompt: 'Red hat' }),
    status: '/gpt4o-image/record-info',
    field: 'status',
    states: { running: ['GENERATING'], done: 'SUCCESS', notMade: 'CREATE_TASK_FAILED', broke: 'GENERATE_FAILED' },
    files: [PNG]
  },
  {
    path: '/flux/kontext/generate',
    body: () => Promise.resolve({ prompt: 'A boat', aspectRatio: '16:9', outputFormat: 'png' }),
    status: '/flux/kontext/record-info',
    field: 'successFlag',
    states: FLAGS,
    files: [PNG, PNG]
  },
  {
    path: '/modify/generate',
    body: async legacy => ({ prompt: 'In snow', videoUrl: await legacy.client.upload('clip.mp4') }),
    status: '/modify/record-info',
    field: 'successFlag',
    states: FLAGS,
    files: [MP4, MP4]
  }
];
