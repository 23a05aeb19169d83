// The editor that paints masks and draws boxes over an image.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import type { ShownTool } from '../../../../src/shared/protocol/imageTool.ts';
import { waitForEqual } from '../../harness/waiting.ts';
import { axeProblems } from '../support/axeProblems.ts';
import { image, openImageTool, sentMessage } from '../support/openImageTool.ts';
import { launch } from '../support/openPage.ts';
import type { ThemeName } from '../support/themes.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const mask = (more: Partial<ShownTool & { readonly kind: 'mask' }> = {}): ShownTool => ({
  kind: 'mask',
  label: 'Mask',
  name: 'room.png',
  src: image(),
  paint: 'white',
  strokes: [],
  ...more
});
const boxes = (more: Partial<ShownTool & { readonly kind: 'boxes' }> = {}): ShownTool => ({
  kind: 'boxes',
  label: 'Regions',
  name: 'room.png',
  src: image(),
  boxes: [],
  max: 2,
  ...more
});

/** The place of the image in the window, in CSS pixels. */
const sheet = async (page: Page) => (await page.locator('.sheet').boundingBox())!;

/** Drags over a part of the image, in fractions of its width and height. */
async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const { x, y, width, height } = await sheet(page);
  await page.mouse.move(x + width * from[0], y + height * from[1]);
  await page.mouse.down();
  await page.mouse.move(x + width * to[0], y + height * to[1], { steps: 4 });
  await page.mouse.up();
}

const press = (page: Page, name: string) => page.getByText(name, { exact: true }).click();
const isDisabled = (page: Page, name: string) =>
  page.locator(`vscode-button[aria-label="${name}"]`).evaluate(button => button.hasAttribute('disabled'));

async function savedMask(page: Page): Promise<(x: number, y: number) => number> {
  await press(page, 'Use Mask');
  const { drawing } = await sentMessage(page, 'done');
  assert.ok('png' in drawing);
  const png = PNG.sync.read(Buffer.from(drawing.png));
  assert.deepEqual([png.width, png.height], [80, 40], 'same size as the image');
  const between = png.data.filter((value, i) => i % 4 < 3 && value !== 0 && value !== 255);
  assert.equal(between.length, 0, 'two colors only');
  return (x, y) => png.data[(y * 80 + x) * 4]!;
}

test('mask: is painted over the image and sent in the documented colors', async t => {
  for (const [paint, inside, outside] of [
    ['black', 0, 255],
    ['white', 255, 0]
  ] as const) {
    await t.test(paint, async () => {
      const page = await openImageTool(browser, mask({ paint }));
      await drag(page, [0.3, 0.5], [0.7, 0.5]);
      const at = await savedMask(page);
      assert.deepEqual([at(40, 20), at(2, 2), at(78, 38)], [inside, outside, outside]);
      await page.close();
    });
  }
});

test('mask: supports erase, invert, clear, undo and redo', async () => {
  const page = await openImageTool(browser, mask());
  assert.equal(await isDisabled(page, 'Undo'), true);
  await drag(page, [0.1, 0.5], [0.9, 0.5]);
  await page.getByTitle('Erase').click();
  await drag(page, [0.5, 0.2], [0.5, 0.8]);
  await press(page, 'Invert');
  await press(page, 'Clear');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+Z');
  await waitForEqual(() => isDisabled(page, 'Redo'), false);
  const at = await savedMask(page);
  assert.deepEqual([at(20, 20), at(40, 20), at(2, 2)], [0, 255, 255]);
  await page.close();
});

test('mask: is painted by keyboard alone', async () => {
  const page = await openImageTool(browser, mask());
  // It has the focus when it opens.
  await page.locator('.stage:focus').waitFor();
  await page.keyboard.press('Enter');
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+Enter');
  const { drawing } = await sentMessage(page, 'done');
  assert.ok('png' in drawing);
  const png = PNG.sync.read(Buffer.from(drawing.png));
  const at = (x: number, y: number) => png.data[(y * 80 + x) * 4];
  assert.deepEqual([at(40, 20), at(45, 20), at(2, 2)], [255, 255, 0]);
  await page.close();
});

test('mask: an earlier mask is edited, one of another size is not', async () => {
  const earlier = new PNG({ width: 80, height: 40 });
  earlier.data.forEach((_, i) => (earlier.data[i] = i % 4 === 3 || (i / 4) % 80 < 20 ? 255 : 0));
  const address = `data:image/png;base64,${PNG.sync.write(earlier).toString('base64')}`;
  const page = await openImageTool(browser, mask({ mask: address }));
  await drag(page, [0.6, 0.5], [0.7, 0.5]);
  const at = await savedMask(page);
  assert.deepEqual([at(5, 5), at(52, 20), at(70, 35)], [255, 255, 0]);
  await page.close();
  const other = await openImageTool(browser, mask({ mask: image(10, 10) }));
  await drag(other, [0.6, 0.5], [0.7, 0.5]);
  const otherAt = await savedMask(other);
  assert.deepEqual([otherAt(5, 5), otherAt(52, 20)], [0, 255]);
  await other.close();
});

