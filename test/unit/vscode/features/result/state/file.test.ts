import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../../../support/vscode/register.ts';
import { FileType, Uri, user } from '../../../../../support/vscode/vscode.ts';

const { resultFile } = await import('../../../../../../src/vscode/features/result/state/file.ts');

const webview = {
  options: { localResourceRoots: [new Uri('/work')] },
  asWebviewUri: ({ path }: Uri) => `webview:${path}`
} as never;

test('result file: a named pipe is not read, whatever its kind', async () => {
  user.file = Buffer.from('abc');
  for (const [kind, path] of [
    ['text', '/work/a.txt'],
    ['json', '/work/a.json'],
    ['image', '/work/a.png']
  ] as const) {
    user.fileType = FileType.Unknown;
    const shown = await resultFile(webview, { kind, path, state: 'saved' });
    assert.deepEqual(
      [shown?.problem, shown?.text, shown?.src],
      ["VS Code can't show this type of file.", undefined, undefined]
    );
    user.fileType = FileType.File;
    assert.equal((await resultFile(webview, { kind, path, state: 'saved' }))?.problem, undefined);
  }
});
