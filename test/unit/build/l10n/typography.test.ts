import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typographyProblems } from '../../../../src/build/l10n/typography.ts';

const problems = (text: string, language: string): readonly string[] => typographyProblems('A text.', text, language);

test('typography: Russian has its own quotes, dashes and spaces before units', () => {
  assert.deepEqual(problems('Модель «{0}» — до {1}\u00a0МБ, {2}\u00a0с.', 'ru'), []);
  assert.equal(problems('Модель "{0}"', 'ru').length, 1);
  assert.equal(problems('Модель - {0}', 'ru').length, 1);
  assert.equal(problems('До {0} МБ', 'ru').length, 1);
  assert.equal(problems('Повтор через {0} с', 'ru').length, 1);
  assert.deepEqual(problems('Увеличивается на 1 с каждым запуском.', 'ru'), []);
});

test('typography: Chinese has full-width punctuation and spaces beside Latin', () => {
  assert.deepEqual(problems('设置 API 密钥（必填）。“KIE: 移除已添加的模型”', 'zh-cn'), []);
  assert.equal(problems('设置API 密钥', 'zh-cn').length, 1);
  assert.equal(problems('速度 (BPM),单位', 'zh-cn').length, 1);
  assert.equal(problems('请重试。 稍候', 'zh-cn').length, 1);
});

test('typography: code, addresses and search words are exempt', () => {
  assert.deepEqual(problems('Переменные: `"a" - b`.', 'ru'), []);
  assert.deepEqual(problems('[“生成”视图](command:kie.newRequest)', 'zh-cn'), []);
  assert.deepEqual(typographyProblems('song, remix, cover', '歌曲, 混音, song', 'zh-cn'), []);
});
