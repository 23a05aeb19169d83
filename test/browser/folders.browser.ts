// Where results go when several folders are open, and when none is.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { makeScratch, removeScratch } from '../vscodeHost/scratch.ts';
import { screenshotOnFailure, startWorkbench } from './harness/workbench.ts';
import type { Workbench } from './harness/workbench.ts';

let wb: Workbench | undefined;
let dir: string;
before(async () => {
  dir = await makeScratch();
});
after(() => removeScratch(dir));
screenshotOnFailure(() => wb);

const box = (open: Workbench): Locator => open.page.locator('.quick-input-widget:visible');

async function askFor(open: Workbench, prompt: string): Promise<void> {
  await open.runCommand('KIE: Generate Image…');
  await open.quickInput('Seedream 4.5');
  await box(open).locator('.quick-input-title', { hasText: '(2/3)' }).waitFor();
  await open.quickInput(prompt);
  await box(open).locator('.monaco-list-row', { hasText: 'Run (' }).click();
}

async function saved(open: Workbench, prompt: string, folder: string): Promise<string> {
  await open.openContainer('KIE');
  await open.treeRow(open.page.locator('.part.sidebar'), prompt).filter({ hasText: 'Done' }).waitFor();
  const names = await fs.readdir(folder);
  return names.find(name => name.includes(prompt.replaceAll(' ', '-'))) ?? '';
}

describe('with several folders', () => {
  test('the person is asked for one, once', async () => {
    for (const name of ['first', 'second']) await fs.mkdir(path.join(dir, name));
    const file = path.join(dir, 'two.code-workspace');
    await fs.writeFile(file, JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }] }));
    const open = (wb = await startWorkbench({ workspace: file, emulator: { taskMs: 300 } }));
    try {
      await askFor(open, 'A wooden house');
      await box(open).locator('.monaco-list-row', { hasText: 'second' }).click();
      assert.match(await saved(open, 'A wooden house', path.join(dir, 'second/kie')), /\.(png|jpg)$/);
      await askFor(open, 'A stone house');
      assert.match(await saved(open, 'A stone house', path.join(dir, 'second/kie')), /\.(png|jpg)$/);
      assert.deepEqual(await fs.readdir(path.join(dir, 'first')), []);
    } finally {
      await open.stop();
    }
  });
});

describe('without a folder', () => {
  test('the person chooses one; leaving the question sends nothing', async () => {
    const chosen = path.join(dir, 'chosen');
    await fs.mkdir(chosen);
    const open = (wb = await startWorkbench({ workspace: 'none', emulator: { taskMs: 300 } }));
    try {
      await askFor(open, 'A paper house');
      await box(open).locator('.quick-input-title', { hasText: 'Folder for results' }).waitFor();
      await open.page.keyboard.press('Escape');
      // The request is not lost: it is at its last step again.
      const run = box(open).locator('.monaco-list-row', { hasText: 'Run (' });
      await run.waitFor();
      assert.equal(open.emulator.submissions.length, 0);
      await run.click();
      await box(open).locator('.quick-input-title', { hasText: 'Folder for results' }).waitFor();
      await box(open).locator('input').first().fill(`${chosen}/`);
      await box(open).getByRole('button', { name: 'Save Results Here' }).click();
      assert.match(await saved(open, 'A paper house', chosen), /\.(png|jpg)$/);
    } finally {
      await open.stop();
    }
  });
});
