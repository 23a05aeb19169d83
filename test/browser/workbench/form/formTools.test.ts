// Files and values in the form, in the real workbench: the real drag and paste, remedies, masks, lists, modes.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { PNG } from 'pngjs';
import { evidenceOnFailure } from '../../harness/evidence.ts';
import { waitForSubmissions, chooseModel, openForm } from '../../harness/commonSteps.ts';
import { actUntilVisible, eventually } from '../../harness/waiting.ts';
import { startWorkbench } from '../../harness/workbench.ts';
import type { Workbench } from '../../harness/workbench.ts';
import { drop, field, run, tab } from './formHelpers.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 300 }, size: { width: 1280, height: 900 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const item = (frame: Frame, name: string, text: string) => field(frame, name).locator('.media-item', { hasText: text });

/** Returns the host's state of the fields: the input of the request as it would be sent. */
async function input(frame: Frame): Promise<Readonly<Record<string, unknown>>> {
  if ((await frame.locator('.request').count()) === 0) await tab(frame, 'Request');
  const texts = JSON.parse(await frame.locator('.request').innerText()) as { input: Record<string, unknown> };
  await tab(frame, 'Request');
  return texts.input;
}

test('image: is pasted from the clipboard', async () => {
  const frame = await openForm(wb);
  await chooseModel(frame, 'recraft/crisp-upscale', 'Recraft Crisp Upscale');
  const bytes = (await fs.readFile(path.join(wb.workspace, 'portrait.png'))).toString('base64');
  await wb.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await field(frame, 'image').locator('.address input').focus();
  await wb.page.evaluate(async base64 => {
    const data = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([data], { type: 'image/png' }) })]);
  }, bytes);
  await wb.page.keyboard.press('Control+V');
  await item(frame, 'image', '640 × 800').waitFor();
});

test('image: is replaced by a copy of the right type; the original stays unchanged', async () => {
  const frame = await openForm(wb);
  await chooseModel(frame, 'kling/ai-avatar-standard', 'Kling');
  const file = path.join(wb.workspace, 'product.webp');
  const before = await fs.readFile(file);
  await drop(frame, 'image_url', { uri: `vscode-remote://localhost${file}` });
  await item(frame, 'image_url', 'product.webp').waitFor();
  await field(frame, 'image_url').locator('.issues p').first().waitFor();
  await field(frame, 'image_url').locator('.remedies vscode-button', { hasText: 'Use a PNG copy' }).click();
  await item(frame, 'image_url', 'product.png').waitFor();
  await field(frame, 'image_url').locator('.issues p').waitFor({ state: 'detached' });
  assert.deepEqual(await fs.readFile(file), before);
});

test('image: is replaced by a smaller copy when too large, and a long list is trimmed', async () => {
  const frame = await openForm(wb);
  await chooseModel(frame, 'omnihuman-1-5/human-identification', 'Human');
  const wide = PNG.sync.write(new PNG({ width: 4200, height: 40, fill: true }));
  await drop(frame, 'image_url', { bytes: wide, file: 'wide.png' });
  await item(frame, 'image_url', '4200 × 40').waitFor();
  await field(frame, 'image_url').locator('.remedies vscode-button', { hasText: 'smaller PNG copy' }).click();
  await item(frame, 'image_url', '4095 × 39').waitFor();
  await field(frame, 'image_url').locator('.issues p').waitFor({ state: 'detached' });

  await chooseModel(frame, 'kling-2.6/image-to-video', 'Kling 2.6');
  const uris = ['portrait.png', 'landscape.jpg'].map(name => `file://${path.join(wb.workspace, name)}`);
  await drop(frame, 'image_urls', { uri: uris.join('\r\n') });
  await item(frame, 'image_urls', 'landscape.jpg').waitFor();
  await field(frame, 'image_urls').getByText('Keep only the first').click();
  await item(frame, 'image_urls', 'landscape.jpg').waitFor({ state: 'detached' });
  assert.equal(await field(frame, 'image_urls').locator('.media-item').count(), 1);
});

