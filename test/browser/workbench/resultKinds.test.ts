// The Result editor by kind of result and by where it opens: beside, not by itself, from a tree and a notification.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame, Locator } from 'playwright-core';
import { chooseModel, done, generateImage, openForm, waitForSubmissions } from '../harness/commonSteps.ts';
import { evidenceOnFailure } from '../harness/evidence.ts';
import { actUntilVisible, waitForValue } from '../harness/waiting.ts';
import { startWorkbench } from '../harness/workbench.ts';
import type { Workbench } from '../harness/workbench.ts';
import { themes } from '../../vscodeHost/settings.ts';

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

/** The themes, each with the class that VS Code gives the page. */
const THEME_CLASSES = [
  ['light', '.vscode-light'],
  ['highContrast', '.vscode-high-contrast:not(.vscode-high-contrast-light)'],
  ['highContrastLight', '.vscode-high-contrast-light'],
  ['dark', '.vscode-dark']
] as const;

const tool = (page: Frame, name: string): Locator => page.getByRole('button', { name, exact: true });
const tab = (name: RegExp): Locator => wb.page.locator('.tab.active', { hasText: name });
const row = (text: string): Locator => wb.page.locator('.pane .monaco-list-row', { hasText: text }).first();

/** Sets `kie.openResult` in the workspace. The title of the window, set with it, shows that VS Code has read it. */
async function openResults(where: string): Promise<void> {
  const folder = path.join(wb.workspace, '.vscode');
  await fs.mkdir(folder, { recursive: true });
  const settings = JSON.stringify({ 'kie.openResult': where, 'window.title': `Results: ${where}` });
  await actUntilVisible(wb.page.locator('.window-title', { hasText: where }), () =>
    fs.writeFile(path.join(folder, 'settings.json'), settings)
  );
}

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
  // VS Code drops the click when the item is replaced at that moment, as when its thumbnail arrives.
  await actUntilVisible(tab(/quiet-pond/), () => task.click());
  await (await wb.webviewFrame('.zoom-image[alt*="quiet-pond"]')).locator('.zoom-image').waitFor();
  assert.equal(await wb.page.locator('.editor-group-container').count(), 1);
});

test('notification: Open shows the result in the Result editor', async () => {
  await generateImage(wb, 'A loud river');
  await wb.pressInNotification(/KIE saved .*loud-river/, 'Open');
  await tab(/loud-river/).waitFor();
  await (await wb.webviewFrame('.zoom-image[alt*="loud-river"]')).locator('.zoom-image').waitFor();
});

test('Use In…: offers what fits an item, a file of each kind, and a notification', async () => {
  const choices = async (title: string): Promise<string> => {
    const list = wb.box(title).locator('.quick-input-list');
    await list.locator('.monaco-list-row').first().waitFor();
    const text = await list.innerText();
    await wb.closeQuickInput();
    return text;
  };
  await wb.openContainer('KIE');
  await wb.contextMenu(row('A loud river'), 'Use In…');
  const image = await choices('in…');
  for (const name of ['Edit…', 'Animate…', 'Upscale', 'Remove Background']) assert.ok(image.includes(name), name);
  await wb.contextMenu(await wb.explorerRow('clip.mp4'), 'KIE', 'Use In…');
  const video = await choices('Use clip.mp4 in…');
  assert.deepEqual([video.includes('Upscale'), video.includes('Remove Background')], [true, false]);
  await wb.contextMenu(await wb.explorerRow('melody.mp3'), 'KIE', 'Use In…');
  const audio = await choices('Use melody.mp3 in…');
  assert.deepEqual([audio.includes('Isolate Voice'), audio.includes('Upscale')], [true, false]);
  await generateImage(wb, 'A calm lake');
  const bought = wb.emulator.submissions.length;
  await wb.pressInNotification(/KIE saved .*calm-lake/, 'Use In…');
  await wb.pick('Edit…', 'in…');
  const form = await wb.webviewFrame('.media-item:has-text("calm-lake")');
  // The prompt of the form is kept for the other model.
  await waitForValue(form.locator('.field[data-path="prompt"] textarea'), 'A quiet pond');
  assert.equal(wb.emulator.submissions.length, bought);
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

test('Use In…: the result of a run from the Result editor replaces its input there', async () => {
  await openResults('preview');
  const page = await wb.webviewFrame('.zoom-image[alt*="loud-river"]');
  await tool(page, 'Use In…').click();
  await wb.pick('Upscale', 'in…');
  const result = await wb.webviewFrame('.zoom-image[alt*="loud-river"][alt*=".upscaled"]');
  await result.locator('.zoom-image').waitFor();
  await result.getByRole('button', { name: /Compare with Input/ }).waitFor();
});

test('kie.openResult: beside opens an audio result in another editor group', async () => {
  await openResults('beside');
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
  await page.locator('.stage-text', { hasText: /\S/ }).waitFor();
  assert.equal(await tool(page, 'Copy Image').count(), 0);
  await wb.screenshot('result-text');
});

test('text result: opens from the palette and from the menu of its file', async () => {
  const item = 'Open in Result Editor';
  const shown = async (): Promise<void> => (await wb.webviewFrame('.stage-text')).locator('.stage-text').waitFor();
  await wb.runCommand('View: Close All Editors');
  await wb.contextMenu(row('A song of rain'), 'Open File');
  const name = await wb.page.locator('.tab.active[data-resource-name$=".txt"]').getAttribute('data-resource-name');
  await wb.runCommand('File: Reveal Active File in Explorer View');
  const file = await wb.explorerRow(name ?? '');
  await wb.runCommand(`KIE: ${item}`);
  await shown();
  await wb.runCommand('View: Close All Editors');
  assert.deepEqual(await wb.contextMenuLabels(file, 'KIE'), [item]);
  await wb.contextMenu(file, 'KIE', item);
  await shown();
});

test('JSON result: is indented and colored in all themes', async () => {
  const form = await openForm(wb);
  await chooseModel(form, '/omni/audio/create', 'Gemini Omni Voice');
  const voice = form.locator('.field[data-path="audio_id"]');
  await voice.locator('.picker-button').click();
  await voice.locator('.picker-search').press('Enter');
  await form.locator('.field[data-path="name"] :is(input, textarea)').first().fill('A calm voice');
  await form.locator('.run:not([aria-disabled])').click();
  await wb.answer('Run Gemini Omni Voice? Price unknown.', 'Run');
  const page = await wb.webviewFrame('.stage-text .json-key');
  const text = page.locator('.stage-text');
  assert.match(await text.innerText(), /^\{\n {2}"[\s\S]*"A calm voice"[\s\S]*\n\}$/);
  assert.equal(await text.locator('.json-string', { hasText: '"A calm voice"' }).count(), 1);
  for (const name of ['Copy Image', 'Use In…']) assert.equal(await tool(page, name).count(), 0);
  const color = (part: string): Promise<string> =>
    page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(part)})).color`).then(String);
  for (const [name, bodyClass] of THEME_CLASSES) {
    await wb.runCommand('Preferences: Color Theme');
    await wb.quickInput(themes[name]);
    await page.locator(`body${bodyClass}`).waitFor();
    assert.notEqual(await color('.json-key'), await color('.json-string'), name);
    await wb.screenshot(`result-json-${name}`);
  }
});
