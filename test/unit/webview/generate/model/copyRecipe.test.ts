import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MediaFacts } from '../../../../../src/shared/form.ts';
import type { Param } from '../../../../../src/shared/model.ts';
import { copyRecipeFor } from '../../../../../webview/generate/model/copyRecipe.ts';
import type { CopyRecipe } from '../../../../../webview/generate/model/copyRecipe.ts';

const photo: MediaFacts = { kind: 'image', mime: 'image/jpeg', width: 4000, height: 3000, bytes: 5_000_000 };
const both = ['image/png', 'image/jpeg'];

const cases: readonly [string, Param, MediaFacts, CopyRecipe | undefined][] = [
  ['none for a file that fits', { accept: both, maxSizeMB: 10 }, photo, undefined],
  ['another type, without loss', { accept: both }, { ...photo, mime: 'image/webp' }, { type: 'image/png', scale: 1 }],
  [
    'the only accepted type',
    { accept: ['image/jpeg'] },
    { ...photo, mime: 'image/bmp' },
    { type: 'image/jpeg', scale: 1 }
  ],
  ['none for a type under another name', { accept: ['image/jpg'] }, photo, undefined],
  ['none for a type that cannot be encoded', { accept: ['image/webp'] }, photo, undefined],
  [
    'another type for a rejected one',
    { limits: { refused: ['image/webp'] } },
    { ...photo, mime: 'image/webp' },
    { type: 'image/png', scale: 1 }
  ],
  ['too many bytes', { accept: both, maxSizeMB: 1 }, photo, { type: 'image/jpeg', scale: 1, maxBytes: 1_000_000 }],
  [
    'a drawing stays one',
    { accept: both, maxSizeMB: 1 },
    { ...photo, mime: 'image/png' },
    { type: 'image/png', scale: 1, maxBytes: 1_000_000 }
  ],
  [
    'an open bound',
    { maxSizeMB: 5, limits: { sizeExclusive: true } },
    photo,
    { type: 'image/jpeg', scale: 1, maxBytes: 4_999_999 }
  ],
  ['a side too long', { limits: { maxSidePx: 2000 } }, photo, { type: 'image/jpeg', scale: 0.5 }],
  ['a side that must be below', { limits: { maxWidthPxExclusive: 2001 } }, photo, { type: 'image/jpeg', scale: 0.5 }],
  ['too many pixels', { limits: { maxMegapixels: 3 } }, photo, { type: 'image/jpeg', scale: 0.5 }],
  [
    'limits of the items',
    { type: 'array', items: { limits: { maxPixels: 3_000_000 } } },
    photo,
    { type: 'image/jpeg', scale: 0.5 }
  ],
  [
    'no picture',
    { accept: both, maxSizeMB: 1 },
    { kind: 'video', mime: 'video/mp4', width: 1, height: 1, bytes: 9e9 },
    undefined
  ],
  ['a file that cannot be read', { accept: both }, { ...photo, mime: 'image/webp', problem: 'broken' }, undefined],
  ['nothing known', { accept: both }, {}, undefined]
];
for (const [name, param, facts, expected] of cases) {
  test(`copyRecipeFor: ${name}`, () => assert.deepEqual(copyRecipeFor(param, facts), expected));
}
