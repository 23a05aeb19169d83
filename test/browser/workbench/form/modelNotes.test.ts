// KIE changed one model since the build, where many runs fail, and removed another: the form shows it, and Run asks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { evidenceOnFailure } from '../../harness/evidence.ts';
import { chooseModel, openForm, waitForSubmissions } from '../../harness/commonSteps.ts';
import { startWorkbench } from '../../harness/workbench.ts';
import type { Workbench } from '../../harness/workbench.ts';

const MODEL = 'seedream/4.5-text-to-image';
const NAME = 'Seedream 4.5';
const GONE = 'z-image';
const FAILING = 'KIE reports that 48 % of runs failed in the last hour.';
const THEME = 'dark';

let wb: Workbench;
before(async () => {
  wb = await startWorkbench({ emulator: { taskMs: 100 } });
  const prompt = { type: 'string', title: 'Prompt', maxLength: 3000 };
  wb.emulator.liveCatalog.change({ model: GONE, gone: true, stillRuns: true });
  wb.emulator.liveCatalog.change({
    model: MODEL,
    price: 'Seedream 4.5 costs 9 credits ($0.045) per image.\nReduced price until October 7, 06:00 (UTC).',
    input: {
      type: 'object',
      properties: {
        prompt,
        aspect_ratio: { type: 'string', enum: ['1:1', '4:3', '3:4', '16:9', '9:16', '2:3', '3:2', '21:9'] },
        quality: { type: 'string', enum: ['basic'] },
        style: { type: 'string', title: 'Style', enum: ['photo', 'drawing'] }
      },
      required: ['prompt', 'aspect_ratio', 'quality', 'style']
    },
    rates: Array.from({ length: 144 }, (_, index) => ({ successRate: index < 132 ? 98 : 52 }))
  });
});
after(() => wb.stop());
evidenceOnFailure(() => wb);

test('form: shows changes and failures of a model, and asks before a run', async () => {
  const form = await openForm(wb);
  await chooseModel(form, MODEL, NAME);
  const changes = form.locator('.changes');
  await changes.getByText('KIE changed this model in').waitFor();
  await form.locator('.health', { hasText: 'Often failing' }).waitFor();
  await form.locator('.health', { hasText: FAILING }).waitFor();
  await changes.locator('summary').click();
  await changes.getByText('"Style" is new and required.').waitFor();
  await wb.screenshot(`model-notes-${THEME}`);
  await form.locator('#model .picker-button').click();
  const details = form.locator('#model .picker-note', { hasText: FAILING });
  await details.getByRole('img', { name: 'Success rate of the last 24 hours' }).waitFor();
  await wb.screenshot(`model-notes-details-${THEME}`);
  await form.locator('#model .picker-search').press('Escape');

  await form.locator('.field[data-path="prompt"] textarea').fill('A kite over the dunes');
  const run = form.locator('.run:not([aria-disabled])').filter({ hasText: 'credit' });
  await run.click();
  const dialog = wb.page.locator('.monaco-dialog-box', { hasText: FAILING });
  await dialog.getByText("KIE's current definition of this model doesn't allow this request").waitFor();
  await wb.screenshot(`model-notes-question-${THEME}`);
  await wb.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal(wb.emulator.submissions.length, 0);
  await run.click();
  await wb.answer(FAILING, 'Run');
  await waitForSubmissions(wb, 1);
});

test('form: uses the definition that KIE publishes, and goes back to its own', async () => {
  const form = await openForm(wb);
  await form.getByText('Use the New Definition').click();
  await form.locator('.field[data-path="style"]').waitFor();
  await form.locator('.changes').waitFor({ state: 'detached' });
  await wb.notification(`${NAME} now uses the definition that KIE publishes.`);
  await wb.runCommand('KIE: Remove Added Model…');
  await wb.pick(NAME);
  await form.locator('.changes').waitFor();
  await form.locator('.field[data-path="style"]').waitFor({ state: 'detached' });
});

test('form: shows that KIE states another price, in its own words', async () => {
  const form = await openForm(wb);
  await chooseModel(form, MODEL, NAME);
  await form.locator('.run', { hasText: 'about 6.5 credits' }).waitFor();
  await form.locator('.panel-tab', { hasText: 'Price' }).click();
  await form.getByText("KIE's own price text differs.").waitFor();
  await form.locator('.price-text', { hasText: 'Seedream 4.5 costs 9 credits ($0.045) per image.' }).waitFor();
  await wb.screenshot(`model-notes-price-${THEME}`);
});

test('form: shows a model that KIE no longer lists, and asks before a run', async () => {
  const form = await openForm(wb);
  await form.locator('#model .picker-button').click();
  const search = form.locator('#model .picker-search');
  await search.fill(GONE);
  await form.locator('#model [role=option]', { hasText: 'not listed since' }).first().waitFor();
  await wb.screenshot(`model-notes-unlisted-${THEME}`);
  await search.press('Escape');
  await chooseModel(form, GONE, 'Z-Image');
  await form.locator('.unlisted', { hasText: 'Not listed by KIE since' }).waitFor();
  await form.locator('.field[data-path="prompt"] textarea').fill('A kite over the dunes');
  await form.locator('.run:not([aria-disabled])').filter({ hasText: 'credit' }).click();
  const dialog = wb.page.locator('.monaco-dialog-box', { hasText: 'KIE has not listed' });
  await dialog.getByText('the run may fail and still cost credits').waitFor();
  await wb.screenshot(`model-notes-unlisted-question-${THEME}`);
  await wb.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await form.locator('.unlisted').getByText('instead').click();
  await form.locator('.unlisted').waitFor({ state: 'detached' });
});
