import * as l10n from '@vscode/l10n';
import type { Protocol, Stage } from './descriptor.ts';

/** The states of Suno's tasks beside music; the failures differ in one word. */
const STATES: Readonly<Record<string, Stage>> = {
  PENDING: 'running',
  SUCCESS: 'done',
  CREATE_TASK_FAILED: 'failed',
  GENERATE_AUDIO_FAILED: 'failed',
  GENERATE_LYRICS_FAILED: 'failed',
  GENERATE_WAV_FAILED: 'failed',
  GENERATE_MP4_FAILED: 'failed',
  GENERATE_COVER_FAILED: 'failed',
  SENSITIVE_WORD_ERROR: 'failed',
  // Nobody listens at the address that we must give, so this alone proves no failure.
  CALLBACK_EXCEPTION: 'called'
};
/** The numbers that MIDI and cover tasks use; 2 differs between them. */
const NUMBERS = { 0: 'running', 1: 'done', 3: 'failed' } as const;
const PHRASE = {
  wait_processing: 'queued',
  processing_validate: 'running',
  processing_validate_fail: 'failed',
  success: 'done',
  fail: 'failed'
} as const;

/** Former services for music and voices. Sources: the pages that the catalog's entries name. */
export const MUSIC_SERVICES: readonly Protocol[] = [
  {
    id: 'suno',
    label: 'Suno',
    operations: [
      'POST /api/v1/generate',
      'POST /api/v1/generate/extend',
      'POST /api/v1/generate/upload-cover',
      'POST /api/v1/generate/upload-extend',
      'POST /api/v1/generate/add-vocals',
      'POST /api/v1/generate/add-instrumental',
      'POST /api/v1/generate/mashup',
      'POST /api/v1/generate/replace-section',
      'POST /api/v1/generate/sounds'
    ],
    output: 'audio',
    record: '/generate/record-info',
    state: ['status'],
    states: {
      ...STATES,
      TEXT_SUCCESS: { stage: 'running', progress: 0.3, note: () => l10n.t('The lyrics are written.') },
      FIRST_SUCCESS: { stage: 'running', progress: 0.6, note: () => l10n.t('The first song is ready.') }
    },
    results: ['response.sunoData'],
    early: true,
    words: 'prompt',
    // Called at the text, the first song and the end: one song alone may be the first of two.
    pieces: 2,
    told: {
      path: 'operationType',
      as: [
        { is: /^generate$/, operation: 'POST /api/v1/generate' },
        ...['extend', 'upload-cover', 'upload-extend', 'add-vocals', 'add-instrumental']
          .concat('mashup', 'replace-section', 'sounds')
          .map(name => ({
            is: new RegExp(`^${name.replace('-', '[-_]')}$`),
            operation: `POST /api/v1/generate/${name}`
          }))
      ]
    }
  },
  suno('suno-lyrics', 'Suno lyrics', 'POST /api/v1/lyrics', '/lyrics/record-info', {
    output: 'text',
    results: ['response.data'],
    // Not enough credits, called too often, prompt too long.
    codes: { 429: 402, 405: 429, 413: 422 }
  }),
  suno('suno-stems', 'Suno stems', 'POST /api/v1/vocal-removal/generate', '/vocal-removal/record-info', {
    output: 'audio',
    results: ['response']
  }),
  suno('suno-wav', 'Suno WAV', 'POST /api/v1/wav/generate', '/wav/record-info', {
    output: 'audio',
    // A song has one: a second order may be refused with the id of the first, which is as good as an acceptance.
    results: ['response']
  }),
  suno('suno-video', 'Suno music video', 'POST /api/v1/mp4/generate', '/mp4/record-info', {
    output: 'video',
    results: ['response']
  }),
  suno('suno-midi', 'Suno MIDI', 'POST /api/v1/midi/generate', '/midi/record-info', {
    output: 'json',
    states: { ...STATES, ...NUMBERS, 2: 'failed' },
    results: ['midiData']
  }),
  suno('suno-cover', 'Suno cover art', 'POST /api/v1/suno/cover/generate', '/suno/cover/record-info', {
    output: 'image',
    states: { ...STATES, ...NUMBERS, 2: 'running' },
    // A second cover for a song is refused with the id of the first.
    results: ['response']
  }),
  {
    id: 'suno-phrase',
    label: 'Suno voice phrase',
    operations: ['POST /api/v1/voice/validate', 'POST /api/v1/voice/regenerate'],
    output: 'text',
    record: '/voice/validate-info',
    state: ['status'],
    // The phrase to sing is ready; `success` comes only when a voice was made with it.
    states: { ...PHRASE, wait_validating: 'done' },
    results: ['validateInfo']
  },
  {
    id: 'suno-voice',
    label: 'Suno voice',
    operations: ['POST /api/v1/voice/generate'],
    output: 'json',
    record: '/voice/record-info',
    state: ['status'],
    states: { ...PHRASE, wait_validating: 'running' },
    results: ['']
  }
];

/** Suno's small services are alike but for these. */
function suno(
  id: string,
  label: string,
  operation: string,
  record: string,
  rest: Pick<Protocol, 'output' | 'results'> & Partial<Protocol>
): Protocol {
  return { id, label, operations: [operation], record, state: ['successFlag', 'status'], states: STATES, ...rest };
}
