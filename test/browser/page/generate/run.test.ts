// The Run button and its surroundings: several runs, the request, presets, and inline results.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { waitForEqual } from '../../harness/waiting.ts';
import { data, draftOf, field, lastRequest, promptData } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

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
  // Run is disabled without a value.
  await button(page).and(page.locator('[aria-disabled=true]')).waitFor();
  for (const name of ['1K', '4K']) await page.locator('.panel .chip', { hasText: name }).click();
  await button(page).filter({ hasText: 'Run 2 · 16 credits' }).waitFor();
  await button(page).click();
  const { batch } = await lastRequest(page, 'run');
  assert.deepEqual(batch, { times: 1, sweep: { name: 'size', values: ['1K', '4K'] } });
  await page.close();
});

test('sweep: combines two parameters, a list of prompts and repetitions', async () => {
  const draft = { prompt: 'a', picture: 'https://example.com/a.png', turns: [{ text: 'x' }] };
  const page = await openPage(browser, { ...data, draft, promptList: ['a kite', 'a boat'] });
  await tab(page, 'Batch');
  assert.equal(await page.getByLabel('Vary also').count(), 0);
  await page.getByLabel('Vary', { exact: true }).selectOption('Ratio');
  const values = page.getByRole('group', { name: 'Values: Ratio' });
  const names = (await values.locator('.chip').allInnerTexts()).map(name => name.trim());
  assert.deepEqual(names, ['1:1', '4:3', '16:9', '21:9', '3:4', '9:16'], 'in the order of the form');
  await values.getByText('16:9').click();
  await values.getByText('1:1', { exact: true }).click();
  await page.getByLabel('Vary also').selectOption('Size');
  await button(page)
    .filter({ hasText: /^\s*Run\s*$/ })
    .waitFor();
  await page.getByRole('group', { name: 'Values: Size' }).getByText('1K').click();
  await page.getByRole('button', { name: 'Prompts from the selection of the active editor' }).click();
  await page.locator('.panel').getByText('2 prompts').waitFor();
  await page.getByText('2 more prompts do not fit into one batch.').waitFor();
  await button(page).filter({ hasText: 'Run 4 · 32 credits' }).click();
  const { batch } = await lastRequest(page, 'run');
  assert.deepEqual(batch, {
    times: 1,
    prompts: ['a kite', 'a boat'],
    sweep: { name: 'ratio', values: ['1:1', '16:9'] },
    second: { name: 'size', values: ['1K'] }
  });
  await page.getByLabel('Runs of each').fill('6');
  await page.getByText('24 runs: at most 20 can be started at once.').waitFor();
  await button(page).and(page.locator('[aria-disabled=true]')).waitFor();
  await page.getByRole('button', { name: 'Use the prompt of the form again' }).click();
  await button(page).filter({ hasText: 'Run 12 · 96 credits' }).waitFor();
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
      window.kie.push({ type: 'tasks', tasks: [], batch: { ...batch, text, isOver: canRetry, canRetry } });
    push('1 of 4 done', false);
    push('2 of 4 done, 2 failed', true);
  });
  const line = page.locator('.batch');
  await line.filter({ hasText: '2 of 4 done, 2 failed' }).filter({ hasText: '2 times: Nothing to see.' }).waitFor();
  await line.getByText('Retry Failed…').click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'retryFailed', text: 'b1' });
  await page.evaluate(() => window.kie.push({ type: 'tasks', tasks: [] }));
  await line.waitFor({ state: 'detached' });
  await page.close();
});

test('request: is shown as it would be sent, follows the form, and is copied', async () => {
  const page = await openPage(browser, promptData);
  await page.evaluate(() => (window.kie.hold = 'previewRequest'));
  await tab(page, 'Request');
  const panel = page.getByRole('group', { name: 'Request', exact: true });
  await panel.waitFor({ state: 'attached' });
  assert.equal(await panel.innerText(), '', 'no hint about fields in a complete form');
  await page.evaluate(() => window.kie.release());
  await page.locator('.request', { hasText: 'a boat' }).waitFor();
  await field(page, 'prompt').locator('textarea').fill('a ship');
  await page.locator('.request', { hasText: 'a ship' }).waitFor();
  await page.getByText('Copy as cURL').click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'copy', text: 'curl $KIE_API_KEY' });
  await field(page, 'prompt').locator('textarea').fill('');
  await panel.getByText('Fill in the required fields to see the request.').waitFor();
  await page.locator('.request').waitFor({ state: 'detached' });
  await page.close();
});

test('price: is explained in its tab and in the tooltip of the button', async () => {
  const page = await openPage(browser, promptData);
  await waitForEqual(() => button(page).getAttribute('title'), '8 credits per image\nTotal: 8 credits ($0.04)');
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

test('finished run: has one line that opens the Result editor and is dismissed', async () => {
  const page = await openPage(browser, data);
  await page.evaluate(() => {
    const results = [{ index: 0, kind: 'image', state: 'saved', path: '/a.png' }];
    const task = { localId: 't1', model: 'test/everything', input: {}, createdAt: 0, updatedAt: 0, origin: 'form' };
    const done = { ...task, state: 'done', submittedAt: 0, finishedAt: 65_000, results };
    window.kie.push({ type: 'tasks', tasks: [{ task: done }] });
  });
  const line = page.getByRole('listitem').filter({ hasText: 'Everything' });
  await line.getByText('Done in 1:05').waitFor();
  await line.getByRole('button', { name: 'Open: Everything' }).click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'openResult', localId: 't1' });
  await line.getByRole('button', { name: 'Dismiss' }).click();
  await line.waitFor({ state: 'detached' });
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'dismiss', localId: 't1' });
  await page.close();
});

