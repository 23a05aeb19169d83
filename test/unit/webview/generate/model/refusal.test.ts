import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MediaFacts } from '../../../../../src/shared/form.ts';
import type { Param } from '../../../../../src/shared/model.ts';
import { refusal } from '../../../../../webview/generate/model/refusal.ts';

const png: MediaFacts = { kind: 'image', mime: 'image/png', width: 40, height: 30, bytes: 900 };
const preview = 'data:image/png;base64,AA==';

interface Case {
  readonly accept: readonly string[];
  readonly facts?: MediaFacts;
  readonly hasPreview?: boolean;
  readonly isReplacing?: boolean;
}

function refused({ accept, facts = png, hasPreview = true, isReplacing = true }: Case): string | undefined {
  const param: Param = { media: 'image', accept };
  const item = { value: 'file:///a.png', name: 'a.png', facts, ...(hasPreview ? { preview } : {}) };
  return refusal(item, { kind: 'image', param }, isReplacing);
}

const NOT_ADDED = '"a.png" wasn\'t added. Accepted types: ';

const cases: readonly [string, Case, string | undefined][] = [
  ['takes a type that the field accepts', { accept: ['image/png'] }, undefined],
  ['takes another type of which a copy fits', { accept: ['image/jpeg'] }, undefined],
  ['keeps the earlier file when only GIF is accepted', { accept: ['image/gif'] }, `${NOT_ADDED}GIF.`],
  ['keeps the earlier file when only WebP is accepted', { accept: ['image/webp'] }, `${NOT_ADDED}WEBP.`],
  ['takes another type for an empty field', { accept: ['image/gif'], isReplacing: false }, undefined],
  ['keeps the earlier file without a preview', { accept: ['image/jpeg'], hasPreview: false }, `${NOT_ADDED}JPEG.`],
  [
    'refuses another kind for an empty field',
    { accept: [], facts: { kind: 'video', mime: 'video/mp4' }, isReplacing: false },
    `${NOT_ADDED}Image.`
  ],
  [
    'keeps the earlier file when the new one cannot be read',
    { accept: [], facts: { kind: 'image', problem: 'The file is empty.' } },
    '"a.png" wasn\'t added. The file is empty.'
  ]
];
for (const [name, given, expected] of cases) {
  test(`refusal: ${name}`, () => assert.equal(refused(given), expected));
}
