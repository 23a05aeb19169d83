/** Rows for music and voices. */
import { CALLBACK } from './client.ts';
import type { Former } from './client.ts';
import { FLAGS, MP3, MP4, PNG } from './row.ts';
import type { FormerRow } from './row.ts';
import { phrase, song, SONG, stems } from './sources.ts';

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
const SONG_FILES = [MP3, MP3, MP3, MP3, 'image/jpeg', 'image/jpeg'];

const sunoRow = (path: string, body: (former: Former) => Promise<object>, callback = true): FormerRow => ({
  path,
  body: async former => ({ ...(await body(former)), ...(callback ? { callBackUrl: CALLBACK } : {}) }),
  status: '/generate/record-info',
  field: 'status',
  states: SUNO,
  files: SONG_FILES
});
const sound = (former: Former): Promise<string> => former.client.upload('melody.mp3');

export const MUSIC_ROWS: readonly FormerRow[] = [
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
