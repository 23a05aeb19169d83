import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import '../../../support/vscode/register.ts';
import { FileType, Uri, user } from '../../../support/vscode/vscode.ts';

const { webviewAddress } = await import('../../../../src/vscode/common/webviewAddress.ts');

const webview = {
  options: { localResourceRoots: [new Uri('/work')] },
  asWebviewUri: ({ path }: Uri) => `webview:${path}`
};
const address = (path: string): Promise<string | undefined> => webviewAddress(webview as never, new Uri(path) as never);

beforeEach(() => {
  user.file = Buffer.from('abc');
  user.fileType = FileType.File;
  user.isDiskGone = false;
});

test('webview address: VS Code reads a file in a readable folder, others are embedded', async () => {
  assert.equal(await address('/work/a.mp4'), 'webview:/work/a.mp4');
  assert.equal(await address('/away/a.png'), 'data:image/png;base64,YWJj');
  assert.equal(await address('/away/a.mp4'), undefined);
  user.file = new Uint8Array(600_000);
  assert.equal(await address('/work/a.png'), 'webview:/work/a.png');
  assert.equal(await address('/away/a.png'), undefined);
});

test('webview address: a link to a file has one', async () => {
  user.fileType = FileType.File | FileType.SymbolicLink;
  assert.equal(await address('/work/a.png'), 'webview:/work/a.png');
});

for (const [what, type] of [
  ['a named pipe', FileType.Unknown],
  ['a link to a named pipe', FileType.Unknown | FileType.SymbolicLink],
  ['a folder', FileType.Directory]
] as const) {
  test(`webview address: ${what} has none, not even in a readable folder`, async () => {
    user.fileType = type;
    for (const path of ['/work/pipe.png', '/work/pipe.mp4', '/away/pipe.png'])
      assert.equal(await address(path), undefined, path);
  });
}

test('webview address: a file on a disk that never answers has none after a while', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  user.isDiskGone = true;
  const found = address('/work/a.png');
  t.mock.timers.tick(2000);
  assert.equal(await found, undefined);
});
