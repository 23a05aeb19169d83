import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTextLanguage } from '../../../src/shared/format/language.ts';
import { kiePage, localizedPage } from '../../../src/shared/kiePages.ts';

afterEach(() => setTextLanguage('en'));

for (const [language, key, pricing, logs] of [
  ['en', 'https://kie.ai/api-key', 'https://kie.ai/pricing', 'https://kie.ai/logs'],
  ['ru', 'https://kie.ai/ru/api-key', 'https://kie.ai/pricing', 'https://kie.ai/logs'],
  ['zh-cn', 'https://kie.ai/zh-CN/api-key', 'https://kie.ai/zh-CN/pricing', 'https://kie.ai/logs'],
  ['de', 'https://kie.ai/api-key', 'https://kie.ai/pricing', 'https://kie.ai/logs']
] as const)
  test(`kiePages: addresses in ${language}`, () => {
    setTextLanguage(language);
    assert.deepEqual([kiePage('key'), kiePage('pricing'), kiePage('logs')], [key, pricing, logs]);
  });

test('kiePages: unknown pages keep their address', () => {
  assert.equal(localizedPage('https://kie.ai', 'ru'), 'https://kie.ai/ru');
  for (const address of [
    'https://kie.ai/logs',
    'https://docs.kie.ai/market/quickstart',
    'https://api.kie.ai/x',
    'https://kie.ai.example/x'
  ])
    assert.equal(localizedPage(address, 'ru'), address);
});
