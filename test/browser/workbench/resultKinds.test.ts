// The Result editor by kind of result and by where it opens: beside, not by itself, from a tree and a notification.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { chooseModel, done, generateImage, openForm, waitForSubmissions } from '../harness/commonSteps.ts';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({
    emulator: { taskMs: 300 },
    settings: { 'kie.confirmAboveCredits': 100_000, 'kie.notifications': 'all', 'kie.openResult': 'off' },
    size: { width: 1280, height: 860, scale: 1 }
  });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const tool = (page: Frame, name: string): Locator => page.getByRole('button', { name, exact: true });
const tab = (name: RegExp): Locator => wb.page.locator('.tab.active', { hasText: name });
const row = (text: string): Locator => wb.page.locator('.pane .monaco-list-row', { hasText: text }).first();

/** Starts a run in the form, whose results open by themselves. */
async function run(model: string, name: string, [field, text]: readonly [string, string]): Promise<Frame> {
  const form = await openForm(wb);
  await chooseModel(form, model, name);
  await form.locator(`.field[data-path="${field}"] textarea`).fill(text);
  const bought = wb.emulator.submissions.length;
  await form.locator('.run:not([aria-disabled])').filter({ hasText: 'credit' }).click();
  await waitForSubmissions(wb, bought + 1);
  return form;
}

test('kie.openResult: off opens nothing, and a click on the task does', async () => {
  await run('seedream/4.5-text-to-image', 'Seedream 4.5', ['prompt', 'A quiet pond']);
  const task = done(row('A quiet pond'));
  await task.waitFor();
  await wb.notification(/KIE saved .*quiet-pond/);
  assert.equal(await wb.page.locator('.tab', { hasText: 'quiet-pond' }).count(), 0);
  await task.click();
  await tab(/quiet-pond/).waitFor();
  await (await wb.webviewFrame('.zoom-image[alt*="quiet-pond"]')).locator('.zoom-image').waitFor();
});

test('notification: Open shows the result in the Result editor', async () => {
  await generateImage(wb, 'A loud river');
  await wb.pressInNotification(/KIE saved .*loud-river/, 'Open');
  await tab(/loud-river/).waitFor();
  await (await wb.webviewFrame('.zoom-image[alt*="loud-river"]')).locator('.zoom-image').waitFor();
});

test('Compare With…: compares with another image of the workspace', async () => {
  const page = await wb.webviewFrame('.zoom-image[alt*="loud-river"]');
  await tool(page, 'Compare With…').click();
  await wb.pick('portrait.png');
  await page.getByRole('slider', { name: 'Compare before and after' }).waitFor();
  await page.locator('.zoom-canvas img[alt="portrait.png"]').waitFor({ state: 'attached' });
  await tool(page, 'Exit Compare').click();
});

test('Copy Image: puts a PNG on the clipboard and announces it', async () => {
  await wb.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await wb.webviewFrame('.zoom-image[alt*="loud-river"]');
  await tool(page, 'Copy Image').click();
  await page.locator('.notice', { hasText: 'Image copied.' }).waitFor();
  const types = await wb.page.evaluate('navigator.clipboard.read().then(items => items.flatMap(item => item.types))');
  assert.deepEqual(types, ['image/png']);
});

test('kie.openResult: beside opens an audio result in another editor group', async () => {
  await fs.mkdir(path.join(wb.workspace, '.vscode'), { recursive: true });
  await fs.writeFile(path.join(wb.workspace, '.vscode/settings.json'), '{ "kie.openResult": "beside" }');
  // The open Result editor is behind the text editor, and must not cover it.
  await (await wb.explorerRow('README.md')).dblclick();
  await tab(/README\.md/).waitFor();
  await run('elevenlabs/text-to-speech-turbo-2-5', 'ElevenLabs TTS Turbo 2.5', ['text', 'Good morning']);
  const page = await wb.webviewFrame('audio.player-media');
  await page.locator('audio.player-media[src]').waitFor({ state: 'attached' });
  assert.equal(await wb.page.locator('.editor-group-container').count(), 2);
  assert.equal(await page.locator('.player-note').count(), 0);
  await wb.screenshot('result-audio');
});

test('text result: is shown as text without tools for images', async () => {
  await run('ai-music-api/generate-lyrics', 'Suno Lyrics', ['prompt', 'A song of rain']);
  const page = await wb.webviewFrame('.stage-text');
  assert.notEqual((await page.locator('.stage-text').innerText()).trim(), '');
  assert.equal(await tool(page, 'Copy Image').count(), 0);
  await wb.screenshot('result-text');
});
