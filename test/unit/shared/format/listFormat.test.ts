import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { setTextLanguage } from '../../../../src/shared/format/language.ts';
import { formatAnd, formatList, formatOr, joinSentences } from '../../../../src/shared/format/listFormat.ts';

describe('lists in sentences', () => {
  afterEach(() => {
    setTextLanguage('en');
  });

  for (const [items, or, and] of [
    [[], '', ''],
    [['A'], 'A', 'A'],
    [['A', 'B'], 'A or B', 'A and B'],
    [['A', 'B', 'C'], 'A, B or C', 'A, B and C']
  ] as const) {
    it(`English: ${String(items.length)} items have no serial comma`, () => {
      assert.equal(formatOr(items), or);
      assert.equal(formatAnd(items), and);
    });
  }

  it('translations: use the language of the sentences', () => {
    setTextLanguage('ru');
    assert.equal(formatAnd(['A', 'B', 'C']), 'A, B и C');
    setTextLanguage('zh-cn');
    assert.equal(formatOr(['A', 'B', 'C']), 'A、B或C');
  });

  it('lists: have the comma of the language between their items', () => {
    assert.equal(formatList(['A', 'B', 'C']), 'A, B, C');
    setTextLanguage('zh-cn');
    assert.equal(formatList(['A', 'B', 'C']), 'A、B、C');
  });

  it('sentences: have a space between them, except in Chinese', () => {
    assert.equal(joinSentences(['One.', 'Two.']), 'One. Two.');
    setTextLanguage('zh-cn');
    assert.equal(joinSentences(['一。', '二。']), '一。二。');
  });
});
