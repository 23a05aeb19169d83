import type { Protocol } from './descriptor.ts';

/** Operations whose answer is the result: there is no task to follow. Sources: the pages that the catalog's entries name. */
export const ANSWERING_SERVICES: readonly Protocol[] = [
  answering('suno-timestamps', 'Suno lyrics with times', 'POST /api/v1/generate/get-timestamped-lyrics', 'json'),
  answering('suno-persona', 'Suno persona', 'POST /api/v1/generate/generate-persona', 'json'),
  answering('suno-check-voice', 'Suno voice check', 'POST /api/v1/voice/check-voice', 'json'),
  {
    ...answering('suno-style', 'Suno style', 'POST /api/v1/style/generate', 'text'),
    state: ['successFlag'],
    // 0 is "waiting", but no way to ask again is documented: a text that is there counts, whatever the flag says.
    states: { 0: 'called', 1: 'done', 2: 'failed' },
    results: ['result']
  },
  answering('omni-voice', 'Omni voice', 'POST /api/v1/omni/audio/create', 'json'),
  answering('omni-character', 'Omni character', 'POST /api/v1/omni/character/create', 'json')
];

function answering(id: string, label: string, operation: string, output: Protocol['output']): Protocol {
  return { id, label, operations: [operation], output, results: [''] };
}
