import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { fiveParameters } from '../../../lint/fiveParameters.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: { '@typescript-eslint/max-params': ['error', { max: 4 }] }
  }
});

test('fiveParameters: every listed file still needs its exception', async () => {
  const existing = fiveParameters.filter(file => fs.existsSync(path.join(root, file)));
  assert.deepEqual(existing, fiveParameters, 'listed files exist');
  const results = await eslint.lintFiles([...existing]);
  const needed = results
    .filter(({ messages }) => messages.some(({ ruleId }) => ruleId === '@typescript-eslint/max-params'))
    .map(({ filePath }) => path.relative(root, filePath).replaceAll(path.sep, '/'));
  assert.deepEqual(needed.toSorted(), fiveParameters.toSorted());
});
