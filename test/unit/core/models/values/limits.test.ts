import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import type { MediaFacts } from '../../../../../src/shared/form.ts';
import type { Param } from '../../../../../src/shared/model.ts';
import { checkInput } from '../../../../emulator/check/checkInput.ts';
import type { StoredFile } from '../../../../emulator/types.ts';
import { builtCatalog, entryOf, factsFrom } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();

/** File facts that both the engine (before upload) and the emulator (after upload) know. */
const FILES: Readonly<Record<string, MediaFacts>> = {
  'https://files.test/a.png': { kind: 'image', mime: 'image/png', bytes: 1e6, width: 1024, height: 1024 },
  'https://files.test/glass.png': {
    kind: 'image',
    mime: 'image/png',
    bytes: 1e6,
    width: 640,
    height: 640,
    alpha: true
  },
  'https://files.test/c.mp4': clip(1280, 720, 5, 3e6),
  'https://files.test/low.mp4': clip(480, 352, 5, 3e6),
  'https://files.test/large.mp4': clip(3840, 2160, 5, 3e6),
  'https://files.test/thin.mp4': clip(1280, 720, 10, 1e6),
  'https://files.test/thick.mp4': clip(1280, 720, 10, 42e6),
  'https://files.test/a.mp3': { kind: 'audio', mime: 'audio/mpeg', bytes: 1e6, seconds: 5 }
};
function clip(width: number, height: number, seconds: number, bytes: number): MediaFacts {
  return { kind: 'video', mime: 'video/mp4', bytes, width, height, seconds, fps: 30 };
}
const at = (name: string): string => `https://files.test/${name}`;
const find = (address: string): StoredFile | undefined => {
  const facts = FILES[address];
  if (facts?.kind === undefined) return undefined;
  const { kind, mime = '', bytes: size = 0, width, height, seconds, alpha } = facts;
  return {
    ...{ name: address, origin: 'upload', sha256: '', kind, mime, size },
    ...(width === undefined || height === undefined ? {} : { width, height }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(alpha === undefined ? {} : { hasAlpha: true })
  };
};

const imageFile = (name: string): object => ({
  name,
  description: 'x',
  element_input_urls: [at('a.png'), at('a.png')]
});
const videoFile = (name: string): object => ({ name, description: 'x', element_input_urls: [at('c.mp4')] });
const several = (count: number, make: (name: string) => object): readonly object[] =>
  Array.from({ length: count }, (_, index) => make(`${make.name}${String(index)}`));
const subjects = (images: number, films: number): object => ({
  prompt: 'x',
  customize_multi_shots: false,
  elements: [...several(images, imageFile), ...several(films, videoFile)]
});
const beside = (images: number, films: number): object => ({
  prompt: 'x',
  video_urls: [at('c.mp4')],
  elements: [...several(images, imageFile), ...several(films, videoFile)]
});
const lips = (video: string): object => ({ mode: 'lite', video_url: at(video), audio_url: at('a.mp3') });
const edit = (image: string): object => ({ prompt: 'x', video_url: at('c.mp4'), reference_image: at(image) });

type Case = readonly [model: string, what: string, draft: object, says?: string];
const CASES: readonly Case[] = [
  ['happyhorse-1-1/text-to-video', 'the maximum of Chinese characters', { prompt: '犬'.repeat(2500) }],
  ['happyhorse-1-1/text-to-video', 'other text next to them', { prompt: `${'犬'.repeat(2000)}${'x'.repeat(2000)}` }],
  [
    'happyhorse-1-1/text-to-video',
    'one Chinese character too many',
    { prompt: '犬'.repeat(2501) },
    'Prompt can have at most 2,500 Chinese characters (now 2,501).'
  ],
  ['kling-3.0-omni/text-to-video', 'seven subjects with images', subjects(7, 0)],
  ['kling-3.0-omni/text-to-video', 'three with videos and four with images', subjects(4, 3)],
  ['kling-3.0-omni/text-to-video', 'four with videos', subjects(0, 4), 'Subjects: at most 3 can be videos (now 4).'],
  [
    'kling-3.0-omni/text-to-video',
    'five with images next to videos',
    subjects(5, 1),
    'Subjects: with videos, at most 4 can be images (now 5).'
  ],
  ['kling-3.0-omni/transformation', 'four with images', beside(4, 0)],
  ['kling-3.0-omni/transformation', 'four with videos', beside(0, 4), 'Subjects: at most 3 can be videos (now 4).'],
  ['volcengine/video-to-video-lip-sync', 'a video of 720p', lips('c.mp4')],
  ['volcengine/video-to-video-lip-sync', 'a larger video, which is scaled down', lips('large.mp4')],
  [
    'volcengine/video-to-video-lip-sync',
    'a video below 360p',
    lips('low.mp4'),
    'Video: shorter side must be at least 360 pixels (now 352).'
  ],
  [
    'volcengine/video-to-video-lip-sync',
    'a low bit rate',
    lips('thin.mp4'),
    'Video: bit rate must be at least 1 Mbit/s (now 0.8).'
  ],
  [
    'volcengine/video-to-video-lip-sync',
    'a high bit rate',
    lips('thick.mp4'),
    'Video: bit rate can be at most 30 Mbit/s (now 33.6).'
  ],
  ['wan/2-7-videoedit', 'an opaque PNG', edit('a.png')],
  [
    'wan/2-7-videoedit',
    'a PNG with transparency',
    edit('glass.png'),
    "Reference Image can't be transparent. Save it without an alpha channel or as JPEG."
  ],
  ['wan/2-7-videoedit', 'a temporary oss address', { prompt: 'x', video_url: 'oss://bucket/clip.mp4' }],
  [
    'wan/2-6-video-to-video',
    'an oss address where none is documented',
    { prompt: 'a boat', video_urls: ['oss://bucket/clip.mp4'] },
    'Video 1 must be a local file or a URL (https://…).'
  ]
];

describe('limits of a single file or text, in engine and emulator', () => {
  for (const [model, what, draft, message] of CASES) {
    it(`${model}: ${what} ${message === undefined ? 'is accepted' : 'is rejected'}`, () => {
      const entry = catalog.entry(model);
      assert.ok(entry);
      const { issues } = evaluate(entry, draft as Record<string, unknown>, factsFrom(FILES));
      assert.deepEqual(
        issues.map(issue => issue.message),
        message === undefined ? [] : [message]
      );
      const sent = evaluate(entry, draft as Record<string, unknown>, () => undefined).input ?? draft;
      const refused = checkInput(entry, sent as Record<string, unknown>, find);
      assert.equal(refused.length > 0, message !== undefined, JSON.stringify(refused));
    });
  }
});

describe('subjects with incomplete facts', () => {
  const list: Param = {
    type: 'array',
    label: 'Subjects',
    limits: { maxVideoSubjects: 1 },
    items: {
      type: 'object',
      properties: {
        urls: {
          type: 'array',
          items: { type: 'string' },
          oneOf: [
            { media: 'image', minItems: 2, maxItems: 4 },
            { media: 'video', minItems: 1, maxItems: 1 }
          ]
        }
      }
    }
  };
  const count = (...sizes: readonly number[]): number =>
    evaluate(
      entryOf({ params: { p: list } }),
      { p: sizes.map(size => ({ urls: Array.from({ length: size }, () => 'https://x.test/a') })) },
      () => undefined
    ).issues.length;
  it('are counted by the number of their files where possible', () => {
    assert.deepEqual([count(1), count(1, 2), count(1, 1)], [0, 0, 1]);
  });
});

describe('documents', () => {
  const entry = catalog.entry('wan/3-0-video');
  const facts = factsFrom({
    'file:///d/plan.pdf': {
      bytes: 1e6,
      problem: 'Not an image, video or audio file of a known format. Choose another file.'
    },
    'file:///d/book.PDF': {
      bytes: 101e6,
      problem: 'Not an image, video or audio file of a known format. Choose another file.'
    },
    'file:///d/empty.txt': { bytes: 0, problem: 'The file is empty.' },
    'file:///d/missing.md': { problem: 'The file does not exist.' }
  });
  for (const [file, message] of [
    ['file:///d/plan.pdf', ''],
    ['https://pages.test/plan', ''],
    ['file:///d/book.PDF', 'can be at most 100 MB (this file is 101 MB).'],
    ['file:///d/empty.txt', "can't be read: The file is empty."],
    ['file:///d/missing.md', "can't be read: The file does not exist."],
    ['file:///d.pdf/run', 'must be a document (docx, doc, xlsx, xls, pptx, ppt, pdf, txt, key, pages, numbers or md).']
  ] as const) {
    it(`${file} ${message === '' ? 'is accepted' : message}`, () => {
      assert.ok(entry);
      const { issues } = evaluate(entry, { prompt: 'x', reference_file_urls: [file] }, facts);
      assert.deepEqual(
        issues.map(issue => issue.message.replace(/^.*? 1 /, '')),
        message === '' ? [] : [message]
      );
    });
  }
});
