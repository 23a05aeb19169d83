/** One row for each former request that makes a task: a good body, where it is asked about, and how it ends. */
import { CALLBACK } from './formerClient.ts';
import type { Data, Former } from './formerClient.ts';

export interface FormerRow {
  readonly path: string;
  /** Makes what the request needs (uploads, earlier tasks) and returns its body. */
  readonly body: (former: Former) => Promise<object>;
  readonly status: string;
  /** The state field and its values: while it runs, done, and the two ways to fail. */
  readonly field: string;
  readonly states: {
    readonly running: readonly unknown[];
    readonly done: unknown;
    readonly notMade: unknown;
    readonly broke: unknown;
  };
  /** MIME types of the result files. */
  readonly files: readonly string[];
}

const FLAGS = { running: [0], done: 1, notMade: 2, broke: 3 } as const;
const WORDS = { running: ['wait', 'queueing', 'generating'], done: 'success', notMade: 'fail', broke: 'fail' } as const;
const SUNO = {
  running: ['PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS'],
  done: 'SUCCESS',
  notMade: 'CREATE_TASK_FAILED',
  broke: 'GENERATE_AUDIO_FAILED'
} as const;
const file = (broke: string): FormerRow['states'] => ({
  running: ['PENDING'],
  done: 'SUCCESS',
  notMade: 'CREATE_TASK_FAILED',
  broke
});
const VOICE = { running: ['wait_processing', 'processing_validate'], notMade: 'fail' } as const;

const PNG = 'image/png';
const MP4 = 'video/mp4';
const MP3 = 'audio/mpeg';
const SONG_FILES = [MP3, MP3, MP3, MP3, 'image/jpeg', 'image/jpeg'];

export const SONG = { prompt: 'A boat song', customMode: false, instrumental: false, model: 'V5' } as const;
const VEO = { prompt: 'A boat', model: 'veo3_fast' } as const;
const MJ = { taskType: 'mj_txt2img', prompt: 'A boat', speed: 'fast' } as const;

/** A finished task of a service. */
async function done(former: Former, path: string, body: object, status: string): Promise<Data> {
  const ends = ['SUCCESS', 'success', 'wait_validating', 1];
  const taskId = await former.make(path, body);
  return former.until(status, taskId, data =>
    ['successFlag', 'status', 'state'].some(field => ends.includes(data[field] as string))
  );
}

/** A finished music task and the id of its first track. */
export async function song(former: Former, more: object = {}): Promise<{ taskId: string; audioId: string }> {
  const data = await done(former, '/generate', { ...SONG, callBackUrl: CALLBACK, ...more }, '/generate/record-info');
  const { sunoData } = data['response'] as { sunoData: readonly { id: string }[] };
  return { taskId: String(data['taskId']), audioId: sunoData[0]?.id ?? '' };
}

const taskOf = async (former: Former, path: string, body: object, status: string): Promise<string> =>
  String((await done(former, path, body, status))['taskId']);
export const veoTask = (former: Former): Promise<string> => taskOf(former, '/veo/generate', VEO, '/veo/record-info');
export const mjTask = (former: Former, more: object = {}): Promise<string> =>
  taskOf(former, '/mj/generate', { ...MJ, ...more }, '/mj/record-info');
const stems = async (former: Former): Promise<string> =>
  taskOf(
    former,
    '/vocal-removal/generate',
    { ...(await song(former)), callBackUrl: CALLBACK },
    '/vocal-removal/record-info'
  );
const phrase = async (former: Former): Promise<string> =>
  taskOf(
    former,
    '/voice/validate',
    { voiceUrl: await former.client.upload('melody.mp3'), vocalStartS: 0, vocalEndS: 5 },
    '/voice/validate-info'
  );

const sunoRow = (path: string, body: (former: Former) => Promise<object>, callback = true): FormerRow => ({
  path,
  body: async former => ({ ...(await body(former)), ...(callback ? { callBackUrl: CALLBACK } : {}) }),
  status: '/generate/record-info',
  field: 'status',
  states: SUNO,
  files: SONG_FILES
});
const sound = (former: Former): Promise<string> => former.client.upload('melody.mp3');

