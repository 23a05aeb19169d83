import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';

const eslint = new ESLint({
  cwd: path.resolve(import.meta.dirname, '../../..'),
  ruleFilter: ({ ruleId }) => ruleId === 'kie/no-bare-locale' || ruleId === 'kie/no-plain-list',
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } }
});

async function problemsIn(file: string, code: string): Promise<number> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return result?.messages.length ?? 0;
}

for (const code of [
  'names.sort((a, b) => a.localeCompare(b));',
  'count.toLocaleString();',
  'new Date(at).toLocaleDateString(undefined, {});',
  'text.toLocaleUpperCase();',
  'new Intl.Collator().compare(a, b);',
  'new Intl.NumberFormat(textLanguage()).format(x);'
])
  for (const file of ['src/vscode/common/x.ts', 'src/core/x.ts', 'webview/generate/x.ts'])
    test(`locale: reports in ${file}: ${code}`, async () => assert.equal(await problemsIn(file, code), 1));

test('locale: allows a literal language, for data, and build scripts', async () => {
  const code = "a.localeCompare(b, 'en'); new Intl.Segmenter('en');";
  assert.equal(await problemsIn('src/core/x.ts', code), 0);
  assert.equal(await problemsIn('src/build/x.ts', 'new Intl.PluralRules(language);'), 0);
});

test('locale: the formatters name the language', async () => {
  const file = 'src/shared/format/x.ts';
  assert.equal(await problemsIn(file, 'x.toLocaleString(textLanguage()); new Intl.ListFormat(language);'), 0);
  assert.equal(await problemsIn(file, 'x.toLocaleString(); a.localeCompare(b); new Intl.Collator(undefined);'), 3);
});

test('locale: reports lists and sentences that are joined by English rules', async () => {
  assert.equal(await problemsIn('webview/generate/x.ts', "a.join(', '); b.join('; '); c.join('. ');"), 3);
  assert.equal(await problemsIn('src/vscode/common/x.ts', "formatList(a); words.join(' '); parts.join(' · ');"), 0);
});
