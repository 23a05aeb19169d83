import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../../support/vscode/register.ts';
import { Uri, user } from '../../../../support/vscode/vscode.ts';

const { pickComparable } = await import('../../../../../src/vscode/features/result/compare.ts');

type Given = Parameters<typeof pickComparable>;

async function compare(count: number): Promise<unknown> {
  user.found = Array.from({ length: count }, (_, i) => new Uri(`/work/${i}.png`));
  user.lists.length = 0;
  const engine = { tasks: { get: () => ({ localId: 'a', input: {}, results: [] }) } };
  const asWebviewUri = (uri: Uri): string => `webview:${uri.path}`;
  const webview = { options: { localResourceRoots: [new Uri('/work')] }, asWebviewUri };
  const [host, view] = [engine, webview] as unknown as Given;
  return pickComparable(host, view, { localId: 'a', index: 0 });
}

const last = (): unknown =>
  (user.lists[0] as readonly { readonly label: string; readonly description?: string }[])
    .slice(-1)
    .map(({ label, description }) => [label, description])[0];

test('image to compare with: the list mentions its limit only when files are missing', async () => {
  user.choices = [undefined, undefined];
  assert.deepEqual(await compare(2001), {});
  assert.deepEqual(last(), [
    '$(folder-opened) Browse…',
    'Only the first 2000 files are listed. Use Browse… for the others.'
  ]);
  await compare(2000);
  assert.deepEqual(last(), ['$(folder-opened) Browse…', undefined]);
});

test('image to compare with: Browse… opens the file dialog', async () => {
  user.choices = [undefined];
  await compare(1);
  const browse = user.lists[0]!.at(-1);
  user.file = undefined;
  user.choices = [];
  assert.deepEqual([await compare(0), user.lists], [{}, []]);
  user.file = new Uint8Array();
  user.choices = [browse];
  await assert.rejects(compare(1), { message: "Can't show prompts.txt here." });
  user.file = undefined;
  user.choices = [browse];
  assert.deepEqual(await compare(1), {});
  user.file = new Uint8Array();
  user.fileName = '/work/b.png';
  user.choices = [browse];
  assert.deepEqual(await compare(1), { image: { name: 'b.png', src: 'webview:/work/b.png' } });
});
