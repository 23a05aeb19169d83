import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { setTextLanguage } from '../../../../src/shared/format/language.ts';
import { plural } from '../../../../src/shared/format/plural.ts';

describe('plural', () => {
  afterEach(() => setTextLanguage('en'));

  it('chooses the English form, and formats the number', () => {
    const text = '{0, plural, =0 {No files} one {# file} other {# files}} in {1}';
    assert.equal(plural(text, 0, 'a'), 'No files in a');
    assert.equal(plural(text, 1, 'a'), '1 file in a');
    assert.equal(plural(text, 1500, 'a'), '1,500 files in a');
  });

  it('chooses among the three Russian forms, and the one for fractions', () => {
    setTextLanguage('ru');
    const text = '{0, plural, one {# кредит} few {# кредита} many {# кредитов} other {# кредита}}';
    const counted = [1, 21, 2, 5, 11, 0.5].map(count => plural(text, count));
    assert.deepEqual(counted, ['1 кредит', '21 кредит', '2 кредита', '5 кредитов', '11 кредитов', '0,5 кредита']);
  });

  it('has one form in Chinese', () => {
    setTextLanguage('zh-cn');
    assert.equal(plural('{0, plural, other {# 个任务}}', 2), '2 个任务');
  });

  it('fills placeholders in forms, with several choices, and in any order', () => {
    const text = '{1}: {0, plural, one {# of {2}} other {# of the {2}}}, {3, plural, one {# more} other {# more}}';
    assert.equal(plural(text, 2, 'Name', 'files', 1), 'Name: 2 of the files, 1 more');
  });

  it('fills a plain text, and leaves unknown placeholders and braces in values alone', () => {
    assert.equal(plural('{0} tasks of {1}{2}', 3, '{0}'), '3 tasks of {0}{2}');
  });
});
