import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startupFiles } from '../../../src/build/startupFiles.ts';
import type { Outputs } from '../../../src/build/startupFiles.ts';

type Import = readonly [path: string, kind: 'import-statement' | 'dynamic-import'];

const output = (imports: readonly Import[], sources: readonly string[]): Outputs[string] => ({
  bytes: 1,
  exports: [],
  imports: imports.map(([path, kind]) => ({ path, kind })),
  inputs: Object.fromEntries(sources.map(source => [source, { bytesInOutput: 1 }]))
});

const outputs: Outputs = {
  entry: output(
    [
      ['vscode', 'import-statement'],
      ['a', 'import-statement'],
      ['lazy', 'dynamic-import'],
      ['helpers', 'import-statement']
    ],
    ['entry.ts']
  ),
  a: output(
    [
      ['b', 'import-statement'],
      ['entry', 'import-statement']
    ],
    ['a.ts']
  ),
  b: output([['a', 'import-statement']], ['b.ts']),
  lazy: output([['onlyLazy', 'import-statement']], ['lazy.ts']),
  onlyLazy: output([], ['onlyLazy.ts']),
  helpers: output([], [])
};

test('startupFiles: follows static imports, cycles included', () => {
  assert.deepEqual(startupFiles(outputs, 'entry'), ['entry', 'a', 'b']);
});

test('startupFiles: begins at the given entry', () => {
  assert.deepEqual(startupFiles(outputs, 'lazy'), ['lazy', 'onlyLazy']);
});
