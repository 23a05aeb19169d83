// Controls that only some models need: IDs of earlier tasks, numbers outside a range, switches without a default.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ModelEntry, Param } from '../../../../../src/shared/model.ts';
import { waitForEqual, waitForValue } from '../../../harness/waiting.ts';
import { axeProblems } from '../../support/axeProblems.ts';
import type { HostData } from '../../support/fakeHost.ts';
import { formOf, summaryOf } from '../../support/fixture.ts';
import { draftOf, draftWith, field, lastRequest, runCount } from '../../support/helpers.ts';
import { launch, openPage } from '../../support/openPage.ts';
import type { ThemeName } from '../../support/themes.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const box: Param = { type: 'array', minItems: 4, maxItems: 4, label: 'Box', items: { type: 'integer', label: 'Edge' } };

const entry: ModelEntry = {
  id: 'test/controls',
  name: 'Controls',
  family: 'fixture',
  summary: 'Made for the test.',
  task: 'extend-audio',
  output: 'audio',
  status: 'current',
  operation: 'POST /api/v1/jobs/createTask',
  params: {
    task_id: { type: 'string', label: 'Task ID' },
    audio_id: { type: 'string', label: 'Track ID' },
    title: { type: 'string', label: 'Title' },
    character_ids: { type: 'array', maxItems: 2, label: 'Characters', items: { type: 'string', label: 'Character' } },
    duration: { type: 'integer', minimum: -1, maximum: 15, default: 5, label: 'Duration' },
    improve: { type: 'boolean', label: 'Improve Prompt' },
    region: box,
    versions: { type: 'string', enum: ['Auto', 'General', 'Realistic', 'Designed'], label: 'Style' },
    accent: { type: 'string', enum: ['a very long accent', 'b', 'c'], label: 'Accent' },
    turns: {
      required: true,
      type: 'array',
      label: 'Dialogue',
      items: {
        type: 'object',
        label: 'Line',
        requiredKeys: ['text'],
        properties: { mood: { type: 'string', label: 'Mood' }, text: { type: 'string', label: 'Text' } }
      }
    }
  },
  rules: [{ when: { duration: { not: [-1] } }, then: { duration: { minimum: 4 } } }],
  from: [
    { of: ['song'], each: 'audio', fill: { task_id: 'taskId', audio_id: 'result.ref', title: 'result.title' } },
    { of: ['character'], each: 'json', fill: { character_ids: 'result.ref' } }
  ]
};

const open = async (more: Partial<HostData> = {}, theme: ThemeName = 'dark'): Promise<Page> => {
  const forms = { [entry.id]: formOf(entry) };
  const page = await openPage(browser, { models: [summaryOf(entry)], forms, start: entry.id, ...more }, { theme });
  await page.locator('details.more > summary').click();
  return page;
};

test('id field: is filled from an earlier task with its related values, or typed', async () => {
  const page = await open({ earlier: { task_id: 't-1', audio_id: 'a-1', title: 'Its' } });
  await field(page, 'title').locator('input').fill('Mine');
  await field(page, 'audio_id').getByRole('button', { name: 'Track ID: choose from history' }).press('Enter');
  assert.deepEqual(await draftWith(page, 'task_id'), { title: 'Mine', task_id: 't-1', audio_id: 'a-1' });
  assert.deepEqual(await lastRequest(page, 'pickEarlier'), { model: entry.id, name: 'audio_id' });
  await waitForValue(field(page, 'task_id').locator('input'), 't-1');
  await field(page, 'task_id').locator('input').fill('typed');
  assert.deepEqual(await draftOf(page), { title: 'Mine', task_id: 'typed', audio_id: 'a-1' });
  assert.equal(await field(page, 'title').locator('.earlier').count(), 0);
  await page.close();
});

test('id list: adds one id per earlier task up to its limit; canceling adds none', async () => {
  const page = await open({ earlier: { character_ids: ['c-2'] }, draft: { character_ids: ['c-1'] } });
  const earlier = field(page, 'character_ids').locator('.earlier');
  await earlier.click();
  await page.waitForFunction(() => JSON.stringify(window.kie.draft).includes('c-2'));
  assert.deepEqual(await draftOf(page), { character_ids: ['c-1', 'c-2'] });
  await earlier.and(page.locator('[disabled]')).waitFor();
  await page.close();
  const other = await open();
  await field(other, 'task_id').locator('.earlier').click();
  await lastRequest(other, 'pickEarlier');
  assert.deepEqual(await draftOf(other), {});
  await other.close();
});

