// The destination of results with several open folders, and with none.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { makeScratch, removeScratch } from '../../vscodeHost/scratch.ts';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { done, filesBelow, waitForSubmissions, prepareImage } from '../harness/commonSteps.ts';
import { eventually } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench | undefined;
let dir: string;
before(async () => {
  dir = await makeScratch();
});
after(() => removeScratch(dir));
evidenceOnFailure(() => wb);
afterEach(() => wb?.stop());

async function saved(open: Workbench, prompt: string, folder: string): Promise<string> {
  await open.openContainer('KIE');
  await done(open.treeRow(open.page.locator('.part.sidebar'), prompt)).waitFor();
  const names = await filesBelow(folder);
  return names.find(name => name.includes(prompt.replaceAll(' ', '-'))) ?? '';
}

test('output folder: asks once for a workspace folder when there are several', async () => {
  for (const name of ['first', 'second']) await fs.mkdir(path.join(dir, name));
  const file = path.join(dir, 'two.code-workspace');
  await fs.writeFile(file, JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }] }));
  const open = (wb = await startWorkbench({ workspace: file, emulator: { taskMs: 300 } }));
  await prepareImage(open, 'A wooden house');
  await open.pick('Run (', '(3/3)');
  await open.pick('second');
  assert.match(await saved(open, 'A wooden house', path.join(dir, 'second/kie')), /\.(png|jpg)$/);
  await prepareImage(open, 'A stone house');
  await open.pick('Run (', '(3/3)');
  assert.match(await saved(open, 'A stone house', path.join(dir, 'second/kie')), /\.(png|jpg)$/);
  assert.deepEqual(await fs.readdir(path.join(dir, 'first')), []);
  await waitForSubmissions(open, 2);
});

test('output folder: is chosen when no folder is open; canceling sends nothing', async () => {
  const chosen = path.join(dir, 'chosen');
  await fs.mkdir(chosen);
  const open = (wb = await startWorkbench({ workspace: 'none', emulator: { taskMs: 300 } }));
  await prepareImage(open, 'A paper house');
  await open.pick('Run (', '(3/3)');
  const dialog = open.box('Output folder for KIE results');
  await dialog.waitFor();
  await dialog.locator('input').first().press('Escape');
  // The request is not lost: it is back at its last step.
  await open.box('(3/3)').waitFor();
  assert.equal(open.emulator.submissions.length, 0);
  await open.pick('Run (', '(3/3)');
  const place = dialog.locator('input').first();
  // The dialog overwrites text typed early with its start folder: check the result, and type again.
  await eventually('an empty folder in the dialog', async () => {
    if ((await place.inputValue()) !== `${chosen}/`) await place.fill(`${chosen}/`);
    else return (await dialog.locator('.monaco-list-row').allInnerTexts()).join('').trim() === '..';
    return false;
  });
  await dialog.getByRole('button', { name: 'Save Results Here' }).click();
  assert.match(await saved(open, 'A paper house', chosen), /\.(png|jpg)$/);
  await waitForSubmissions(open, 1);
});