export const ROWS: readonly FormerRow[] = [
  ...[
    { path: '/veo/generate', body: () => Promise.resolve(VEO), files: [MP4] },
    {
      path: '/veo/extend',
      body: async (former: Former) => ({ taskId: await veoTask(former), prompt: 'On it goes' }),
      files: [MP4, MP4]
    },
    { path: '/veo/get-4k-video', body: async (former: Former) => ({ taskId: await veoTask(former) }), files: [MP4] }
  ].map(row => ({ ...row, status: '/veo/record-info', field: 'successFlag', states: FLAGS })),
  ...[
    { path: '/mj/generate', body: () => Promise.resolve(MJ), files: [PNG, PNG, PNG, PNG] },
    {
      path: '/mj/generateUpscale',
      body: async (former: Former) => ({ taskId: await mjTask(former), imageIndex: 3 }),
      files: [PNG]
    },
    {
      path: '/mj/generateVary',
      body: async (former: Former) => ({ taskId: await mjTask(former), imageIndex: 0 }),
      files: [PNG, PNG, PNG, PNG]
    },
    {
      path: '/mj/generateVideoExtend',
      body: async (former: Former) => {
        const fileUrl = await former.client.upload('portrait.png');
        const taskId = await mjTask(former, { taskType: 'mj_video', fileUrl, motion: 'low' });
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
    body: async former => {
      const clip = { prompt: 'A boat', duration: 5, quality: '720p', aspectRatio: '16:9' };
      const taskId = await taskOf(former, '/runway/generate', clip, '/runway/record-detail');
      return { taskId, prompt: 'On it goes', quality: '720p' };
    },
    status: '/runway/record-detail',
    field: 'state',
    states: WORDS,
    files: [MP4, 'image/jpeg']
  },
  {
    path: '/aleph/generate',
    body: async former => ({ prompt: 'In snow', videoUrl: await former.client.upload('clip.mp4') }),
    status: '/aleph/record-info',
    field: 'successFlag',
    states: { running: [0], done: 1, notMade: 0, broke: 0 },
    files: [MP4, 'image/jpeg']
  },
  {
    path: '/gpt4o-image/generate',
    body: async former => ({ size: '1:1', filesUrl: [await former.client.upload('portrait.png')], prompt: 'Red hat' }),
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
    body: async former => ({ prompt: 'In snow', videoUrl: await former.client.upload('clip.mp4') }),
    status: '/modify/record-info',
    field: 'successFlag',
    states: FLAGS,
    files: [MP4, MP4]
  },
  sunoRow('/generate', () => Promise.resolve(SONG)),
  sunoRow('/generate/extend', async former => ({
    audioId: (await song(former)).audioId,
    defaultParamFlag: false,
    model: 'V5'
  })),
  sunoRow('/generate/upload-cover', async former => ({ ...SONG, uploadUrl: await sound(former) })),
  sunoRow('/generate/upload-extend', async former => ({
    uploadUrl: await sound(former),
    defaultParamFlag: false,
    model: 'V5'
  })),
  sunoRow('/generate/add-vocals', async former => ({
    prompt: 'A boat song',
    title: 'Boat',
    negativeTags: 'metal',
    style: 'pop',
    uploadUrl: await sound(former)
  })),
  sunoRow('/generate/add-instrumental', async former => ({
    title: 'Boat',
    negativeTags: 'metal',
    tags: 'pop',
    uploadUrl: await sound(former)
  })),
  sunoRow('/generate/mashup', async former => ({
    uploadUrlList: [await sound(former), await sound(former)],
    prompt: 'A boat song',
    style: 'pop',
    title: 'Boat',
    customMode: false,
    model: 'V5'
  })),
  sunoRow(
    '/generate/replace-section',
    async former => ({
      ...(await song(former)),
      prompt: 'Another line',
      tags: 'pop',
      title: 'Boat',
      infillStartS: 5,
      infillEndS: 15,
      fullLyrics: 'All the lines'
    }),
    false
  ),
  sunoRow('/generate/sounds', () => Promise.resolve({ prompt: 'Rain', model: 'V5' }), false),
  {
    path: '/lyrics',
    body: () => Promise.resolve({ prompt: 'A boat' }),
    status: '/lyrics/record-info',
    field: 'status',
    states: file('GENERATE_LYRICS_FAILED'),
    files: []
  },
  {
    path: '/vocal-removal/generate',
    body: async former => ({ ...(await song(former)), type: 'split_stem', callBackUrl: CALLBACK }),
    status: '/vocal-removal/record-info',
    field: 'successFlag',
    states: file('GENERATE_AUDIO_FAILED'),
    files: Array<string>(20).fill(MP3)
  },
  {
    path: '/wav/generate',
    body: async former => ({ ...(await song(former)), callBackUrl: CALLBACK }),
    status: '/wav/record-info',
    field: 'successFlag',
    states: file('GENERATE_WAV_FAILED'),
    files: ['audio/wav']
  },
  {
    path: '/mp4/generate',
    body: async former => ({ ...(await song(former)), callBackUrl: CALLBACK }),
    status: '/mp4/record-info',
    field: 'successFlag',
    states: file('GENERATE_MP4_FAILED'),
    files: [MP4]
  },
  {
    path: '/midi/generate',
    body: async former => ({ taskId: await stems(former), callBackUrl: CALLBACK }),
    status: '/midi/record-info',
    field: 'successFlag',
    states: FLAGS,
    files: []
  },
  {
    path: '/suno/cover/generate',
    body: async former => ({ taskId: (await song(former)).taskId }),
    status: '/suno/cover/record-info',
    field: 'successFlag',
    states: { running: [0, 2], done: 1, notMade: 3, broke: 3 },
    files: [PNG, PNG]
  },
  {
    path: '/voice/validate',
    body: async former => ({ voiceUrl: await sound(former), vocalStartS: 0, vocalEndS: 5 }),
    status: '/voice/validate-info',
    field: 'status',
    states: { ...VOICE, done: 'wait_validating', broke: 'processing_validate_fail' },
    files: []
  },
  {
    path: '/voice/regenerate',
    body: async former => ({ taskId: await phrase(former), calBackUrl: CALLBACK }),
    status: '/voice/validate-info',
    field: 'status',
    states: { ...VOICE, done: 'wait_validating', broke: 'processing_validate_fail' },
    files: []
  },
  {
    path: '/voice/generate',
    body: async former => ({ taskId: await phrase(former), verifyUrl: await sound(former) }),
    status: '/voice/record-info',
    field: 'status',
    states: { ...VOICE, done: 'success', broke: 'fail' },
    files: []
  }
];
