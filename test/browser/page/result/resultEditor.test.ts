// The Result editor in every state: the names for a screen reader, the findings of axe, and the next step for a file
// that cannot be shown.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ResultSnapshot } from '../../../../src/shared/protocol/result.ts';
import { waitForEqual } from '../../harness/waiting.ts';
import { ariaNodes } from '../support/ariaNodes.ts';
import { axeProblems } from '../support/axeProblems.ts';
import { launch } from '../support/openPage.ts';
import { openResult, resultOf } from '../support/openResult.ts';
import { longStrip, resultFiles, resultStates } from '../support/resultStates.ts';
import type { ThemeName } from '../support/themes.ts';

let browser: Browser;
let files: Readonly<Record<string, Buffer>>;
before(async () => {
  [browser, files] = await Promise.all([launch(), resultFiles()]);
});
after(() => browser.close());

type StateName = keyof typeof resultStates;
const open = (state: ResultSnapshot, theme: ThemeName = 'dark', width = 900): Promise<Page> =>
  openResult(browser, state, { files, theme, width });

/** Roles that have a name in the accessibility tree. */
const NAMED = ['button', 'group', 'img', 'slider', 'navigation', 'complementary', 'region', 'toolbar', 'heading'];

/** The names that a screen reader announces, in order; a control of the toolkit has a button inside. */
async function namesOf(page: Page): Promise<readonly string[]> {
  const nodes = (await ariaNodes(page)).filter(({ role, name }) => NAMED.includes(role) && name !== '');
  const names = nodes.map(({ role, name }) => `${role} ${name}`);
  return names.filter((name, i) => name !== names[i - 1]);
}

const REQUEST = ['button Run Again…', 'button Edit Request'];
const FILE = ['button Insert into Editor', 'button Reveal in Explorer', 'button Open File', 'button Delete File…'];
const IMAGE = FILE.toSpliced(1, 0, 'button Copy Image');
const ZOOM = ['button Zoom Out', 'button Zoom In', 'button Fit to Window', 'button Show Actual Size'];
const DETAILS = [
  'complementary Details',
  'heading Seedream 4.5',
  'heading Task',
  'button Copy Prompt',
  'button Copy Task ID'
];
const ZOOMABLE = 'group fox.png. Zoom with + and -, fit with 0, pan with the arrow keys.';
const head = (name: string): readonly string[] => [`heading Result: ${name}`, 'toolbar Actions'];
const KEEP = ['button Keep Open', 'region Result'];

const ZOOMED = ['button Compare With…', ...IMAGE, ...KEEP, ZOOMABLE, 'img fox.png', ...ZOOM];

const NAMES: Readonly<Partial<Record<StateName, readonly string[]>>> = {
  image: [...head('fox.png'), 'button Use In…', ...REQUEST, 'button Compare with Input', ...ZOOMED, ...DETAILS],
  batch: [
    ...head('fox.png'),
    'button Use In…',
    ...REQUEST,
    ...ZOOMED,
    'navigation Results of this batch',
    'button 3:2',
    'button 16:9',
    'button 1:1, Running',
    'button 9:16, Failed',
    'button +12 more',
    ...DETAILS
  ],
  video: [...head('sound.mp4'), 'button Use In…', ...REQUEST, ...FILE, ...KEEP, ...DETAILS],
  audio: [...head('tone.m4a'), 'button Use In…', ...REQUEST, ...FILE, ...KEEP, ...DETAILS],
  text: [...head('lyrics.txt'), ...REQUEST, ...FILE, ...KEEP, ...DETAILS],
  json: [...head('data.json'), ...REQUEST, ...FILE, ...KEEP, ...DETAILS],
  missing: [...head('fox.png'), ...REQUEST, ...KEEP, 'button Download Again', ...DETAILS],
  failed: [
    'heading Result: A fox in the snow, seen from above, early morning light, long shadows between the birches',
    'toolbar Actions',
    ...REQUEST,
    ...KEEP,
    'button Edit Request in Form',
    ...DETAILS
  ]
};

for (const [state, expected] of Object.entries(NAMES)) {
  test(`names: ${state} has exactly these names for a screen reader`, async () => {
    const page = await open(resultStates[state as StateName]);
    if (state === 'video' || state === 'audio') {
      await page.locator('.player-media[src^="blob:"]').waitFor();
      const label = await page.locator('.player-media').getAttribute('aria-label');
      assert.equal(label, resultStates[state].file?.name);
    }
    if (state === 'text' || state === 'json') {
      const label = await page.locator('.stage-text').getAttribute('aria-label');
      assert.equal(label, resultStates[state].file?.name);
    }
    await waitForEqual(() => namesOf(page), expected);
    await page.close();
  });
}

