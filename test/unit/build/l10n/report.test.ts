import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportOf } from '../../../../src/build/l10n/report.ts';
import { digest } from '../../../../src/build/l10n/sources.ts';

const base = {
  file: 'package.nls.ru.json',
  missingFile: 'build/l10n/missing.manifest.ru.json',
  language: 'ru',
  counted: new Set<string>(),
  sources: {}
} as const;

test('report: contains only the counts when there are no findings', () => {
  assert.deepEqual(reportOf({ ...base, english: { run: 'Run' }, translated: { run: 'Запустить' } }), [
    'package.nls.ru.json: 1 texts, 0 missing, 0 outdated, 0 wrong, 0 unused'
  ]);
});

test('report: shows a missing text with its earlier wording, and where to translate it', () => {
  const translated = { 'Run task': 'Запустить задачу' };
  assert.deepEqual(reportOf({ ...base, english: { 'Run task {0}': 'Run task {0}' }, translated }), [
    'package.nls.ru.json: 1 texts, 1 missing, 0 outdated, 0 wrong, 1 unused',
    '  missing: "Run task {0}"\n    earlier: "Run task": "Запустить задачу"',
    '  → Translate the texts of build/l10n/missing.manifest.ru.json and add them to package.nls.ru.json.',
    '  unused: "Run task"',
    '  → Remove these lines from package.nls.ru.json when no new text can use them.'
  ]);
});

test('report: shows an outdated translation with both English texts', () => {
  const sources = { run: { english: 'Run', translation: digest('Запустить') } };
  const lines = reportOf({ ...base, english: { run: 'Run…' }, translated: { run: 'Запустить' }, sources });
  assert.equal(
    lines[1],
    '  outdated: "run": the English text changed from "Run" to "Run…"; the translation is "Запустить"'
  );
  assert.match(lines[2] ?? '', /^ {2}→ Revise the translation in package\.nls\.ru\.json .*-- --confirm <key>$/);
});

test('report: shows the problems of a translation', () => {
  const lines = reportOf({ ...base, english: { run: 'Run {0}' }, translated: { run: 'Запустить' } });
  assert.deepEqual(lines.slice(1), [
    '  wrong: "run": other placeholders',
    '  → Correct the translation in package.nls.ru.json.'
  ]);
});
