import * as l10n from '@vscode/l10n';
import type { LegacyServiceDescriptor, Stage } from './descriptor.ts';

/** States of Suno's tasks other than music; the failure states differ by operation. */
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
  // Nothing listens at the required callback URL, so this alone proves no failure.
  CALLBACK_EXCEPTION: 'callbackFailed'
};
/** Numeric states of MIDI and cover tasks, except 2, which differs. */
const NUMBERS = { 0: 'running', 1: 'done', 3: 'failed' } as const;
const PHRASE = {
  wait_processing: 'queued',
  processing_validate: 'running',
  processing_validate_fail: 'failed',
  success: 'done',
  fail: 'failed'
} as const;

/** Legacy services for music and voices. Sources: the pages named by the catalog entries. */
export const MUSIC_SERVICES: readonly LegacyServiceDescriptor[] = [
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
      TEXT_SUCCESS: { stage: 'running', progress: 0.3, note: () => l10n.t('The lyrics are ready.') },
      FIRST_SUCCESS: { stage: 'running', progress: 0.6, note: () => l10n.t('The first song is ready.') }
    },
    results: ['response.sunoData'],
    early: true,
    words: 'prompt',
    // The callback is called for the lyrics, the first song and the end: one song may be the first of two.
    pieces: 2,
    operationField: {
      path: 'operationType',
      matches: [
        { pattern: /^generate$/, operation: 'POST /api/v1/generate' },
        ...['extend', 'upload-cover', 'upload-extend', 'add-vocals', 'add-instrumental']
          .concat('mashup', 'replace-section', 'sounds')
          .map(name => ({
            pattern: new RegExp(`^${name.replace('-', '[-_]')}$`),
            operation: `POST /api/v1/generate/${name}`
          }))
      ]
    }
  },
  suno(['suno-lyrics', 'Suno lyrics'], 'POST /api/v1/lyrics', '/lyrics/record-info', {
    output: 'text',
    results: ['response.data'],
    // Not enough credits, too many requests, prompt too long.
    codes: { 429: 402, 405: 429, 413: 422 }
  }),
  suno(['suno-stems', 'Suno stems'], 'POST /api/v1/vocal-removal/generate', '/vocal-removal/record-info', {
    output: 'audio',
    results: ['response']
  }),
  suno(['suno-wav', 'Suno WAV'], 'POST /api/v1/wav/generate', '/wav/record-info', {
    output: 'audio',
    // One per song: a second request may be rejected with the ID of the first task, which then counts as accepted.
    results: ['response']
  }),
  suno(['suno-video', 'Suno music video'], 'POST /api/v1/mp4/generate', '/mp4/record-info', {
    output: 'video',
    results: ['response']
  }),
  suno(['suno-midi', 'Suno MIDI'], 'POST /api/v1/midi/generate', '/midi/record-info', {
    output: 'json',
    states: { ...STATES, ...NUMBERS, 2: 'failed' },
    results: ['midiData']
  }),
  suno(['suno-cover', 'Suno cover art'], 'POST /api/v1/suno/cover/generate', '/suno/cover/record-info', {
    output: 'image',
    states: { ...STATES, ...NUMBERS, 2: 'running' },
    // A second cover for a song is rejected with the ID of the first task.
    results: ['response']
  }),
  {
    id: 'suno-phrase',
    label: 'Suno voice phrase',
    operations: ['POST /api/v1/voice/validate', 'POST /api/v1/voice/regenerate'],
    output: 'text',
    record: '/voice/validate-info',
    state: ['status'],
    // The phrase to sing is ready; `success` follows only once a voice was created with it.
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

/** Creates the descriptor of one of Suno's smaller services. */
function suno(
  [id, label]: readonly [id: string, label: string],
  operation: string,
  record: string,
  rest: Pick<LegacyServiceDescriptor, 'output' | 'results'> & Partial<LegacyServiceDescriptor>
): LegacyServiceDescriptor {
  return { id, label, operations: [operation], record, state: ['successFlag', 'status'], states: STATES, ...rest };
}
