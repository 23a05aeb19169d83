import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import * as l10n from '@vscode/l10n';
import { capitalized } from '../../../../src/shared/format/capitalized.ts';
import { compareTexts } from '../../../../src/shared/format/collation.ts';
import { formatCredits, formatUsd } from '../../../../src/shared/format/credits.ts';
import {
  dateText,
  dateTimeText,
  exactTimeText,
  mediumDateText,
  timeText
} from '../../../../src/shared/format/dateText.ts';
import { decimalText } from '../../../../src/shared/format/decimalText.ts';
import { setTextLanguage } from '../../../../src/shared/format/language.ts';
import { formatAnd, formatList, formatOr, joinSentences } from '../../../../src/shared/format/listFormat.ts';
import { numberText } from '../../../../src/shared/format/numberText.ts';
import { retryText } from '../../../../src/shared/format/retryText.ts';
import { sizeText } from '../../../../src/shared/format/sizeText.ts';

const LANGUAGES = ['en', 'ru', 'zh-cn'] as const;
const root = path.resolve(import.meta.dirname, '../../../..');

function use(language: string): void {
  const file = path.join(root, `l10n/bundle.l10n.${language}.json`);
  l10n.config({ contents: language === 'en' ? '{}' : fs.readFileSync(file, 'utf8') });
  setTextLanguage(language);
}

after(() => use('en'));

/** 7 October 2026, 15:05:09, in the time zone of the process. */
const at = new Date(2026, 9, 7, 15, 5, 9).getTime();
const sorted = (...texts: readonly string[]): string => texts.toSorted(compareTexts).join(' ');

const rows: readonly (readonly [name: string, text: () => string, ...expected: readonly [string, string, string]])[] = [
  ['numberText', () => numberText(1234.5), '1,234.5', '1 234,5', '1,234.5'],
  ['numberText, rounded', () => numberText(0.126), '0.13', '0,13', '0.13'],
  ['decimalText', () => decimalText(1234.5), '1234.5', '1234,5', '1234.5'],
  ['formatUsd', () => formatUsd(1.25), '$1.25', '1,25 $', '$1.25'],
  ['formatCredits, one', () => formatCredits(1), '1 credit', '1 кредит', '1 积分'],
  ['formatCredits, few', () => formatCredits(3), '3 credits', '3 кредита', '3 积分'],
  ['formatCredits, many', () => formatCredits(25), '25 credits', '25 кредитов', '25 积分'],
  ['formatCredits, fraction', () => formatCredits(12.5), '12.5 credits', '12,5 кредита', '12.5 积分'],
  ['formatCredits, thousands', () => formatCredits(1001), '1,001 credits', '1 001 кредит', '1,001 积分'],
  ['dateText', () => dateText(at), '10/7/2026', '07.10.2026', '2026/10/7'],
  ['mediumDateText', () => mediumDateText(at), 'Oct 7, 2026', '7 окт. 2026 г.', '2026年10月7日'],
  ['dateTimeText', () => dateTimeText(at), '10/7/2026, 3:05:09 PM', '07.10.2026, 15:05:09', '2026/10/7 15:05:09'],
  ['exactTimeText', () => exactTimeText(at), '3:05:09 PM', '15:05:09', '15:05:09'],
  ['timeText', () => timeText(at), '03:05 PM', '15:05', '15:05'],
  ['formatAnd', () => formatAnd(['A', 'B', 'C']), 'A, B and C', 'A, B и C', 'A、B和C'],
  ['formatOr', () => formatOr(['A', 'B', 'C']), 'A, B or C', 'A, B или C', 'A、B或C'],
  ['formatList', () => formatList(['A', 'B']), 'A, B', 'A, B', 'A、B'],
  ['joinSentences', () => joinSentences(['A.', 'B.']), 'A. B.', 'A. B.', 'A.B.'],
  ['sizeText, bytes', () => sizeText(999), '999 bytes', '999 байт', '999 字节'],
  ['sizeText, KB', () => sizeText(12_345), '12 KB', '12 КБ', '12 KB'],
  ['sizeText, MB', () => sizeText(1_234_567_890), '1,234.6 MB', '1 234,6 МБ', '1,234.6 MB'],
  [
    'retryText',
    () => retryText(l10n, { reason: 'other', at: 12_000 }, 0),
    'Retrying in 12 s.',
    'Повтор через 12 с.',
    '12 秒后重试。'
  ],
  // The text of agoText in src/vscode/common/text/age.ts.
  ['minutes ago', () => l10n.t('{0} min ago', 3), '3 min ago', '3 мин назад', '3 分钟前'],
  ['capitalized', () => capitalized('éclair'), 'Éclair', 'Éclair', 'Éclair'],
  ['compareTexts, numbers', () => sorted('p10', 'p2'), 'p2 p10', 'p2 p10', 'p2 p10'],
  ['compareTexts, Cyrillic', () => sorted('ж', 'ё', 'е', 'z'), 'z е ё ж', 'е ё ж z', 'z е ё ж'],
  ['compareTexts, Han', () => sorted('张', '李', '王'), '张 李 王', '张 李 王', '李 王 张']
];

for (const [index, language] of LANGUAGES.entries())
  test(`format: every formatter writes in ${language}`, () => {
    use(language);
    const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
    const actual = rows.map(([name, text]) => [name, plain(text())]);
    assert.deepEqual(
      actual,
      rows.map(([name, , ...expected]) => [name, expected[index]])
    );
  });
