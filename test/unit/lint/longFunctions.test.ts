import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { longFunctions } from '../../../lint/longFunctions.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: false, skipComments: false }] }
  }
});

test('longFunctions: every listed file still needs its exception', async () => {
  const existing = longFunctions.filter(file => fs.existsSync(path.join(root, file)));
  assert.deepEqual(existing, longFunctions, 'listed files exist');
  const results = await eslint.lintFiles([...existing]);
  const needed = results
    .filter(({ messages }) => messages.some(({ ruleId }) => ruleId === 'max-lines-per-function'))
    .map(({ filePath }) => path.relative(root, filePath).replaceAll(path.sep, '/'));
  assert.deepEqual(needed.toSorted(), longFunctions.toSorted());
});
