// Numbers in the messages of rules, in the language of the user.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, test } from 'node:test';
import * as l10n from '@vscode/l10n';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import { setTextLanguage } from '../../../../../src/shared/format/language.ts';
import type { ModelEntry, Param } from '../../../../../src/shared/model.ts';
import type { Rule } from '../../../../../src/shared/modelRule.ts';
import { entryOf, factsFrom } from '../../../../support/models/testCatalog.ts';

function use(language: string): void {
  const file = new URL(`../../../../../l10n/bundle.l10n.${language}.json`, import.meta.url);
  l10n.config({ contents: language === 'en' ? '{}' : fs.readFileSync(file, 'utf8') });
  setTextLanguage(language);
}

after(() => use('en'));

const WIDE = 'file:///wide.png';
const facts = factsFrom({
  [WIDE]: { kind: 'image', mime: 'image/png', width: 5000, height: 10, bytes: 1_234_500_000 }
});
const long = 'x'.repeat(20_001);
const number = { type: 'integer', label: 'N' } as const;
const text = { type: 'string', label: 'N' } as const;
const image = { type: 'string', media: 'image', label: 'N' } as const;

function messageOf(param: Param, value: unknown, rules: readonly Rule[] = []): string {
  const params: ModelEntry['params'] = { n: param };
  return evaluate(entryOf({ params, rules }), { n: value }, facts)
    .issues.map(issue => issue.message)
    .join(' ');
}

const CASES: readonly (readonly [name: string, message: () => string, english: string, russian: string])[] = [
  [
    'a range',
    () => messageOf({ ...number, minimum: 0, maximum: 2_147_483_647 }, -1),
    'N must be between 0 and 2,147,483,647.',
    '«N»: от 0 до 2_147_483_647.'
  ],
  ['a minimum', () => messageOf({ ...number, minimum: 1000 }, 1), 'N must be at least 1,000.', '«N»: не меньше 1_000.'],
  [
    'a maximum',
    () => messageOf({ ...number, maximum: 1000 }, 2000),
    'N must be at most 1,000.',
    '«N»: не больше 1_000.'
  ],
  [
    'an open maximum',
    () => messageOf({ ...number, exclusiveMaximum: 1000 }, 2000),
    'N must be less than 1,000.',
    '«N»: меньше 1_000.'
  ],
  [
    'steps',
    () => messageOf({ ...number, multipleOf: 1000 }, 1500),
    'N must be in steps of 1,000 (nearest: 1,000 or 2,000).',
    '«N»: с шагом 1_000 (ближайшие значения: 1_000 и 2_000).'
  ],
  [
    'characters',
    () => messageOf({ ...text, maxLength: 20_000 }, long),
    'N can have at most 20,000 characters (now 20,001).',
    'N: не больше 20_000 символов (сейчас 20_001).'
  ],
  [
    'items',
    () =>
      messageOf(
        { type: 'array', label: 'N', items: text, maxItems: 1 },
        Array.from({ length: 1001 }, () => 'x')
      ),
    'N can have only one item (now 1,001).',
    '«N»: не больше одного элемента (сейчас 1_001).'
  ],
  [
    'pixels',
    () => messageOf({ ...image, limits: { maxWidthPx: 4096 } }, WIDE),
    'N: width can be at most 4,096 pixels (now 5,000).',
    'N: ширина — не больше 4_096 пикс. (сейчас 5_000).'
  ],
  [
    'megabytes',
    () => messageOf({ ...image, maxSizeMB: 1000 }, WIDE),
    'N can be at most 1,000 MB (this file is 1,234.5 MB).',
    'N: не больше 1_000_МБ (этот файл — 1_234,5_МБ).'
  ],
  [
    'characters of several texts',
    () => messageOf(text, long, [{ sum: { textLength: 'n', max: 20_000 } }]),
    'All texts together can have at most 20,000 characters (now 20,001).',
    'Общая длина всех текстов — не больше 20_000 символов (сейчас 20_001).'
  ]
];
const list = (bounds: Partial<Param>): Param => ({ type: 'array', label: 'N', items: text, ...bounds });

const COUNTS: readonly (readonly [name: string, message: () => string, english: string, russian: string])[] = [
  [
    'a minimum of 21 characters',
    () => messageOf({ ...text, minLength: 21 }, 'x'),
    'N must have at least 21 characters (now 1).',
    'N: не меньше 21 символа (сейчас 1).'
  ],
  [
    'a maximum of one character',
    () => messageOf({ ...text, maxLength: 1 }, 'xx'),
    'N can have at most 1 character (now 2).',
    'N: не больше 1 символа (сейчас 2).'
  ],
  [
    'a maximum of two items',
    () => messageOf(list({ maxItems: 2 }), ['x', 'x', 'x']),
    'N can have at most 2 items (now 3).',
    '«N»: не больше 2 элементов (сейчас 3).'
  ],
  [
    'exactly two items',
    () => messageOf(list({ minItems: 2, maxItems: 2 }), ['x']),
    'N must have exactly 2 items (now 1).',
    '«N»: нужно ровно 2 элемента (сейчас 1).'
  ],
  [
    'two to five items',
    () => messageOf(list({ minItems: 2, maxItems: 5 }), ['x']),
    'N must have 2 to 5 items (now 1).',
    '«N»: нужно от 2 до 5 элементов (сейчас 1).'
  ]
];
for (const [name, message, english, russian] of COUNTS) {
  test(`messages: use the form of the number in ${name}`, () => {
    use('en');
    assert.equal(message(), english);
    use('ru');
    assert.equal(message(), russian);
  });
}

for (const [name, message, english, russian] of CASES) {
  test(`messages: group the digits of ${name}`, () => {
    use('en');
    assert.equal(message(), english);
    use('ru');
    assert.equal(message().replaceAll('\u00A0', '_'), russian);
  });
}
