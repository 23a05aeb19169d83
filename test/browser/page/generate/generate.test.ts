import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { waitForEqual, waitForIdle, waitForValue } from '../../harness/waiting.ts';
import { data, draftOf, draftWith, field, promptData, runCount, requestCount } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const everything = (): Promise<Page> => openPage(browser, data);

test('Run: starts once on a double click and is disabled until the response', async () => {
  const page = await openPage(browser, promptData);
  await page.evaluate(() => (window.kie.hold = 'run'));
  await page.locator('.run').dblclick();
  await page.waitForFunction(() => window.kie.log.some(message => message.name === 'run'));
  await page.locator('.run[aria-disabled=true]').waitFor();
  await page.locator('.run').click({ force: true });
  await page.evaluate(() => window.kie.release());
  await page.locator('.run:not([aria-disabled])').waitFor();
  assert.equal(await runCount(page), 1);
  const sent = await page.evaluate(() => window.kie.log.find(message => message.name === 'run')?.params);
  assert.deepEqual(sent, { model: 'test/only-prompt', draft: { prompt: 'a boat' } });
  await page.close();
});

test('form: supports choosing a model, filling in and running by keyboard alone', async () => {
  const page = await openPage(browser, { ...data, models: data.models }, {});
  await page.locator('#model .picker-button').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('only prompt');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.kie.log.some(message => message.name === 'chooseModel'));
  await field(page, 'size').waitFor({ state: 'detached' });
  const inPrompt = () =>
    page.evaluate(() => document.activeElement?.closest('.field')?.getAttribute('data-path') === 'prompt');
  for (let i = 0; i < 10 && !(await inPrompt()); i += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('a quiet sea');
  assert.deepEqual(await draftOf(page), { prompt: 'a quiet sea' });
  const onRun = () => page.evaluate(() => document.activeElement?.classList.contains('run') === true);
  for (let i = 0; i < 10 && !(await onRun()); i += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.kie.log.some(message => message.name === 'run'));
  await page.close();
});

test('model picker: filters by category', async () => {
  const page = await everything();
  await page.locator('#model .picker-button').click();
  await page.locator('#model select').selectOption('purpose:speech');
  const options = page.locator('#model .picker-option');
  await waitForEqual(
    () => options.evaluateAll(all => all.map(one => (one as HTMLElement).dataset['key'])),
    ['test/speak']
  );
  await page.close();
});

test('account: offers to set a missing key, and to top up a low balance in one place', async () => {
  const page = await openPage(browser, { ...promptData, hasKey: false });
  await page.locator('.set-key').click();
  await page.waitForFunction(() => window.kie.log.some(m => m.name === 'command' && m.params.name === 'setApiKey'));
  await page.evaluate(() => window.kie.push({ type: 'account', account: { hasKey: true, credits: 3 } }));
  await page.locator('.low', { hasText: 'Not enough credits' }).getByRole('button', { name: 'Top Up' }).click();
  await page.waitForFunction(() => window.kie.log.some(m => m.name === 'command' && m.params.name === 'topUp'));
  // A run that is not started for it adds no second message, and the first one goes by itself.
  await page.evaluate(() => (window.kie.isBalanceLow = true));
  await page.locator('.field[data-path="prompt"] textarea').fill('A fox');
  await page.locator('.run:not([aria-disabled])').click();
  await page.locator('.low .link:focus').waitFor();
  assert.equal(await page.locator('.run-bar .problem').count(), 0);
  await page.evaluate(() => window.kie.push({ type: 'account', account: { hasKey: true, credits: 50 } }));
  await page.locator('.low').waitFor({ state: 'detached' });
  // Without a line about the balance, the problem of the run is shown.
  await page.locator('.run:not([aria-disabled])').click();
  await page.locator('.run-bar .problem', { hasText: 'Not enough credits. Top up.' }).waitFor();
  await page.evaluate(() => window.kie.push({ type: 'account', account: { hasKey: true, credits: 3 } }));
  await page.locator('.low').waitFor();
  const error = { message: 'Not enough credits.', remedy: 'top-up' };
  const task = { localId: 't', model: 'test/only-prompt', input: {}, createdAt: 0, updatedAt: 0, origin: 'form' };
  await page.evaluate(t => window.kie.push({ type: 'tasks', tasks: [{ task: t, action: 'Top Up' }] }), {
    ...task,
    state: 'failed',
    results: [],
    error
  });
  await page.locator('.low').waitFor({ state: 'detached' });
  await waitForEqual(() => page.getByRole('button', { name: 'Top Up' }).count(), 1);
  await page.close();
});

test('tasks: show their state and can be opened', async () => {
  const page = await openPage(browser, promptData);
  const task = { localId: 't1', model: 'test/only-prompt', input: {}, createdAt: 0, updatedAt: 0, origin: 'form' };
  await page.evaluate(
    t => window.kie.push({ type: 'tasks', tasks: [{ task: { ...t, state: 'running', progress: 0.4, results: [] } }] }),
    task
  );
  await page.getByText('Running 40 %').waitFor();
  await page.evaluate(t => {
    const results = [{ index: 0, kind: 'image', state: 'saved', path: '/a.png' }];
    window.kie.push({ type: 'tasks', tasks: [{ task: { ...t, state: 'done', results } }] });
  }, task);
  await page.locator('.task-item').getByText('Open').click();
  await page.waitForFunction(() => window.kie.log.some(m => m.name === 'command' && m.params.localId === 't1'));
  await page.close();
});

test('form: restores text typed before the view was hidden', async () => {
  const state = { model: 'test/only-prompt', draft: { prompt: 'newer' }, edition: 1, typed: 1 };
  const page = await openPage(browser, { ...promptData, draft: { prompt: 'new' }, state });
  assert.deepEqual(await draftOf(page), { prompt: 'newer' });
  await page.close();
  const other = await openPage(browser, { ...promptData, draft: { prompt: 'from the host' }, edition: 2, state });
  assert.deepEqual(await draftOf(other), { prompt: 'from the host' });
  await other.close();
});

test('form: keeps its values when a stale state arrives, and accepts a new request', async () => {
  const page = await openPage(browser, promptData);
  await field(page, 'prompt').locator('textarea').fill('typed');
  await draftWith(page, 'prompt');
  await page.evaluate(() => window.kie.pushState({ prompt: 'ty' }, 1));
  for (let frame = 0; frame < 3; frame++) await waitForIdle(page);
  assert.equal(await field(page, 'prompt').locator('textarea').inputValue(), 'typed');
  await page.evaluate(() => window.kie.pushState({ prompt: 'of a task' }, 2));
  await waitForValue(field(page, 'prompt').locator('textarea'), 'of a task');
  await page.close();
});

for (const greets of ['posted', 'lost'] as const) {
  test(`form: shows the first state when it is ${greets} before the page is ready`, async () => {
    const page = await openPage(browser, { ...data, firstState: greets });
    await field(page, 'prompt').waitFor();
    assert.equal(await requestCount(page, 'ready'), greets === 'posted' ? 1 : 2);
    await page.close();
  });
}
