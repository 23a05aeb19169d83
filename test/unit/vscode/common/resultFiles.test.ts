import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../support/vscode/register.ts';
import { FileSystemError, Uri, workspace } from '../../../support/vscode/vscode.ts';

const { fileExists, firstIndex, isReplaced } = await import('../../../../src/vscode/common/resultFiles.ts');

for (const [code, exists] of [
  ['FileNotFound', false],
  ['FileNotADirectory', false],
  ['NoPermissions', true],
  ['Unavailable', true],
  ['Unknown', true]
] as const) {
  test(`saved file: ${exists ? 'exists' : 'is missing'} after ${code}`, async t => {
    t.mock.method(workspace.fs, 'stat', () => Promise.reject(new FileSystemError(code)));
    assert.equal(await fileExists(Uri.file('/a.png') as never), exists);
  });
}

test('saved file: exists after a stat', async () => {
  assert.equal(await fileExists(Uri.file('/a.png') as never), true);
});

test('first result: the first saved one, else the first one', () => {
  const [open, saved] = [
    { index: 1, kind: 'image', state: 'pending' },
    { index: 2, kind: 'image', state: 'saved', path: '/a.png' }
  ] as const;
  assert.deepEqual(
    [[open, saved], [open], []].map(results => firstIndex({ results })),
    [2, 1, 0]
  );
});

test('replaced file: only a saved result without a path', () => {
  assert.equal(isReplaced({ state: 'saved' }), true);
  assert.equal(isReplaced({ state: 'saved', path: '/a.png' }), false);
  assert.equal(isReplaced({ state: 'pending' }), false);
});
