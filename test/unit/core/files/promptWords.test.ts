import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promptWords } from '../../../../src/core/files/promptWords.ts';

const PROMPTS: readonly (readonly [what: string, prompt: string, words: string])[] = [
  ['joins words with hyphens', '  Hello,   world! ', 'Hello-world'],
  ['has nothing of an empty prompt', '', ''],
  ['ends before an article', 'A small paper boat on a lake', 'A-small-paper-boat'],
  ['ends before a conjunction', 'Red apples, figs and marmalade', 'Red-apples-figs'],
  ['keeps a connecting word that the prompt ends with', 'Waiting for', 'Waiting-for'],
  ['keeps a connecting word that stands alone', `The ${'x'.repeat(30)}`, 'The'],
  ['ends before a Russian preposition', 'Рыжая лиса бежит в заснеженном лесу', 'Рыжая-лиса-бежит'],
  ['has short Chinese sentences whole', '黎明时分的灯塔', '黎明时分的灯塔'],
  ['cuts a Chinese sentence between words', '一只红色的狐狸在雪地里奔跑穿过森林的深处', '一只红色的狐狸在雪地里奔跑'],
  ['does not end with a Chinese connecting word', '一只非常可爱的红色小狐狸和一只小猫', '一只非常可爱的红色小狐狸'],
  ['adds no second long Chinese sentence', '黎明时分的灯塔非常美丽，柔和的水彩', '黎明时分的灯塔非常美丽']
];

for (const [what, prompt, words] of PROMPTS) {
  test(`promptWords: ${what}`, () => assert.equal(promptWords(prompt), words));
}
