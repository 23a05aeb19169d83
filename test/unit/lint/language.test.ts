import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { replacedWords } from './replacedWords.ts';

/** The most replaced words per 10,000 words of comments, and names of constants that begin with a superlative. */
const BUDGETS = {
  src: { words: 5, names: 0 },
  webview: { words: 5, names: 0 },
  test: { words: 5, names: 0 }
} as const;

const SUPERLATIVE = /^(?:MOST|LEAST|FEWEST|LONGEST|SHORTEST|LARGEST|SMALLEST|OLDEST)_/;

interface Usage {
  readonly comments: readonly string[];
  /** Names of constants that begin with a superlative instead of MAX or MIN. */
  readonly names: readonly string[];
}

function usageIn(text: string): Usage {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const comments: string[] = [];
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(source);
    for (const child of children) visit(child);
    if (children.length > 0) return;
    const trivia = text.slice(node.getFullStart(), node.getStart(source));
    comments.push(...(trivia.match(/\/\/.*|\/\*[^]*?\*\//g) ?? []));
    if (ts.isIdentifier(node) && SUPERLATIVE.test(node.text)) names.add(node.text);
  };
  visit(source);
  return { comments, names: [...names] };
}

const wordCount = (comment: string): number => comment.match(/[A-Za-z][\w'’-]*/g)?.length ?? 0;

const examples: readonly (readonly [comment: string, found: number])[] = [
  ['Returns the newest draft.', 0],
  ['What is shown is what was said.', 3],
  ['The person is told whoever stands there.', 4],
  ['Read anew, while it is not there any more.', 2],
  ['Says what to do.', 1]
];

for (const [comment, found] of examples) {
  test(`language: finds ${String(found)} replaced words in "${comment}"`, () => {
    assert.equal(replacedWords(comment).length, found);
  });
}

test('language: reads comments and names of a source', () => {
  const text = "// One\nconst MOST_RUNS = 'MOST_X'; /** Two */\nconst MAX_RUNS = `// no ${MOST_RUNS}`;\n";
  assert.deepEqual(usageIn(text), { comments: ['// One', '/** Two */'], names: ['MOST_RUNS'] });
});

for (const [folder, budget] of Object.entries(BUDGETS)) {
  test(`language: comments and names in ${folder} use the terms of the glossary`, () => {
    const root = path.resolve(import.meta.dirname, '../../..');
    const found: string[] = [];
    const names: string[] = [];
    let words = 0;
    for (const file of fs.globSync(`${folder}/**/*.ts`, { cwd: root })) {
      const usage = usageIn(fs.readFileSync(path.join(root, file), 'utf8'));
      for (const comment of usage.comments) {
        words += wordCount(comment);
        found.push(...replacedWords(comment).map(word => `${file}: ${word}`));
      }
      names.push(...usage.names.map(name => `${file}: ${name}`));
    }
    const rate = (found.length / words) * 10_000;
    assert.ok(rate <= budget.words, `${rate.toFixed(1)} of 10,000 words:\n${found.join('\n')}`);
    assert.ok(names.length <= budget.names, `MAX_ or MIN_:\n${names.join('\n')}`);
  });
}
