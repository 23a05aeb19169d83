import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTranslation } from '../../../../src/build/l10n/checkTranslation.ts';

const english = '{0, plural, one {# file of {1}} other {# files of {1}}}';

test('checkTranslation: accepts placeholders in another order, and all plural forms', () => {
  assert.deepEqual(checkTranslation('{0} of {1}', '{1}: {0}', 'ru', false), []);
  const russian = '{1}: {0, plural, one {# файл} few {# файла} many {# файлов} other {# файла}}';
  assert.deepEqual(checkTranslation(english, russian, 'ru', true), []);
  assert.deepEqual(checkTranslation(english, '{1} 的 {0} 个文件', 'zh-cn', true), []);
});

test('checkTranslation: finds missing, added and broken placeholders', () => {
  assert.deepEqual(checkTranslation('{0} of {1}', '{0}', 'ru', false), ['other placeholders']);
  assert.deepEqual(checkTranslation('{0}', '{0} {1}', 'ru', false), ['other placeholders']);
  assert.deepEqual(checkTranslation('{0}', '{0} {', 'ru', false), ['stray braces']);
});

test('checkTranslation: finds missing plural forms, and forms that are not filled in', () => {
  const incomplete = '{1}: {0, plural, one {# файл} other {# файла}}';
  assert.deepEqual(checkTranslation(english, incomplete, 'ru', true), [
    'plural forms other than one, few, many, other'
  ]);
  assert.deepEqual(checkTranslation('{0} files', '{0, plural, other {# 个}}', 'zh-cn', false), [
    'plural forms that the code does not fill in'
  ]);
});

test('checkTranslation: finds changed links, variables and code', () => {
  assert.deepEqual(checkTranslation('[a](command:kie.run)', '[а](command:kie.stop)', 'ru', false), [
    'links or code other than command:kie.run'
  ]);
  assert.deepEqual(checkTranslation('`${date}`', '`${дата}`', 'ru', false), ['links or code other than `${date}`']);
});

test('checkTranslation: requires the pages of kie.ai in the language', () => {
  const link = '[a](https://kie.ai/api-key)';
  assert.deepEqual(checkTranslation(link, '[а](https://kie.ai/ru/api-key)', 'ru', false), []);
  assert.deepEqual(checkTranslation(link, link, 'zh-cn', false), [
    'links or code other than https://kie.ai/zh-CN/api-key'
  ]);
});
