import type { LegacyServiceDescriptor } from './descriptor.ts';

/** Services that respond with the result, without a task. Sources: the pages named by the catalog entries. */
export const SYNCHRONOUS_SERVICES: readonly LegacyServiceDescriptor[] = [
  synchronous('suno-timestamps', 'Suno lyrics with times', 'POST /api/v1/generate/get-timestamped-lyrics', 'json'),
  synchronous('suno-persona', 'Suno persona', 'POST /api/v1/generate/generate-persona', 'json'),
  synchronous('suno-check-voice', 'Suno voice check', 'POST /api/v1/voice/check-voice', 'json'),
  {
    ...synchronous('suno-style', 'Suno style', 'POST /api/v1/style/generate', 'text'),
    state: ['successFlag'],
    // 0 means waiting, but no way to poll is documented: text in the response is used regardless of the flag.
    states: { 0: 'callbackFailed', 1: 'done', 2: 'failed' },
    results: ['result']
  },
  synchronous('omni-voice', 'Omni voice', 'POST /api/v1/omni/audio/create', 'json'),
  synchronous('omni-character', 'Omni character', 'POST /api/v1/omni/character/create', 'json')
];

function synchronous(
  id: string,
  label: string,
  operation: string,
  output: LegacyServiceDescriptor['output']
): LegacyServiceDescriptor {
  return { id, label, operations: [operation], output, results: [''] };
}