test('status lines: two runs and one failure, the others behind a link', async () => {
  const page = await openPage(browser, promptData);
  await page.evaluate(() => {
    const base = { model: 'test/only-prompt', input: {}, createdAt: 0, updatedAt: 0, origin: 'form', results: [] };
    const running = [1, 2, 3].map(n => ({ task: { ...base, localId: `r${n}`, state: 'running', taskId: `k${n}` } }));
    const error = { message: 'KIE failed: too dark. '.repeat(20), remedy: 'fix-input' };
    const failed = [1, 2].map(n => ({
      task: { ...base, localId: `f${n}`, state: 'failed', taskId: `k${n}`, error },
      action: 'Edit Request in Form'
    }));
    window.kie.push({ type: 'tasks', tasks: [...running, ...failed] });
  });
  const lines = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await lines.nth(2).waitFor();
  assert.equal(await lines.count(), 3);
  await page.getByRole('button', { name: '+2 more' }).click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'showTask' });
  await lines.first().getByRole('button', { name: 'Stop: Only Prompt' }).click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'stop', localId: 'r1' });
  await lines.last().getByRole('button', { name: 'Edit Request in Form: Only Prompt' }).click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'resolve', localId: 'f1' });
  const bar = await page.locator('.run-bar').boundingBox();
  assert.ok(bar !== null && bar.height < 300, `the bar leaves room for the form: ${bar?.height ?? 0} px`);
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
  await page.clock.fastForward(60_000);
  await clock.filter({ hasText: /^1:1\d$/ }).waitFor();
  await page.close();
});

test('failed run: offers the action that its end calls for', async () => {
  const page = await openPage(browser, data);
  await page.evaluate(() => {
    const error = { message: 'It is gone.', remedy: 'none' };
    const task = { localId: 't1', model: 'test/everything', input: {}, createdAt: 0, updatedAt: 0, origin: 'form' };
    const failed = { ...task, state: 'failed', results: [], error };
    window.kie.push({ type: 'tasks', tasks: [{ task: failed, action: 'Open Replacement Model' }] });
  });
  await page.locator('.reason', { hasText: 'It is gone.' }).waitFor();
  await page.getByRole('button', { name: 'Open Replacement Model: Everything' }).click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'resolve', localId: 't1' });
  await page.getByRole('button', { name: 'Details: Everything' }).click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'openResult', localId: 't1' });
  await page.close();
});

test('unreachable KIE: counts down to the next try, and announces only the reason', async () => {
  const page = await openPage(browser, promptData);
  await page.evaluate(() => {
    window.kie.push({ type: 'account', account: { hasKey: true, credits: 50, retryAt: Date.now() + 12_400 } });
  });
  await page.locator('.retry kie-clock').filter({ hasText: 'KIE is unreachable. Retrying in 12 s.' }).waitFor();
  assert.equal(
    (await page.locator('.retry [role=status]').innerText()).trim(),
    'KIE is unreachable. Retrying automatically…'
  );
  await page.evaluate(() => window.kie.push({ type: 'account', account: { hasKey: true, credits: 50 } }));
  await page.locator('.retry').waitFor({ state: 'detached' });
  await page.close();
});

test('retry line: counts down while KIE is under maintenance or unreachable', async () => {
  const page = await openPage(browser, promptData);
  const line = page.locator('.retry');
  await page.evaluate(() => {
    const error = { code: '455', message: '', remedy: 'wait', retryAt: Date.now() + 60_000 };
    const times = { createdAt: 0, updatedAt: 0, origin: 'form' };
    const task = {
      ...times,
      localId: 'a',
      model: 'test/only-prompt',
      input: {},
      results: [],
      state: 'preparing',
      error
    };
    window.kie.push({ type: 'tasks', tasks: [{ task }] });
  });
  const shown = line.locator('[aria-hidden=true]');
  await shown.getByText(/^KIE is under maintenance\. Retrying in (?:60|59) s\.$/).waitFor();
  await shown.getByText(/^KIE is under maintenance\. Retrying in 5[0-8] s\.$/).waitFor();
  await line.getByRole('status').getByText('KIE is under maintenance. Retrying automatically…').waitFor();
  await page.evaluate(() => {
    window.kie.push({ type: 'tasks', tasks: [] });
    window.kie.push({ type: 'account', account: { hasKey: true, retryAt: Date.now() + 30_000 } });
  });
  await shown.getByText(/^KIE is unreachable\. Retrying in (?:30|29) s\.$/).waitFor();
  await line.getByRole('status').getByText('KIE is unreachable. Retrying automatically…').waitFor();
  await page.evaluate(() => window.kie.push({ type: 'account', account: { hasKey: true } }));
  await line.waitFor({ state: 'detached' });
  await page.close();
});
