import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { load } from 'js-yaml';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../../..');

/** Words that no text of the user interface contains, by what to write. */
const REPLACED: Readonly<Record<string, RegExp>> = {
  user: /\bpersons?\b/i,
  image: /\bpictures?\b/i,
  video: /\bclips?\b/i,
  audio: /\bsounds\b|\bsound files?\b/i,
  'legacy, older, previous': /\bformer(?:ly)?\b/i,
  again: /\banew\b|\bafresh\b/i,
  'is, are': /\bstands?\b/i,
  'reports, shows': /\b(?:told|tells?|said|says?)\b/i,
  'no longer': /\bany more\b/i,
  local: /\b(?:of|on) this computer\b/i,
  unknown: /\bnot known\b/i,
  URL: /\baddress(?:es)?\b/i,
  track: /\bfollow(?:ing|ed)? (?:it|its|a task|tasks|again)\b|\bstop following\b/i,
  download: /\bcollect(?:s|ed|ing)?\b/i,
  'replacement model': /\bsuccessors?\b/i,
  'estimated, would exceed': /\bpasses your\b|\bpromised\b/i,
  'a noun, not a clause': /\bwhat (?:is|was|it|they|are|were|has|had|a|an|the|this|that|can|no|nothing|each|one)\b/i
};

/** Right where they are: people in images, the nature of audio, and the server that serves a file. */
const ALLOWED: readonly RegExp[] = [
  /\b(?:a|the|single|single front-facing|usable) person\b/i,
  /^Person, pet or cartoon character/,
  /\b(?:how it|similar|to|prevent|all) sounds\b/i,
  /^Suno Sounds$/,
  /results are never downloaded from this computer/
];

const replacedIn = (text: string): readonly string[] => {
  if (ALLOWED.some(pattern => pattern.test(text))) return [];
  return Object.entries(REPLACED).flatMap(([better, pattern]) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [`"${found}" (${better}): ${text}`];
  });
};

/** Returns the first argument of each call of `l10n.t` in a source. */
function localized(text: string): readonly string[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /\bl10n\.t$/.test(node.expression.getText(source))) {
      const [first] = node.arguments;
      if (first !== undefined && ts.isStringLiteralLike(first)) texts.push(first.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

/** Keys of catalog entries whose texts the form shows. */
const SHOWN = new Set(['name', 'label', 'note', 'summary', 'why', 'advice']);

/** Returns the texts of a catalog file that the form shows. An advice is shown only without a note, `result` never. */
function catalogTexts(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(catalogTexts);
  if (typeof node !== 'object' || node === null) return [];
  const hidden = 'advice' in node && 'note' in node ? 'advice' : undefined;
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return SHOWN.has(key) && key !== hidden ? [value] : [];
    if (key === 'enumLabels' || key === 'enumNotes') return Object.values(value ?? {}).map(String);
    return key === 'result' ? [] : catalogTexts(value);
  });
}

const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

const problemsOf = (files: string, textsOf: (text: string) => readonly string[]): readonly string[] =>
  fs
    .globSync(files, { cwd: root })
    .filter(file => path.basename(file) !== 'taskKeywords.ts') // Words that users search for, such as "picture".
    .flatMap(file =>
      textsOf(read(file))
        .flatMap(replacedIn)
        .map(problem => `${file}: ${problem}`)
    );

for (const text of ['Pictures to edit', 'Stop Following', 'The key is told', 'Nothing is collected', 'An address'])
  test(`user texts: finds a replaced word in "${text}"`, () => assert.equal(replacedIn(text).length, 1));

test('user texts: finds localized strings and the shown texts of an entry', () => {
  assert.deepEqual(localized("vscode.l10n.t('One {0}', l10n.t(\"Two\")); t('Three');"), ['One {0}', 'Two']);
  const entry = {
    name: 'A',
    params: { x: { note: 'B', enumLabels: { y: 'C' } } },
    rules: [{ advice: 'D', note: 'E' }]
  };
  assert.deepEqual(catalogTexts([entry]), ['A', 'B', 'C', 'E']);
});

test('user texts: messages use the terms of the glossary', () => {
  const problems = [...problemsOf('src/**/*.ts', localized), ...problemsOf('webview/**/*.ts', localized)];
  assert.deepEqual(problems, []);
});

test('user texts: contributions use the terms of the glossary', () => {
  const texts = Object.values(JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>);
  assert.ok(texts.length > 50);
  assert.deepEqual(texts.flatMap(replacedIn), []);
  const rows = (text: string): readonly string[] => text.split('\n').filter(line => line.includes('| `'));
  assert.deepEqual(problemsOf('docs/{commands,settings}.md', rows), []);
});

test('user texts: the catalog uses the terms of the glossary', () => {
  assert.deepEqual(
    problemsOf('src/core/models/catalog/*.yaml', text => catalogTexts(load(text))),
    []
  );
});
