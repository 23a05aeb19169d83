import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foreignMessage, foreignText, logLine, withoutTags } from '../../../src/shared/foreignText.ts';

/** Links in VS Code notifications. Source: vs/base/common/linkedText.ts */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

for (const [what, text, expected] of [
  ['a plain text', 'The picture shows nothing.', 'The picture shows nothing.'],
  ['a command link', '[Open it](command:kie.run?%5B%5D)', '[Open it] (command :kie.run?%5B%5D)'],
  ['a web link', '[Open it](https://evil.test)', '[Open it] (https://evil.test)'],
  ['a link behind an invisible character', '[a]\u200b(command:x)', '[a] (command :x)'],
  ['a command in capitals', 'COMMAND:kie.run', 'COMMAND :kie.run'],
  ['an icon', 'a $(check) b', 'a $ (check) b'],
  ['lines', 'one\r\ntwo\u2028three\tfour', 'one two three four'],
  ['bidi overrides', 'photo\u202egnp.exe\u202c', 'photognp.exe'],
  ['tag characters and lone surrogates', 'a\u{e0041}b\ud800c', 'abc'],
  ['joiners in words', 'می\u200cخواهم क्\u200dष', 'می\u200cخواهم क्\u200dष'],
  ['a family', '👨\u200d👩\u200d👧', '👨\u200d👩\u200d👧'],
  ['loose joiners', '\u200da\u200c ](', 'a ] ('],
  ['marks', 'e\u0301 हिन्दी ภาพ', 'e\u0301 हिन्दी ภาพ']
] as const) {
  test(`foreign text: ${what}`, () => assert.equal(foreignText(text), expected));
}

test('foreign text: has at most 300 complete code points', () => {
  const cut = foreignText('😀'.repeat(400));
  assert.equal(Array.from(cut).length, 300);
  assert.ok(cut.endsWith('😀…'));
  assert.equal(foreignText('x'.repeat(300)).length, 300);
});

test('foreign text: is one line without links or hidden characters', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    'command:',
    '$',
    '\u200b',
    '\u200d',
    '\u202e',
    '\n',
    'a',
    ' ',
    ']('
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map(pieces => pieces.join(''))
      ),
      text => {
        const safe = foreignText(text);
        assert.doesNotMatch(safe, LINK);
        assert.doesNotMatch(safe, HIDDEN);
        assert.ok(!/\]\(|\$\(|command:/i.test(safe), JSON.stringify(safe));
        assert.equal(foreignText(safe), safe, 'it is prepared only once');
      }
    )
  );
});

test('foreign text: takes linear time on ten megabytes', () => {
  for (const bite of ['<', ' ', '](', '\u200d', '[a', 'command:', '//a', '\ud800']) {
    const text = bite.repeat(10_000_000 / bite.length);
    const begun = performance.now();
    for (const prepare of [foreignText, foreignMessage, logLine, withoutTags]) prepare(text);
    const took = performance.now() - begun;
    assert.ok(took < 5_000, `${JSON.stringify(bite)}: ${took} ms`);
  }
});

test('foreign message: keeps its lines, without links', () => {
  assert.equal(foreignMessage('Left out: [a](command:b)\nand 3 more'), 'Left out: [a] (command :b)\nand 3 more');
});

test('log line: text from outside begins no line of its own', () => {
  assert.equal(logLine('Task a\n2026-01-01 error forged'), 'Task a 2026-01-01 error forged');
});

test('without tags: keeps the text of a page', () => {
  assert.equal(foreignText(withoutTags('<html><h1>502</h1> Bad <b>gateway</b>')), '502 Bad gateway');
});
