import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../../..');

/** Files that only declare what VS Code and the generator of the manifest read: IDs, texts and tables. */
const DECLARATIVE = [
  /^src\/vscode\/(ids|manifest|walkthrough)\.ts$/,
  /^src\/vscode\/common\/contributions\/(contribution|manifestText|when)\.ts$/,
  /\/contributions(\/\w+)?\.ts$/
];

const files = fs.globSync('src/vscode/**/*.ts', { cwd: root }).map(file => file.replaceAll(path.sep, '/'));

/** The imports of each file, including type-only and dynamic imports. */
const imports = new Map(
  files.map(file => {
    const { importedFiles } = ts.preProcessFile(fs.readFileSync(path.join(root, file), 'utf8'), true, true);
    return [file, importedFiles.map(({ fileName }) => fileName)];
  })
);

/** Whether a file imports VS Code, itself or through other files of src/vscode. */
function reachesVscode(file: string): boolean {
  const reached = new Set([file]);
  for (const next of reached) {
    for (const name of imports.get(next) ?? []) {
      if (name === 'vscode') return true;
      if (name.startsWith('.')) reached.add(path.posix.join(path.posix.dirname(next), name));
    }
  }
  return false;
}

test('src/vscode: holds no file that works without VS Code', () => {
  assert.ok(reachesVscode('src/vscode/features/run/approvals.ts'), 'through the type of its state');
  assert.ok(!reachesVscode('src/vscode/ids.ts'));
  const others = files.filter(file => !DECLARATIVE.some(pattern => pattern.test(file)));
  // Such a file belongs to src/core or src/shared.
  assert.deepEqual(
    others.filter(file => !reachesVscode(file)),
    []
  );
});
