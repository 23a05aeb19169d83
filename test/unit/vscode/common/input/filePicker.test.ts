import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../../support/vscode/register.ts';
import { Uri, user } from '../../../../support/vscode/vscode.ts';

const { pickFiles, pickFilesInStep } = await import('../../../../../src/vscode/common/input/filePicker.ts');

const LIMIT = 2000;
const SENTENCE = 'Only the first 2000 files are listed. Use Browse… for the others.';
const STEP = { title: 'Run', step: 1, totalSteps: 2, placeholder: 'Image' };
const ANY = { accept: [], many: true };

/** The last item and the title of the list that is shown when the workspace has `count` images. */
async function shown(count: number, pick: () => Promise<unknown>): Promise<readonly unknown[]> {
  user.found = Array.from({ length: count }, (_, i) => new Uri(`/work/${i}.png`));
  user.lists.length = user.inputs.length = 0;
  user.choices = [undefined];
  await pick();
  const list = user.lists[0] as readonly { readonly label: string; readonly description?: string }[];
  return [list.length, list.at(-1)?.description, user.inputs[0]?.title];
}

test('list of several files: its title mentions the limit only when files are missing', async () => {
  const pick = (): Promise<unknown> => pickFiles('image', ANY);
  assert.deepEqual(await shown(LIMIT + 1, pick), [LIMIT, 'work', SENTENCE]);
  assert.deepEqual(await shown(LIMIT, pick), [LIMIT, 'work', undefined]);
});

test('list for one file: its last item mentions the limit only when files are missing', async () => {
  const pick = (): Promise<unknown> => pickFiles('image', { accept: [], many: false });
  assert.deepEqual(await shown(LIMIT + 1, pick), [LIMIT + 1, SENTENCE, undefined]);
  assert.deepEqual(await shown(LIMIT, pick), [LIMIT + 1, undefined, undefined]);
});

test('list of files in a wizard: its last item mentions the limit', async () => {
  const pick = (): Promise<unknown> => pickFilesInStep('image', ANY, STEP);
  assert.deepEqual(await shown(LIMIT + 1, pick), [LIMIT + 1, SENTENCE, 'Run']);
  assert.deepEqual(await shown(LIMIT, pick), [LIMIT + 1, undefined, 'Run']);
});
