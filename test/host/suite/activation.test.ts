import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { requests } from './emulatorCalls.ts';
import { activate, ID } from './support.ts';

// First by its name: nothing has been asked of the extension yet.
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
