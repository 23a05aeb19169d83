import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import type { Detail, ResultSnapshot, Sibling } from '../../../../src/shared/protocol/result.ts';
import { fileAddress, MEDIA_ACTIONS, resultOf } from './openResult.ts';

const asset = (name: string): Promise<Buffer> => readFile(new URL(`../assets/${name}`, import.meta.url));

/** A PNG with a gradient. */
function gradient(width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  for (let i = 0; i < png.data.length; i += 4) {
    const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
    png.data.set([(255 * x) / width, 120, (255 * y) / height, 255], i);
  }
  return PNG.sync.write(png);
}

/** The files of the states. */
export const resultFiles = async (): Promise<Readonly<Record<string, Buffer>>> => ({
  '/fox.png': gradient(1200, 800),
  '/input.png': gradient(600, 400),
  '/broken.png': Buffer.from('not an image'),
  '/broken.mp4': Buffer.from('not a video'),
  '/sound.mp4': await asset('sound.mp4'),
  '/tone.m4a': await asset('tone.m4a')
});

const PROMPT = 'A fox in the snow, seen from above, early morning light, long shadows between the birches';
const REQUEST: readonly Detail[] = [
  { label: 'Prompt', value: PROMPT, isLong: true },
  { label: 'Aspect Ratio', value: '3:2' },
  { label: 'Resolution', value: '2K' },
  { label: 'Seed', value: '4711' }
];
const FACTS: readonly Detail[] = [
  { label: 'Estimated', value: '6.5 credits ($0.0325)' },
  { label: 'Charged', value: '6.5 credits ($0.0325)' },
  { label: 'Generation time', value: '12 s' },
  { label: 'Created', value: '11/28/2026, 9:14:05 AM' },
  { label: 'Dimensions', value: '1200 × 800' },
  { label: 'File size', value: '1.2 MB' },
  { label: 'Task ID', value: 'task_seedream_1764316800123' }
];
const TEXT = MEDIA_ACTIONS.filter(name => name !== 'useIn');
const GONE = TEXT.filter(name => !['insert', 'reveal', 'open', 'delete'].includes(name));

const full = (name: string, kind: 'image' | 'video' | 'audio', more: Partial<ResultSnapshot> = {}): ResultSnapshot =>
  resultOf(
    { kind, name, src: fileAddress(name) },
    { model: 'Seedream 4.5', subject: PROMPT, request: REQUEST, facts: FACTS, actions: MEDIA_ACTIONS, ...more }
  );
const other = (more: Partial<ResultSnapshot>): Partial<ResultSnapshot> => ({
  model: 'Seedream 4.5',
  subject: PROMPT,
  request: REQUEST,
  facts: FACTS,
  actions: TEXT,
  ...more
});

const sibling = (localId: string, label: string, more: Partial<Sibling> = {}): Sibling => ({
  localId,
  index: 0,
  label,
  state: '',
  kind: 'image',
  isCurrent: false,
  ...more
});
const FOX = { thumb: fileAddress('fox.png') };
const SIBLINGS: readonly Sibling[] = [
  sibling('a', '3:2', { ...FOX, isCurrent: true }),
  sibling('b', '16:9', FOX),
  sibling('c', '1:1', { state: 'Running', noFile: 'active' }),
  sibling('d', '9:16', { state: 'Failed', noFile: 'ended' })
];

/** A strip with every kind of result, too long to be seen at once, whose current item is near its end. */
export const longStrip: readonly Sibling[] = (['image', 'video', 'audio', 'text', 'json'] as const).flatMap(kind =>
  Array.from({ length: 8 }, (_, i) =>
    sibling(kind, `${kind} ${i + 1}`, { index: i, kind, isCurrent: kind === 'json' && i === 4 })
  )
);

const JSON_TEXT = JSON.stringify({ title: 'Fox', tags: ['snow', 'birch'], scale: 1.5, isFinal: true, next: null });

/** The states of the Result editor, by name. */
export const resultStates = {
  image: full('fox.png', 'image', { sources: [{ name: 'input.png', src: fileAddress('input.png') }] }),
  batch: full('fox.png', 'image', { siblings: SIBLINGS, moreSiblings: 12 }),
  video: full('sound.mp4', 'video'),
  audio: full('tone.m4a', 'audio'),
  text: resultOf({ kind: 'text', name: 'lyrics.txt', text: 'Snow falls.\nThe fox listens.' }, other({})),
  json: resultOf({ kind: 'json', name: 'data.json', text: JSON_TEXT }, other({})),
  missing: resultOf(
    { kind: 'image', name: 'fox.png', problem: 'The file was moved or deleted.' },
    other({ actions: ['downloadAgain', ...GONE] })
  ),
  failed: resultOf(
    undefined,
    other({ state: 'Failed', message: 'Too dark.', remedy: 'Edit Request in Form', actions: ['remedy', ...GONE] })
  ),
  brokenImage: full('broken.png', 'image'),
  brokenVideo: full('broken.mp4', 'video')
} satisfies Readonly<Record<string, ResultSnapshot>>;
