/** Rows for music and voices. */
import { CALLBACK } from './client.ts';
import type { LegacyFixture } from './client.ts';
import { FLAGS, MP3, MP4, PNG } from './row.ts';
import type { LegacyRow } from './row.ts';
import { phrase, song, SONG_TITLE, stems } from './sources.ts';

const SUNO = {
  running: ['PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS'],
  done: 'SUCCESS',
  notMade: 'CREATE_TASK_FAILED',
  broke: 'GENERATE_AUDIO_FAILED'
} as const;
const file = (broke: string): LegacyRow['states'] => ({
  running: ['PENDING'],
  done: 'SUCCESS',
  notMade: 'CREATE_TASK_FAILED',
  broke
});
const VOICE = { running: ['wait_processing', 'processing_validate'], notMade: 'fail' } as const;
const SONG_FILES = [MP3, MP3, MP3, MP3, 'image/jpeg', 'image/jpeg'];

const sunoRow = (path: string, body: (legacy: LegacyFixture) => Promise<object>, callback = true): LegacyRow => ({
  path,
  body: async legacy => ({ ...(await body(legacy)), ...(callback ? { callBackUrl: CALLBACK } : {}) }),
  status: '/generate/record-info',
  field: 'status',
  states: SUNO,
  files: SONG_FILES
});
const audio = (legacy: LegacyFixture): Promise<string> => legacy.client.upload('melody.mp3');

export const MUSIC_ROWS: readonly LegacyRow[] = [
  sunoRow('/generate', () => Promise.resolve(SONG_TITLE)),
  sunoRow('/generate/extend', async legacy => ({
    audioId: (await song(legacy)).audioId,
    defaultParamFlag: false,
    model: 'V5'
  })),
  sunoRow('/generate/upload-cover', async legacy => ({ ...SONG_TITLE, uploadUrl: await audio(legacy) })),
  sunoRow('/generate/upload-extend', async legacy => ({
    uploadUrl: await audio(legacy),
    defaultParamFlag: false,
    model: 'V5'
  })),
  sunoRow('/generate/add-vocals', async legacy => ({
    prompt: 'A boat song',
    title: 'Boat',
    negativeTags: 'metal',
    style: 'pop',
    uploadUrl: await audio(legacy)
  })),
  sunoRow('/generate/add-instrumental', async legacy => ({
    title: 'Boat',
    negativeTags: 'metal',
    tags: 'pop',
    uploadUrl: await audio(legacy)
  })),
  sunoRow('/generate/mashup', async legacy => ({
    uploadUrlList: [await audio(legacy), await audio(legacy)],
    prompt: 'A boat song',
    style: 'pop',
    title: 'Boat',
    customMode: false,
    model: 'V5'
  })),
  sunoRow(
    '/generate/replace-section',
    async legacy => ({
      ...(await song(legacy)),
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
    body: async legacy => ({ ...(await song(legacy)), type: 'split_stem', callBackUrl: CALLBACK }),
    status: '/vocal-removal/record-info',
    field: 'successFlag',
    states: file('GENERATE_AUDIO_FAILED'),
    files: Array<string>(20).fill(MP3)
  },
  {
    path: '/wav/generate',
    body: async legacy => ({ ...(await song(legacy)), callBackUrl: CALLBACK }),
    status: '/wav/record-info',
    field: 'successFlag',
    states: file('GENERATE_WAV_FAILED'),
    files: ['audio/wav']
  },
  {
    path: '/mp4/generate',
    body: async legacy => ({ ...(await song(legacy)), callBackUrl: CALLBACK }),
    status: '/mp4/record-info',
    field: 'successFlag',
    states: file('GENERATE_MP4_FAILED'),
    files: [MP4]
  },
  {
    path: '/midi/generate',
    body: async legacy => ({ taskId: await stems(legacy), callBackUrl: CALLBACK }),
    status: '/midi/record-info',
    field: 'successFlag',
    states: FLAGS,
    files: []
  },
  {
    path: '/suno/cover/generate',
    body: async legacy => ({ taskId: (await song(legacy)).taskId }),
    status: '/suno/cover/record-info',
    field: 'successFlag',
    states: { running: [0, 2], done: 1, notMade: 3, broke: 3 },
    files: [PNG, PNG]
  },
  {
    path: '/voice/validate',
    body: async legacy => ({ voiceUrl: await audio(legacy), vocalStartS: 0, vocalEndS: 5 }),
    status: '/voice/validate-info',
    field: 'status',
    states: { ...VOICE, done: 'wait_validating', broke: 'processing_validate_fail' },
    files: []
  },
  {
    path: '/voice/regenerate',
    body: async legacy => ({ taskId: await phrase(legacy), calBackUrl: CALLBACK }),
    status: '/voice/validate-info',
    field: 'status',
    states: { ...VOICE, done: 'wait_validating', broke: 'processing_validate_fail' },
    files: []
  },
  {
    path: '/voice/generate',
    body: async legacy => ({ taskId: await phrase(legacy), verifyUrl: await audio(legacy) }),
    status: '/voice/record-info',
    field: 'status',
    states: { ...VOICE, done: 'success', broke: 'fail' },
    files: []
  }
];