test('number field: has a button for a value outside its range, which can be typed too', async () => {
  const page = await open();
  const decides = field(page, 'duration').getByRole('button', { name: 'Duration: Auto' });
  const slider = field(page, 'duration').locator('input[type=range]');
  await waitForEqual(() => slider.getAttribute('min'), '4');
  assert.equal(await slider.getAttribute('data-unset'), null);
  await decides.press('Space');
  assert.deepEqual(await draftOf(page), { duration: -1 });
  await decides.and(page.locator('[aria-pressed=true]')).waitFor();
  await waitForEqual(() => slider.getAttribute('data-unset'), '');
  await decides.press('Space');
  assert.deepEqual(await draftOf(page), {});
  const number = field(page, 'duration').locator('input[type=number]');
  await number.fill('-1');
  assert.deepEqual(await draftOf(page), { duration: -1 });
  await waitForEqual(() => number.evaluate((element: HTMLInputElement) => element.validity.valid), true);
  await page.close();
});

test('checkbox: is indeterminate without a known default, and again after a reset', async () => {
  const page = await open();
  const box = field(page, 'improve').getByRole('checkbox');
  const isOpen = () => box.evaluate((element: HTMLInputElement) => element.indeterminate);
  await waitForEqual(isOpen, true);
  await field(page, 'improve').getByText('model default').waitFor();
  await box.press('Space');
  assert.deepEqual(await draftOf(page), { improve: true });
  await box.press('Space');
  assert.deepEqual(await draftOf(page), { improve: false });
  await waitForEqual(isOpen, false);
  await field(page, 'improve').getByText('model default').waitFor({ state: 'detached' });
  await field(page, 'improve').getByLabel('Reset Improve Prompt').first().press('Enter');
  assert.deepEqual(await draftOf(page), {});
  await waitForEqual(isOpen, true);
  await page.close();
});

test('fixed-length list: shows its numbers in one row', async () => {
  const page = await open({ draft: { region: [1, 2, 3, 4] } });
  const numbers = field(page, 'region').locator('input[type=number]');
  await waitForEqual(() => numbers.count(), 4);
  assert.equal(await field(page, 'region').getByText('Add').count(), 0);
  await numbers.nth(2).fill('30');
  assert.deepEqual(await draftOf(page), { region: [1, 2, 30, 4] });
  const tops = await numbers.evaluateAll(all => new Set(all.map(one => one.getBoundingClientRect().top)).size);
  assert.equal(tops, 1);
  await page.close();
});

test('Run: focuses the first missing field of an empty list', async () => {
  const page = await open();
  await page.locator('.run').click();
  await page.locator('.field[data-path="turns[0].text"][data-invalid]').waitFor();
  await page.waitForFunction(
    () => document.activeElement?.closest('.field')?.getAttribute('data-path') === 'turns[0].text'
  );
  assert.equal(await field(page, 'turns[0].mood').getAttribute('data-invalid'), null);
  assert.equal(await runCount(page), 0);
  await page.close();
});

test('option buttons: have equal columns on two lines, and lists look the same', async () => {
  const page = await open();
  const segments = field(page, 'versions').locator('.segment');
  const boxes = await segments.evaluateAll(all => all.map(one => one.getBoundingClientRect().toJSON() as DOMRect));
  assert.equal(new Set(boxes.map(({ width }) => Math.round(width))).size, 1);
  assert.equal(new Set(boxes.map(({ top }) => top)).size, 2);
  await page.setViewportSize({ width: 600, height: 900 });
  const wide = await segments.evaluateAll(all => new Set(all.map(one => one.getBoundingClientRect().top)).size);
  assert.equal(wide, 1);
  const look = await field(page, 'accent')
    .locator('select')
    .evaluate(element => getComputedStyle(element).appearance);
  assert.equal(look, 'none');
  await page.close();
});

for (const theme of ['dark', 'light'] as const) {
  test(`controls: pass axe (${theme})`, async () => {
    const page = await open({ draft: { duration: -1, region: [1, 2, 3, 4] } }, theme);
    assert.deepEqual(await axeProblems(page), []);
    await page.close();
  });
}
