// Masks painted and boxes drawn over the images of another field.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import type { ModelEntry } from '../../../src/shared/model.ts';
import type { MediaItem } from '../../../src/shared/protocol/media.ts';
import type { HostData } from './support/fakeHost.ts';
import { entries, formOf, summaryOf } from './support/fixture.ts';
import { draftOf, draftWith, field, lastRequest } from './support/helpers.ts';
import { launch, openPage } from './support/openPage.ts';
import type { ThemeName } from './support/themes.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const image = (value: string, width = 80, height = 40): MediaItem => {
  const png = PNG.sync.write(new PNG({ width, height, fill: true }));
  return { value, name: 'room.png', preview: `data:image/png;base64,${png.toString('base64')}` };
};
const room = 'file:///project/room.png';

const model = (paint: 'black' | 'white'): ModelEntry => ({
  ...entries[0]!,
  id: 'test/tools',
  masks: { mask: { of: 'picture', paint } },
  boxes: { regions: { of: 'pictures' } },
  params: {
    picture: { type: 'string', media: 'image', label: 'Picture' },
    mask: { type: 'string', media: 'image', label: 'Mask' },
    pictures: { type: 'array', media: 'image', items: { type: 'string' }, label: 'Pictures' },
    regions: {
      type: 'array',
      label: 'Regions',
      items: { type: 'array', maxItems: 2, label: 'Boxes', items: { type: 'array', items: { type: 'integer' } } }
    }
  }
});

const open = (entry: ModelEntry, draft: HostData['draft'], theme: ThemeName = 'dark'): Promise<Page> =>
  openPage(
    browser,
    {
      models: [summaryOf(entry)],
      forms: { [entry.id]: formOf(entry) },
      start: entry.id,
      draft: draft ?? {},
      media: { [room]: image(room), 'file:///project/b.png': image('file:///project/b.png') }
    },
    { theme }
  );

const paintButton = (page: Page) => field(page, 'mask').locator('.tool-ways vscode-button');
const dialog = (page: Page) => page.locator('dialog.tool');
const press = (page: Page, words: string) => dialog(page).getByText(words, { exact: true }).click();

/** Drags over a part of the drawing, in fractions of its width and height. */
async function drag(page: Page, layer: string, from: readonly [number, number], to: readonly [number, number]) {
  await page.waitForFunction(
    () => (document.querySelector<HTMLImageElement>('.tool-picture img')?.naturalWidth ?? 0) > 0
  );
  const { x, y, width, height } = (await page.locator(layer).boundingBox())!;
  await page.mouse.move(x + width * from[0], y + height * from[1]);
  await page.mouse.down();
  await page.mouse.move(x + width * to[0], y + height * to[1], { steps: 4 });
  await page.mouse.up();
}

async function savedMask(page: Page): Promise<(x: number, y: number) => number> {
  await press(page, 'Use mask');
  const { files } = await lastRequest(page, 'importMedia');
  const file = files[0]!;
  assert.ok('data' in file && file.name === 'room mask.png');
  const png = PNG.sync.read(Buffer.from(file.data));
  assert.deepEqual([png.width, png.height], [80, 40], 'same size as the image');
  const between = png.data.filter((value, i) => i % 4 < 3 && value !== 0 && value !== 255);
  assert.equal(between.length, 0, 'two colors only');
  return (x, y) => png.data[(y * 80 + x) * 4]!;
}

test('mask: is painted over the image and saved in the documented colors', async t => {
  for (const [paint, inside, outside] of [
    ['black', 0, 255],
    ['white', 255, 0]
  ] as const) {
    await t.test(paint, async () => {
      const page = await open(model(paint), { picture: room });
      await paintButton(page).click();
      await drag(page, '.mask-layer', [0.3, 0.5], [0.7, 0.5]);
      const at = await savedMask(page);
      assert.deepEqual([at(40, 20), at(2, 2), at(78, 38)], [inside, outside, outside]);
      assert.deepEqual(await draftWith(page, 'mask'), { picture: room, mask: 'file:///project/room mask.png' });
      assert.equal(await dialog(page).count(), 0);
      await page.close();
    });
  }
});

test('mask: supports erase, invert, clear and undo', async () => {
  const page = await open(model('white'), { picture: room });
  await paintButton(page).click();
  await drag(page, '.mask-layer', [0.1, 0.5], [0.9, 0.5]);
  await dialog(page).getByTitle('Erase').click();
  await drag(page, '.mask-layer', [0.5, 0.2], [0.5, 0.8]);
  await press(page, 'Invert');
  await press(page, 'Clear');
  await press(page, 'Undo');
  const at = await savedMask(page);
  assert.deepEqual([at(20, 20), at(40, 20), at(2, 2)], [0, 255, 255]);
  await page.close();
});

test('mask: is painted by keyboard alone, and Escape discards it', async () => {
  const page = await open(model('white'), { picture: room });
  await paintButton(page).focus();
  await page.keyboard.press('Enter');
  await page.locator('.mask-layer').focus();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  assert.deepEqual(await draftOf(page), { picture: room });
  await page.keyboard.press('Enter'); // the button has the focus again
  await page.waitForFunction(() => document.querySelector<HTMLCanvasElement>('.mask-layer')?.width === 80);
  await page.locator('.mask-layer').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  const at = await savedMask(page);
  assert.deepEqual([at(40, 20), at(2, 2)], [255, 0]);
  await page.close();
});

test('mask: names the field that needs an image first', async () => {
  const page = await open(model('white'), {});
  await field(page, 'mask').getByText('Choose a file for "Picture" to draw on it here.').waitFor();
  assert.equal(await paintButton(page).count(), 0);
  await page.close();
});

test('boxes: are drawn, numbered, edited and removed, with one list per image', async () => {
  const page = await open(model('white'), { pictures: ['file:///project/b.png', room] });
  const ways = field(page, 'regions').locator('.tool-ways').first().locator('vscode-button');
  await ways.nth(1).click();
  await drag(page, '.box-layer', [0.75, 0.75], [0.25, 0.25]);
  await press(page, 'Add a box');
  await dialog(page).getByText('No more than 2 boxes.').waitFor();
  await dialog(page).getByLabel('Box 1: right').fill('70');
  await dialog(page).getByTitle('Remove box 2').click();
  await press(page, 'Use boxes');
  assert.deepEqual(await draftWith(page, 'regions'), {
    pictures: ['file:///project/b.png', room],
    regions: [[], [[20, 10, 70, 30]]]
  });
  await ways.nth(1).click();
  await dialog(page).getByTitle('Remove box 1').click();
  await press(page, 'Use boxes');
  await page.waitForFunction(() => window.kie.draft['regions'] === undefined);
  await page.close();
});

test('tools: have no accessibility problem and no policy violation in any theme', async t => {
  for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies ThemeName[]) {
    for (const name of ['mask', 'regions']) {
      await t.test(`${name}, ${theme}`, async () => {
        const page = await open(
          model('white'),
          { picture: room, pictures: [room], regions: [[[1, 2, 30, 20]]] },
          theme
        );
        await field(page, name).locator('.tool-ways').first().locator('vscode-button').click();
        await page.waitForFunction(() => document.querySelector('dialog.tool')?.matches(':modal'));
        assert.deepEqual(await page.evaluate(() => [...window.kie.violations, ...window.kie.errors]), []);
        const { violations } = await new AxeBuilder({ page }).include('dialog.tool').setLegacyMode().analyze();
        assert.deepEqual(
          violations.map(v => `${v.id}: ${v.nodes.map(node => node.html.slice(0, 160)).join(' ;; ')}`),
          []
        );
        await page.close();
      });
    }
  }
});
