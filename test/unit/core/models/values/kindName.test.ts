import assert from 'node:assert/strict';
import path from 'node:path';
import { afterEach, test } from 'node:test';
import { kindName } from '../../../../../src/core/models/values/kindName.ts';
import { languageTexts, writeIn } from '../../../../support/l10n/language.ts';

const root = path.resolve(import.meta.dirname, '../../../../..');
const KINDS = ['image', 'video', 'audio', 'text', 'json'] as const;

afterEach(() => writeIn());

test('kindName: is localized for every kind of result', async () => {
  assert.deepEqual(KINDS.map(kindName), ['an image', 'a video', 'an audio file', 'text', 'JSON']);
  writeIn('ru', await languageTexts(root, 'code', 'ru'));
  assert.deepEqual(KINDS.map(kindName), ['изображение', 'видео', 'аудиофайл', 'текст', 'JSON']);
});
