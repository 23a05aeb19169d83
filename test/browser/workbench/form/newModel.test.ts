// A model that did not exist at build time: from KIE's list to the picker, the form, the price and the saved file.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { modelEntry } from '../../../support/models/modelEntry.ts';
import { evidenceOnFailure } from '../../harness/evidence.ts';
import { filesBelow, openForm, waitForSubmissions } from '../../harness/commonSteps.ts';
import { startWorkbench } from '../../harness/workbench.ts';
import type { Workbench } from '../../harness/workbench.ts';
import { field, run } from './formHelpers.ts';

const NEW = modelEntry({
  id: 'dreamforge/v1-text-to-image',
  name: 'Dreamforge V1',
  family: 'Dreamforge',
  summary: 'Draws images of things that do not exist.',
  task: 'text-to-image',
  output: 'image',
  params: {
    prompt: { type: 'string', required: true, maxLength: 2000 },
    aspect_ratio: { type: 'string', enum: ['1:1', '16:9', '9:16'], default: '1:1' },
    seed: { type: 'integer' }
  },
  price: [{ credits: 6, usd: 0.03 }]
});
const prompt = { type: 'string', title: 'Prompt', maxLength: 2000 };
const INPUT = {
  type: 'object',
  required: ['prompt'],
  properties: {
    prompt,
    aspect_ratio: { type: 'string', title: 'Aspect Ratio', enum: ['1:1', '16:9', '9:16'], default: '1:1' },
    seed: { type: 'integer', title: 'Seed', patternProperties: {} }
  }
};
const THEME = 'dark';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ theme: THEME, emulator: { taskMs: 100 } });
  wb.emulator.liveCatalog.change(
    { model: NEW.id, entry: NEW, input: INPUT, price: 'Each image costs 6 credits ($0.03).' },
    { model: 'dreamforge/soon', row: { title: 'Dreamforge Soon', taskType: ['Text to Video'] }, openapi: null }
  );
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

test('new model: found in the picker, marked, priced, run and saved', async () => {
  const form = await openForm(wb);
  await wb.emulator.whenRequest(({ path }) => path.endsWith(`${NEW.id}/schema`));
  await form.locator('#model .picker-button').click();
  const search = form.locator('#model .picker-search');
  await search.fill('dreamforge');
  const option = form.locator('#model [role=option]', { hasText: NEW.name });
  await option.getByText('new', { exact: true }).waitFor();
  await wb.screenshot(`new-model-picker-${THEME}`);
  await option.click();
  await form.locator('#model .picker-button', { hasText: NEW.name }).waitFor();
  const origin = form.locator('.origin');
  await origin.getByText('this form follows KIE').waitFor();
  await origin.locator('summary').click();
  await origin.getByText('input.seed.patternProperties').waitFor();

  await field(form, 'prompt').locator('textarea').fill('A lighthouse made of glass');
  await field(form, 'aspect_ratio').locator('.segment, .ratio', { hasText: '16:9' }).first().click();
  await run(form).filter({ hasText: '6' }).waitFor();
  await wb.screenshot(`new-model-form-${THEME}`);
  await run(form).click();
  // KIE's prose is no exact price, so the run is confirmed.
  await wb.answer('6', 'Run');
  await waitForSubmissions(wb, 1);
  assert.deepEqual(wb.emulator.submissions[0]?.input, { prompt: 'A lighthouse made of glass', aspect_ratio: '16:9' });
  await form.locator('.task-item[data-state=done]').first().waitFor();
  assert.equal((await filesBelow(path.join(wb.workspace, 'kie'))).length, 1);
  assert.equal(wb.emulator.requests.filter(({ path }) => path === '/api/v1/models').length, 1);
});

test('new model: the command lists new models and those without a definition', async () => {
  await wb.runCommand('KIE: Check for Model Changes');
  const box = wb.box();
  await box.getByText('New models at KIE (1)').waitFor();
  await box.getByText('KIE has not published its definition yet').waitFor();
  await wb.screenshot(`new-model-command-${THEME}`);
  await wb.pick(NEW.name);
  const form = await openForm(wb);
  await form.locator('#model .picker-button', { hasText: NEW.name }).waitFor();
});
