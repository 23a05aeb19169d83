// The Run button and its surroundings: several runs, the request, presets, and inline results.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { data, draftOf, draftWith, field, lastRequest, promptData } from './support/helpers.ts';
import { launch, openPage } from './support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const tab = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const button = (page: Page) => page.locator('.run');

test('several runs: show the total price and are requested at once', async () => {
  const page = await openPage(browser, promptData);
  await tab(page, 'Batch');
  await page.locator('.batch-line input').fill('3');
  await button(page).filter({ hasText: 'Run 3 · 24 credits' }).waitFor();
  await button(page).click();
  assert.deepEqual(await lastRequest(page, 'run'), {
    model: 'test/only-prompt',
    draft: { prompt: 'a boat' },
    batch: { times: 3 }
  });
  await page.close();
});

test('sweep: runs one parameter over several values', async () => {
  const turns = [{ text: 'x' }];
  const draft = { prompt: 'a', picture: 'https://example.com/a.png', turns };
  const page = await openPage(browser, { ...data, draft });
  await tab(page, 'Batch');
  await page.getByLabel('Vary').selectOption('Size');
  assert.equal(await button(page).getAttribute('aria-disabled'), 'true', 'Run is disabled without a value');
  for (const name of ['1K', '4K']) await page.locator('.panel .chip', { hasText: name }).click();
  await button(page).filter({ hasText: 'Run 2 · 16 credits' }).waitFor();
  await button(page).click();
  const { batch } = await lastRequest(page, 'run');
  assert.deepEqual(batch, { times: 1, sweep: { name: 'size', values: ['1K', '4K'] } });
  await page.close();
});

test('sweep: lists invalid values, does not price them, and reports runs not started', async () => {
  const draft = { prompt: 'a', picture: 'https://example.com/a.png', turns: [{ text: 'x' }] };
  const page = await openPage(browser, { ...data, draft });
  await page.evaluate(() => {
    window.kie.invalidValues = ['4K'];
    window.kie.runProblem = 'Not started: 2K';
  });
  await tab(page, 'Batch');
  await page.getByLabel('Vary').selectOption('Size');
  for (const name of ['1K', '2K', '4K']) await page.locator('.panel .chip', { hasText: name }).click();
  await button(page).filter({ hasText: 'Run 2 · 16 credits' }).waitFor();
  await page.locator('.panel .issues', { hasText: 'Skipped: 4K: too large' }).waitFor();
  await button(page).click();
  await page.locator('.problem', { hasText: 'Not started: 2K' }).waitFor();
  await page.close();
});

test('sweep: runs when it supplies the only missing value of the form', async () => {
  const page = await openPage(browser, { ...promptData, start: 'test/everything', draft: { prompt: 'a' } });
  await tab(page, 'Batch');
  await page.getByLabel('Vary').selectOption('Size');
  await page.locator('.panel .chip', { hasText: '1K' }).click();
  await button(page).filter({ hasText: 'Run · 8 credits' }).click();
  assert.deepEqual((await lastRequest(page, 'run')).batch?.sweep?.values, ['1K']);
  await page.close();
});

test('several runs: have one line with progress, failures and Retry Failed', async () => {
  const page = await openPage(browser, promptData);
  await page.evaluate(() => {
    const batch = { id: 'b1', name: 'Only Prompt', failures: ['2 times: Nothing to see.'] };
    const push = (text: string, canRetry: boolean) =>
      window.kie.push({ type: 'tasks', tasks: [], batch: { ...batch, text, canRetry } });
    push('1 of 4 done', false);
    push('2 of 4 done, 2 failed', true);
  });
  const line = page.locator('.batch');
  await line.filter({ hasText: '2 of 4 done, 2 failed' }).filter({ hasText: '2 times: Nothing to see.' }).waitFor();
  await line.getByText('Retry failed…').click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'retryFailed', text: 'b1' });
  await page.evaluate(() => window.kie.push({ type: 'tasks', tasks: [] }));
  await line.waitFor({ state: 'detached' });
  await page.close();
});

test('request: is shown as it would be sent, follows the form, and is copied', async () => {
  const page = await openPage(browser, promptData);
  await tab(page, 'Request');
  await page.locator('.request', { hasText: 'a boat' }).waitFor();
  await field(page, 'prompt').locator('textarea').fill('a ship');
  await page.locator('.request', { hasText: 'a ship' }).waitFor();
  await page.getByText('Copy as cURL').click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'copy', text: 'curl $KIE_API_KEY' });
  await field(page, 'prompt').locator('textarea').fill('');
  await page.locator('.request').waitFor({ state: 'detached' });
  await page.close();
});