test('mask: is painted over the image and sent as a PNG in the documented colors', async () => {
  const frame = await openForm(wb);
  await chooseModel(frame, 'ideogram/v3-edit', 'Ideogram');
  await drop(frame, 'image_url', { uri: `file://${path.join(wb.workspace, 'portrait.png')}` });
  await item(frame, 'image_url', '640 × 800').waitFor();
  await field(frame, 'prompt').locator('textarea').fill('A red hat');
  await field(frame, 'mask_url').getByText('Paint Mask…').click();
  const editor = await wb.webviewFrame('.stage:not([data-loading]) > .sheet');
  const { x, y, width, height } = (await editor.locator('.sheet').boundingBox())!;
  const { mouse } = wb.page;
  await mouse.move(x + width / 3, y + height / 2);
  await mouse.down();
  await mouse.move(x + width / 1.5, y + height / 2, { steps: 4 });
  await mouse.up();
  await editor.getByText('Use Mask', { exact: true }).click();
  await item(frame, 'mask_url', '640 × 800').waitFor();
  const before = wb.emulator.submissions.length;
  await run(frame).click();
  await waitForSubmissions(wb, before + 1);
  const sent = wb.emulator.submissions.at(-1)?.input['mask_url'] as string;
  const mask = PNG.sync.read(Buffer.from(await (await fetch(sent)).arrayBuffer()));
  const at = (px: number, py: number) => mask.data[(py * mask.width + px) * 4];
  assert.deepEqual([mask.width, mask.height, at(320, 400), at(5, 5)], [640, 800, 0, 255]);

  // Another model gets the image but never the mask.
  await chooseModel(frame, 'nano-banana-2', 'Nano Banana 2');
  const notice = frame.locator('.carried', { hasText: 'portrait.png' });
  await notice.waitFor();
  assert.doesNotMatch(await notice.innerText(), /mask/i);
  await frame.locator('.left-out', { hasText: 'Mask' }).waitFor();
  assert.equal(await field(frame, 'image_input').locator('.media-item').count(), 1);
  assert.deepEqual(((await input(frame))['image_input'] as readonly string[]).length, 1);
});

test('carried-over image: is named after Edit with KIE, and Undo removes it', async () => {
  await wb.contextMenu(await wb.explorerRow('portrait.png'), 'KIE', 'Edit with KIE…');
  const edit = await wb.webviewFrame('.media-item');
  await edit.locator('.media-item', { hasText: 'portrait.png' }).waitFor();
  const frame = await openForm(wb);
  await chooseModel(frame, 'bytedance/seedance-2', 'Seedance 2.0');
  await frame.locator('.carried', { hasText: 'First Frame (portrait.png)' }).waitFor();
  await item(frame, 'first_frame_url', 'portrait.png').waitFor();
  await frame.locator('.carried').getByRole('button', { name: 'Undo' }).click();
  await frame.locator('.carried').waitFor({ state: 'detached' });
  await field(frame, 'prompt').locator('textarea').fill('A fox runs through snow');
  assert.equal((await input(frame))['first_frame_url'], undefined);
});

test('dialogue: has cards that are added, moved by keyboard and collapsed', async () => {
  const frame = await openForm(wb);
  await chooseModel(frame, 'elevenlabs/text-to-dialogue-v3', 'ElevenLabs V3 Dialogue');
  const dialogue = field(frame, 'dialogue');
  await dialogue.getByText('Add', { exact: false }).last().click();
  const cards = dialogue.locator('.card');
  await eventually('two cards', async () => (await cards.count()) === 2);
  for (const [index, words] of ['Who is there?', 'Nobody.'].entries()) {
    await field(frame, `dialogue[${index}].text`).locator('textarea').fill(words);
    const voice = field(frame, `dialogue[${index}].voice`);
    await voice.locator('.picker-button').click();
    await voice.locator('.picker-search').press('Enter');
  }
  await cards.nth(1).locator('.fold').press('Alt+ArrowUp');
  await cards.first().locator('.fold').click();
  await cards.first().locator('.fold', { hasText: 'Nobody.' }).waitFor();
  const { dialogue: turns } = await input(frame);
  assert.deepEqual(
    (turns as readonly { text: string }[]).map(({ text }) => text),
    ['Nobody.', 'Who is there?']
  );
});

