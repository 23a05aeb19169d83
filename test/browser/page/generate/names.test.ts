// Names, descriptions and errors of the controls as the browser computes them for a screen reader.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ModelEntry } from '../../../../src/shared/model.ts';
import { waitForEqual } from '../../harness/waiting.ts';
import type { HostData } from '../support/fakeHost.ts';
import { formOf, summaryOf } from '../support/fixture.ts';
import { data, field, promptData } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

interface Control {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly invalid: boolean;
}

const ROLES = ['textbox', 'spinbutton', 'slider', 'checkbox', 'combobox', 'radiogroup', 'button', 'ColorWell'];
/** Names that the toolkit gives to a control without one. */
const PLACEHOLDERS = ['', 'Text area', 'Text field', 'Icon Button'];

/** Reads the controls from the accessibility tree of the browser. */
async function controlsOf(page: Page): Promise<readonly Control[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const text = (value: { value?: unknown } | undefined): string =>
    typeof value?.value === 'string' ? value.value : '';
  return nodes
    .filter(({ ignored, role }) => !ignored && ROLES.includes(text(role)))
    .map(({ role, name, description, properties = [] }) => ({
      role: text(role),
      name: text(name),
      description: text(description),
      invalid: properties.some(property => property.name === 'invalid' && property.value.value === 'true')
    }));
}

const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

/** Waits until every control has a name of its own. */
async function waitForOwnNames(page: Page, id: string): Promise<void> {
  const faults = async () => {
    const controls = await controlsOf(page);
    const keys = controls.map(({ role, name }) => `${role} ${name}`);
    const unnamed = controls.filter(({ name }) => PLACEHOLDERS.includes(name.trim()));
    return { id, unnamed, repeated: keys.filter((key, index) => keys.indexOf(key) !== index) };
  };
  await waitForEqual(faults, { id, unnamed: [], repeated: [] });
}

test('names: every control of the smallest form has the name of its field', async () => {
  const page = await openPage(browser, promptData);
  const names = async () => (await controlsOf(page)).map(({ role, name }) => `${role} ${name}`).sort();
  await waitForEqual(names, [
    'button 100 credits left',
    'button Batch',
    'button Favorite: Only Prompt',
    'button Model: Only Prompt',
    'button Presets',
    'button Price',
    'button Request',
    'button Reset Prompt',
    'button Run · 8 credits ($0.04)',
    'textbox Prompt'
  ]);
  await page.close();
});

test('names: every control of the panels and of the open picker has a name of its own', async () => {
  const page = await openPage(browser, promptData);
  for (const [panel, group = panel] of [['Presets'], ['Batch'], ['Request'], ['Price', 'Price breakdown']] as const) {
    await page.getByRole('button', { name: panel, exact: true }).click();
    await page.getByRole('group', { name: group, exact: true }).waitFor();
    await waitForOwnNames(page, panel);
  }
  await page.locator('#model .picker-button').click();
  await page.locator('#model .picker-search').waitFor();
  await waitForOwnNames(page, 'picker');
  const controls = await controlsOf(page);
  assert.ok(
    controls.some(({ role, name }) => role === 'combobox' && /model/i.test(name)),
    JSON.stringify(controls)
  );
  await page.close();
});

test('names: text boxes in cards include the name of their card', async () => {
  const page = await openPage(browser, { ...data, draft: { turns: [{ text: 'a' }, { text: 'b' }] } });
  await openAll(page);
  await waitForOwnNames(page, 'test/everything');
  const controls = await controlsOf(page);
  const texts = controls.filter(({ role }) => role === 'textbox').map(({ name }) => name);
  for (const name of ['Prompt', 'Picture: URL', 'Style', 'Tint', 'Turn 1: Text', 'Turn 2: Text']) {
    assert.equal(texts.filter(text => text === name).length, 1, `${name} in ${texts.join(', ')}`);
  }
  await page.close();
});

test('names: every control of real models has a name of its own', async () => {
  const catalog = new URL('../../../../dist/catalog.json', import.meta.url);
  const { models } = JSON.parse(await readFile(catalog, 'utf8')) as { models: readonly ModelEntry[] };
  const ids = ['z-image', 'nano-banana-2', 'bytedance/seedance-2', 'kling-3.0/video', 'elevenlabs/text-to-dialogue-v3'];
  const wanted = [...ids, 'google/gemini-3-8-flash-tts', '/generate'];
  const found = models.filter(({ id }) => wanted.includes(id));
  assert.equal(found.length, wanted.length);
  for (const entry of found) {
    const own: HostData = { models: [summaryOf(entry)], forms: { [entry.id]: formOf(entry) }, start: entry.id };
    const page = await openPage(browser, own);
    await openAll(page);
    await waitForOwnNames(page, entry.id);
    const controls = await controlsOf(page);
    assert.ok(controls.some(({ role }) => role === 'textbox'));
    await page.close();
  }
});

test('descriptions: contain the note of the field, and its error once it shows', async () => {
  const page = await openPage(browser, { ...data, draft: {} });
  /** Whether the prompt has its note, has its error, and is invalid. */
  const prompt = async (): Promise<readonly unknown[]> => {
    const found = (await controlsOf(page)).find(({ role, name }) => role === 'textbox' && name === 'Prompt');
    const { description = '', invalid } = found ?? {};
    return [description.includes('What to make.'), description.includes('prompt is missing'), invalid];
  };
  await waitForEqual(prompt, [true, false, false]);
  await page.locator('.run').click();
  await field(page, 'prompt').getByText('prompt is missing').waitFor();
  await waitForEqual(prompt, [true, true, true]);
  await page.close();
});