test('price: is explained in its tab and in the tooltip of the button', async () => {
  const page = await openPage(browser, promptData);
  assert.equal(await button(page).getAttribute('title'), '8 credits per image\nTotal: 8 credits ($0.04)');
  await tab(page, 'Price');
  const panel = page.locator('.panel', { hasText: '8 credits per image' });
  assert.match(await panel.innerText(), /Total: 8 credits \(\$0\.04\)/);
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'openPrice' });
  await tab(page, 'Price');
  await page.locator('.panel').waitFor({ state: 'detached' });
  await page.close();
});

test('presets: apply the values that the model has, and are saved', async () => {
  const presets = [{ name: 'Wide', scope: 'workspace' as const, values: { prompt: 'a coast', unknown: 1 } }];
  const page = await openPage(browser, { ...promptData, presets });
  await tab(page, 'Presets');
  await page.locator('.chip', { hasText: 'Wide' }).click();
  assert.deepEqual(await draftOf(page), { prompt: 'a coast' });
  await page.getByText('Save preset…').click();
  await page.locator('.chip', { hasText: 'Mine' }).waitFor();
  assert.deepEqual(await lastRequest(page, 'savePreset'), { model: 'test/only-prompt', draft: { prompt: 'a coast' } });
  await page.close();
});

test('result: is shown in place, compared, used as input and inserted into the editor', async () => {
  const page = await openPage(browser, data);
  await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    const src = canvas.toDataURL();
    const results = [{ index: 0, kind: 'image', state: 'saved', path: '/a.png' }];
    const task = { localId: 't1', model: 'test/everything', input: {}, createdAt: 0, updatedAt: 0, origin: 'form' };
    const shown = [{ index: 0, kind: 'image', name: 'a.png', src }];
    const done = { ...task, state: 'done', submittedAt: 0, finishedAt: 65_000, results };
    window.kie.push({ type: 'tasks', tasks: [{ task: done, shown, source: src, preview: src }] });
  });
  await page.getByText('in 1:05').waitFor();
  await page.getByRole('button', { name: 'Result of Everything' }).click();
  await page.locator('img.result-media').waitFor();
  await page.getByText('Compare', { exact: true }).click();
  await page.locator('kie-compare input').fill('20');
  assert.equal(
    await page.locator('.compare').evaluate(element => (element as HTMLElement).style.getPropertyValue('--share')),
    '20%'
  );
  await page.getByText('Use as input').click();
  assert.deepEqual(await draftWith(page, 'picture'), { picture: 'file:///project/result-0.png' });
  await page.getByText('Insert into editor').click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'insertResult', localId: 't1', index: 0 });
  await page.close();
});

test('running task: counts its time beside the usual time', async () => {
  const page = await openPage(browser, promptData);
  await page.clock.install({ time: 100_000 });
  await page.evaluate(() => {
    const task = {
      localId: 't1',
      model: 'test/only-prompt',
      input: {},
      createdAt: 90_000,
      updatedAt: 0,
      origin: 'form'
    };
    window.kie.push({ type: 'tasks', tasks: [{ task: { ...task, state: 'running', results: [] }, usualSeconds: 42 }] });
  });
  const clock = page.locator('kie-clock');
  await clock.waitFor();
  await page.clock.fastForward(5000);
  await clock.filter({ hasText: /0:1\d of about 0:42/ }).waitFor();
  await page.close();
});

test('failed task: offers the successor of its discontinued model', async () => {
  const page = await openPage(browser, data);
  await page.evaluate(() => {
    const error = {
      message: 'It is gone.',
      remedy: 'none',
      successor: { model: 'test/only-prompt', input: {} }
    } as const;
    const task = {
      localId: 't1',
      model: 'test/everything',
      input: {},
      createdAt: 0,
      updatedAt: 0,
      origin: 'form'
    } as const;
    window.kie.push({ type: 'tasks', tasks: [{ task: { ...task, state: 'failed', results: [], error } }] });
  });
  await page.getByRole('button', { name: 'Open the replacement for Everything with the same input' }).click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'openSuccessor', localId: 't1' });
  await page.close();
});