test('mask: unused strokes are reported after each change, and are restored with undo', async () => {
  const page = await openImageTool(browser, mask());
  await drag(page, [0.2, 0.5], [0.3, 0.5]);
  const { work } = await sentMessage(page, 'changed');
  assert.ok(work !== undefined && 'strokes' in work);
  assert.equal(work.strokes.length, 1);
  await page.keyboard.press('Control+z');
  assert.deepEqual(await sentMessage(page, 'changed'), { type: 'changed' });
  await page.close();
  const again = await openImageTool(browser, mask({ strokes: work.strokes, isRestored: true }));
  await waitForEqual(() => isDisabled(again, 'Undo'), false);
  const at = await savedMask(again);
  assert.deepEqual([at(20, 20), at(70, 20)], [255, 0]);
  await again.close();
});

test('view: zooms at the pointer, by keys and to fit, and strokes stay on the image', async () => {
  const page = await openImageTool(browser, mask());
  const fitted = await sheet(page);
  await page.mouse.move(fitted.x + fitted.width * 0.75, fitted.y + fitted.height / 2);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await page.waitForFunction(
    width => document.querySelector('.sheet')!.getBoundingClientRect().width > width,
    fitted.width + 10
  );
  const zoomed = await sheet(page);
  const share = (box: typeof zoomed) => (fitted.x + fitted.width * 0.75 - box.x) / box.width;
  assert.ok(Math.abs(share(zoomed) - 0.75) < 0.01, 'the point below the pointer stays');
  await page.mouse.down();
  await page.mouse.up();
  await page.keyboard.press('1');
  const width = async () => Math.round((await sheet(page)).width);
  await waitForEqual(width, 80);
  await page.keyboard.press('+');
  await waitForEqual(width, 100);
  await page.keyboard.press('0');
  await waitForEqual(() => sheet(page), fitted);
  const at = await savedMask(page);
  assert.deepEqual([at(60, 20), at(20, 20)], [255, 0]);
  await page.close();
});

test('view: scrolling and dragging with Space move the image without painting', async () => {
  const page = await openImageTool(browser, mask());
  const before = await sheet(page);
  await page.mouse.move(before.x + 50, before.y + 50);
  await page.mouse.wheel(0, 60);
  await page.waitForFunction(y => document.querySelector('.sheet')!.getBoundingClientRect().y < y - 50, before.y);
  await page.locator('.stage').focus();
  await page.keyboard.down('Space');
  await page.mouse.down();
  await page.mouse.move(before.x + 90, before.y + 130, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Space');
  const after = await sheet(page);
  assert.deepEqual([after.x - before.x, after.y - before.y], [40, 20]);
  assert.equal(await isDisabled(page, 'Undo'), true);
  await page.close();
});

test('brush: [ and ] change its size', async () => {
  const page = await openImageTool(browser, mask());
  const size = () => page.getByLabel('Brush Size').inputValue().then(Number);
  assert.equal(await size(), 8);
  await page.keyboard.press(']');
  assert.equal(await size(), 10);
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  assert.ok(Math.abs((await size()) - 6.4) < 0.01);
  await page.close();
});

test('boxes: are drawn, entered, removed and undone', async () => {
  const page = await openImageTool(browser, boxes());
  await drag(page, [0.75, 0.75], [0.25, 0.25]);
  await press(page, 'Add Box');
  await page.getByText('No more than 2 boxes.').waitFor();
  await page.getByLabel('Box 1: right').fill('70');
  await page.getByTitle('Remove box 2').click();
  await page.locator('.stage').focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+Z');
  await press(page, 'Use Boxes');
  assert.deepEqual((await sentMessage(page, 'done')).drawing, { boxes: [[20, 10, 70, 30]] });
  await page.close();
});

test('boxes: are moved and resized with the pointer and by keys', async () => {
  const page = await openImageTool(browser, boxes({ boxes: [[20, 10, 40, 30]] }));
  await drag(page, [30 / 80, 0.5], [40 / 80, 0.5]);
  await drag(page, [50 / 80, 30 / 40], [60 / 80, 35 / 40]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Control+Enter');
  assert.deepEqual((await sentMessage(page, 'done')).drawing, { boxes: [[30, 11, 59, 36]] });
  await page.keyboard.press('Delete');
  await page.locator('.box-list li').waitFor({ state: 'detached' });
  await page.close();
});

test('editor: has no accessibility problem and no policy violation in any theme', async t => {
  for (const theme of ['dark', 'light', 'contrast', 'contrastLight'] satisfies ThemeName[]) {
    for (const tool of [mask(), boxes({ boxes: [[10, 10, 40, 30]] })]) {
      await t.test(`${tool.kind}, ${theme}`, async () => {
        const page = await openImageTool(browser, tool, { theme });
        await drag(page, [0.3, 0.5], [0.7, 0.6]);
        assert.deepEqual(await page.evaluate(() => [...window.imageTool.violations, ...window.imageTool.errors]), []);
        assert.deepEqual(await axeProblems(page), []);
        await page.close();
      });
    }
  }
});
