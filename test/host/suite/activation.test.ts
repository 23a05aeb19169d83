import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { requests } from './emulatorCalls.ts';
import { activate, ID } from './support.ts';

// Runs first, by file name: the extension has received no call yet.
describe('activation', () => {
  it('sends nothing', async () => {
    await activate();
    assert.equal(vscode.extensions.getExtension(ID)?.isActive, true);
    assert.deepEqual(
      (await requests()).map(({ method, path }) => `${method} ${path}`),
      []
    );
  });
});