test('alternatives: are a choice, and selecting one restores its values', async () => {
  const frame = await openForm(wb);
  await chooseModel(frame, 'bytedance/seedance-2-fast', 'Seedance 2.0 Fast');
  const uri = `file://${path.join(wb.workspace, 'landscape.jpg')}`;
  const ways = frame.locator('.mode .segment');
  await drop(frame, 'first_frame_url', { uri });
  await item(frame, 'first_frame_url', 'landscape.jpg').waitFor();
  await ways.nth(1).click();
  await field(frame, 'reference_image_urls').waitFor();
  // Next to it: the volume of an audio file over its length, drawn from the file.
  await drop(frame, 'reference_audio_urls', { uri: `file://${path.join(wb.workspace, 'melody.mp3')}` });
  await item(frame, 'reference_audio_urls', 'melody.mp3').locator('.waveform rect').first().waitFor();
  assert.equal(await field(frame, 'first_frame_url').count(), 0);
  await ways.nth(0).click();
  await item(frame, 'first_frame_url', 'landscape.jpg').waitFor();
});

test('several runs: report partial failure in one line and retry only the failed ones', async () => {
  const frame = await openForm(wb);
  await chooseModel(frame, 'google/nano-banana', 'Nano Banana');
  await field(frame, 'prompt').locator('textarea').fill('A paper boat');
  await tab(frame, 'Batch');
  await frame.locator('.batch-line input').fill('3');
  const before = wb.emulator.submissions.length;
  wb.emulator.faults.script({ call: 'task', effect: { kind: 'fail', failCode: '400', failMsg: 'Nothing to see.' } });
  await run(frame).filter({ hasText: 'Run 3' }).click();
  await wb.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSubmissions(wb, before + 3);
  const line = frame.locator('.batch');
  await line.filter({ hasText: '2 of 3 done, 1 failed' }).filter({ hasText: 'Nothing to see.' }).waitFor();
  await line.getByText('Retry failed…').click();
  await wb.page
    .locator('.monaco-dialog-box')
    .getByRole('button', { name: /Run|Retry/ })
    .click();
  await waitForSubmissions(wb, before + 4);
  await line.waitFor({ state: 'detached' });
});

test('drag and drop: adds a file from the explorer while Shift is held', async () => {
  const icon = wb.page.locator('.activitybar .action-label[aria-label^="KIE"]').first();
  await wb.contextMenu(icon, 'Move To', 'Secondary Side Bar');
  const row = await wb.explorerRow('portrait.png');
  const frame = await wb.webviewFrame('kie-picker');
  await chooseModel(frame, 'recraft/remove-background', 'Recraft Remove Background');
  const from = (await row.boundingBox())!;
  const to = (await field(frame, 'image').locator('.media-field').boundingBox())!;
  const { mouse, keyboard } = wb.page;
  await mouse.move(from.x + 60, from.y + from.height / 2);
  await mouse.down();
  await mouse.move(from.x + 120, from.y + 40, { steps: 5 });
  await keyboard.down('Shift');
  // VS Code exposes the drag to a page from the next movement on.
  let offset = 0;
  const highlight = field(frame, 'image').locator('.media-field[data-over]');
  await actUntilVisible(highlight, () => mouse.move(to.x + 50 + (offset++ % 20), to.y + 30, { steps: 3 }));
  await mouse.up();
  await keyboard.up('Shift');
  await item(frame, 'image', 'portrait.png').waitFor();
});
