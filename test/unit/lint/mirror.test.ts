import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../../..');

/** The sources of each folder of unit tests. */
const SOURCES: Readonly<Record<string, string>> = {
  build: 'src/build',
  core: 'src/core',
  shared: 'src/shared',
  vscode: 'src/vscode',
  webview: 'webview',
  lint: 'lint',
  crash: 'test/crash',
  emulator: 'test/emulator',
  soak: 'test/soak'
};

/** Tests without a source of their name, and why. */
const OTHERS: Readonly<Record<string, string>> = {
  'build/bundle': 'the built files',
  'build/l10n/translations': 'all translations',
  'core/files/fuzz': 'all readers with random content',
  'core/kie/services/everyService': 'all entries of a table',
  'core/models/catalog/everyEntry': 'all entries of a table',
  'core/models/catalog/everyFollowUp': 'all entries of a table',
  'core/models/catalog/everyPrice': 'all entries of a table',
  'core/models/catalog/everyRule': 'all entries of a table',
  'core/models/catalog/everyStart': 'all entries of a table',
  'core/models/docs/everyEntry': 'all entries of a table',
  'core/models/docs/unusualPages': 'parseModels with pages of unusual structure',
  'core/models/pricing/priceValues': 'a table of prices of single runs',
  'core/models/values/limits': 'limits of several sources, in engine and emulator',
  'emulator/legacy/faults': 'the faults of all legacy services',
  'emulator/liveShapes': 'responses of all hosts against recorded ones',
  'lint/cycles': 'all imports',
  'lint/documents': 'the documents',
  'lint/features': 'the folders of features',
  'lint/hostFiles': 'the imports of files in src/vscode',
  'lint/language': 'the words of all files',
  'lint/layers': 'the ESLint configuration',
  'lint/mirror': 'the unit tests',
  'lint/titles': 'the titles of all tests',
  'lint/userTexts': 'the texts of the user interface',
  'shared/catalog/search/naturalQueries': 'searchPicker with queries in the display languages',
  'shared/catalog/search/searchQueries': 'searchModels with a table of queries',
  'shared/format/languages': 'all formatters in all languages',
  'webview/generate/state/interleaving': 'the whole state with events in random order'
};

/** Returns the names of tests, without their suffix, that have no source among these files. */
function withoutSource(tests: readonly string[], hasFile: (file: string) => boolean): readonly string[] {
  return tests.filter(name => {
    const [folder = '', ...rest] = name.split('/');
    const source = path.posix.join(SOURCES[folder] ?? 'none', ...rest);
    return !hasFile(`${source}.ts`) && !hasFile(`${source}.mjs`);
  });
}

const hasFile = (file: string): boolean => fs.existsSync(path.join(root, file));
const unitTests = fs
  .globSync('**/*.ts', { cwd: path.join(root, 'test/unit') })
  .map(file => file.replaceAll(path.sep, '/'));

test('mirror: a test needs a source of its name in the same folder', () => {
  const sources = new Set(['src/core/http/redact.ts', 'lint/foreignText.mjs']);
  const tests = ['core/http/redact', 'core/redact', 'lint/foreignText', 'http/redact'];
  assert.deepEqual(
    withoutSource(tests, file => sources.has(file)),
    ['core/redact', 'http/redact']
  );
});

test('mirror: every unit test is named after a source, or is listed with a reason', () => {
  const tests = unitTests.filter(file => file.endsWith('.test.ts')).map(file => file.slice(0, -'.test.ts'.length));
  assert.deepEqual(withoutSource(tests, hasFile).toSorted(), Object.keys(OTHERS).toSorted());
});

test('mirror: every folder of unit tests is a folder of the sources', () => {
  const folders = new Set(unitTests.map(file => path.posix.dirname(file)));
  const missing = [...folders].filter(folder => {
    const [first = '', ...rest] = folder.split('/');
    return !hasFile(path.posix.join(SOURCES[first] ?? 'none', ...rest));
  });
  assert.deepEqual(missing, []);
});