for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies ThemeName[]) {
  test(`axe: finds nothing in any state (${theme})`, async () => {
    for (const [name, state] of Object.entries(resultStates)) {
      // The other states have the same colors as these.
      if (theme !== 'light' && !['image', 'batch', 'json', 'failed'].includes(name)) continue;
      const page = await open(state, theme);
      if (name === 'image') await page.getByText('Compare with Input').click();
      // Read before axe runs, because axe adds its own styles.
      assert.deepEqual(await page.evaluate(() => [...window.result.violations, ...window.result.errors]), [], name);
      assert.deepEqual(await axeProblems(page), [], name);
      await page.close();
    }
  });
}

test('narrow editor: cuts nothing off horizontally', async () => {
  for (const state of [resultStates.image, resultStates.batch, resultStates.json, resultStates.audio]) {
    const page = await open(state, 'light', 260);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter(({ localName }) => localName !== 'img')
        .filter(element => element.closest('.sr, svg, .strip, .zoom-view') === null)
        .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
        .map(element => `${element.localName}.${element.className}`)
    );
    assert.deepEqual(wide, []);
    await page.close();
  }
});

test('strip: shows an icon of each kind, and scrolls the shown result into view', async () => {
  const page = await open({ ...resultStates.image, localId: 'json', index: 4, siblings: longStrip });
  const strip = page.getByRole('navigation', { name: 'Results of this batch' });
  await waitForEqual(() => strip.getByRole('button').count(), longStrip.length);
  const shapes = await strip.evaluate(element => {
    const icons = [...element.querySelectorAll('.sibling:nth-child(8n + 1) svg')];
    return new Set(icons.map(({ innerHTML }) => innerHTML)).size;
  });
  assert.equal(shapes, 5);
  const isVisible = (name: string): Promise<boolean> =>
    strip.getByRole('button', { name, exact: true }).evaluate(button => {
      const [{ left, right }, outer] = [button.getBoundingClientRect(), button.parentElement!.getBoundingClientRect()];
      return left >= outer.left && right <= outer.right;
    });
  await waitForEqual(async () => [await isVisible('json 5'), await isVisible('image 1')], [true, false]);
  // One Tab stop, from which the arrow keys lead on.
  assert.equal(await strip.locator('[tabindex="0"]').count(), 1);
  await strip.locator('[tabindex="0"]').focus();
  await page.keyboard.press('Home');
  await strip.locator('[aria-label="image 1"]:focus').waitFor();
  await waitForEqual(() => isVisible('image 1'), true);
  await page.close();
});

const asked = (page: Page, name: string): Promise<unknown> =>
  page.waitForFunction(
    wanted => window.result.asked.some(({ params }) => (params as { readonly name?: string }).name === wanted),
    name
  );

test('strip: counts the results beyond its limit, which open in the Tasks view', async () => {
  const page = await open({ ...resultStates.image, localId: 'json', index: 4, siblings: longStrip, moreSiblings: 7 });
  await page.getByRole('button', { name: '+7 more', exact: true }).click();
  await asked(page, 'showTasks');
  await page.evaluate(next => window.result.push(next), resultStates.batch);
  await page.getByRole('button', { name: '+7 more' }).waitFor({ state: 'detached' });
  await page.close();
});

test('broken image: shows a message and opens in another program', async () => {
  const page = await open(resultStates.brokenImage);
  await page.getByText("VS Code can't show this image.").waitFor();
  await page.getByText('Open in System Viewer').click();
  await asked(page, 'openOutside');
  // Another result is shown as usual.
  await page.evaluate(next => window.result.push(next), resultStates.image);
  await page.locator('.zoom-image').waitFor();
  await page.close();
});

test('broken video: shows a message instead of loading forever', async () => {
  const page = await open(resultStates.brokenVideo);
  await page.getByText("VS Code can't play this file.").waitFor();
  assert.equal(await page.locator('.player-media').count(), 0);
  await page.getByText('Open in System Player').click();
  await asked(page, 'openOutside');
  await page.close();
});

test('missing file: offers to download it again', async () => {
  const page = await open(resultStates.missing);
  await page.getByText('The file was moved or deleted.').waitFor();
  await page.getByText('Download Again').click();
  await asked(page, 'downloadAgain');
  await page.close();
});

test('long JSON: is shown without colors, which would slow the page down', async () => {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, name: `Item ${id}` })));
  const page = await open(resultStates.json);
  await page.locator('.json-key').first().waitFor();
  await page.evaluate(next => window.result.push(next), resultOf({ kind: 'json', name: 'long.json', text }));
  await page.getByText('Item 19999').waitFor();
  assert.equal(await page.locator('.stage-text span').count(), 1);
  await page.close();
});
