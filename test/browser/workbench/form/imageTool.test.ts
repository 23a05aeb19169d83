// The editor for masks in the real workbench: the result gets into the draft that it was opened for.
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { chooseModel, openForm } from '../../harness/commonSteps.ts';
import { evidenceOnFailure } from '../../harness/evidence.ts';
import { startWorkbench } from '../../harness/workbench.ts';
import type { Workbench } from '../../harness/workbench.ts';
import { drop, field } from './formHelpers.ts';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ size: { width: 1280, height: 900, scale: 1 } });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

const MASKED = 'ideogram/v3-edit';

async function openEditor(form: Frame, words: string): Promise<Frame> {
  await field(form, 'mask_url').getByText(words).click();
  return wb.webviewFrame('.stage:not([data-loading]) > .sheet');
}

async function paint(editor: Frame): Promise<void> {
  const { x, y, width, height } = (await editor.locator('.sheet').boundingBox())!;
  const { mouse } = wb.page;
  await mouse.move(x + width / 3, y + height / 2);
  await mouse.down();
  await mouse.move(x + width / 1.5, y + height / 2, { steps: 4 });
  await mouse.up();
}

test('mask: goes to its own model while the form shows another one', async () => {
  const form = await openForm(wb);
  await chooseModel(form, MASKED, 'Ideogram');
  await drop(form, 'image_url', { uri: `file://${path.join(wb.workspace, 'portrait.png')}` });
  const editor = await openEditor(form, 'Paint Mask…');
  await paint(editor);
  await wb.screenshot('mask-editor');
  await chooseModel(form, 'nano-banana-2', 'Nano Banana 2');
  await editor.getByText('Use Mask', { exact: true }).click();
  await wb.pressInNotification(/The mask was saved in the form of/, 'Show Form');
  const shown = await openForm(wb);
  await field(shown, 'mask_url').locator('.media-item', { hasText: '640 × 800' }).waitFor();
});

test('mask: strokes are kept when the editor is closed, and can be continued', async () => {
  const form = await openForm(wb);
  const editor = await openEditor(form, 'Edit Mask…');
  await paint(editor);
  await wb.page.locator('.tab', { hasText: 'Mask: portrait.png' }).click({ button: 'middle' });
  await wb.pressInNotification(/Your strokes are kept/, 'Continue Editing');
  const again = await wb.webviewFrame('.stage:not([data-loading]) > .sheet');
  await again.locator('vscode-button[aria-label="Undo"]:not([disabled])').waitFor();
  await again.getByText('Use Mask', { exact: true }).click();
  await wb.page.locator('.tab', { hasText: 'Mask: portrait.png' }).waitFor({ state: 'detached' });
});
