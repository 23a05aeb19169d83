import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { replacedWords } from './replacedWords.ts';

const MAX_TITLE_LENGTH = 80;
/** Characters that a placeholder of a template counts. */
const PLACEHOLDER = '…'.repeat(8);

/** Terms for which the glossary has another word; comments may quote them, titles may not. */
const FORMER_TERMS = /\b(?:pictures?|clips?|former)\b/i;

/** Returns the titles of tests and groups in a source, each after the titles of its groups. */
function titlesIn(text: string): readonly (readonly string[])[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const titles: (readonly string[])[] = [];
  const visit = (node: ts.Node, groups: readonly string[]): void => {
    let inner = groups;
    if (ts.isCallExpression(node) && /^(?:test|it|describe)$/.test(node.expression.getText(source))) {
      const title = textOf(node.arguments[0]);
      if (title !== undefined) titles.push((inner = [...groups, title]));
    }
    ts.forEachChild(node, child => visit(child, inner));
  };
  visit(source, []);
  return titles;
}

/** Returns undefined for a title from a table. */
function textOf(title: ts.Expression | undefined): string | undefined {
  if (title === undefined) return undefined;
  if (ts.isStringLiteralLike(title)) return title.text;
  if (!ts.isTemplateExpression(title)) return undefined;
  return title.head.text + title.templateSpans.map(span => PLACEHOLDER + span.literal.text).join('');
}

/** Returns the problems of the last title, whose groups are before it. */
function problemsOf(titles: readonly string[]): readonly string[] {
  const title = titles.at(-1) ?? '';
  return [
    ...(Array.from(title).length > MAX_TITLE_LENGTH ? [`more than ${String(MAX_TITLE_LENGTH)} characters`] : []),
    ...(FORMER_TERMS.test(title) ? ['image, video or legacy'] : []),
    ...replacedWords(title)
  ];
}

const examples: readonly (readonly [source: string, problems: number])[] = [
  ["test('submit: retries after a rate limit', f);", 0],
  ["describe('upload', () => { it('says what is wrong', f); });", 2],
  ['test(`download: ${what} of a former clip`, f);', 1],
  [`test('${'x'.repeat(81)}', f);`, 1],
  [`test('${'👍'.repeat(80)}', f); test(name, f);`, 0]
];

for (const [source, problems] of examples) {
  test(`titles: finds ${String(problems)} problems in ${source.slice(0, 30)}`, () => {
    assert.equal(titlesIn(source).flatMap(problemsOf).length, problems);
  });
}

test('titles: every test has a short, unique title in the terms of the glossary', () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  const found: string[] = [];
  for (const file of fs.globSync('test/**/*.ts', { cwd: root })) {
    const titles = titlesIn(fs.readFileSync(path.join(root, file), 'utf8'));
    const joined = titles.map(each => each.join(' > '));
    for (const each of titles)
      found.push(...problemsOf(each).map(problem => `${file}: ${each.join(' > ')}: ${problem}`));
    const repeated = joined.filter((title, index) => joined.indexOf(title) !== index && !title.includes(PLACEHOLDER));
    found.push(...repeated.map(title => `${file}: ${title}: is not unique`));
  }
  assert.deepEqual(found, []);
});
