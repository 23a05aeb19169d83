// The buttons of the form that open the editor for masks and boxes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ModelEntry } from '../../../../src/shared/model.ts';
import type { MediaItem } from '../../../../src/shared/protocol/media.ts';
import { waitForEqual } from '../../harness/waiting.ts';
import type { HostData } from '../support/fakeHost.ts';
import { entries, formOf, summaryOf } from '../support/fixture.ts';
import { field, lastRequest } from '../support/helpers.ts';
import { launch, openPage } from '../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const room = 'file:///project/room.png';
const other = 'file:///project/b.png';
const item = (value: string): MediaItem => ({ value, name: value.split('/').at(-1)!, facts: { kind: 'image' } });

const model: ModelEntry = {
  ...entries[0]!,
  id: 'test/tools',
  masks: { mask: { of: 'picture', paint: 'white' } },
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
};

const open = (draft: HostData['draft']): Promise<Page> =>
  openPage(browser, {
    models: [summaryOf(model)],
    forms: { [model.id]: formOf(model) },
    start: model.id,
    draft: draft ?? {},
    media: { [room]: item(room), [other]: item(other) }
  });

const buttons = (page: Page, name: string) => field(page, name).locator('.tool-ways').first().locator('vscode-button');

test('mask: its button opens the editor, for an image without a thumbnail too', async () => {
  const page = await open({ picture: room });
  const button = buttons(page, 'mask');
  await waitForEqual(() => button.getAttribute('aria-label'), 'Mask: Paint Mask… room.png');
  await button.click();
  const { model: id, param, index } = await lastRequest(page, 'drawOnImage');
  assert.deepEqual([id, param, index], [model.id, 'mask', 0]);
  await page.close();
});

test('mask: its button offers to edit the mask in the form', async () => {
  const page = await open({ picture: room, mask: other });
  await buttons(page, 'mask').filter({ hasText: 'Edit Mask…' }).waitFor();
  await page.close();
});

test('mask: a result that the extension pushes replaces the draft', async () => {
  const page = await open({ picture: room });
  await page.evaluate(([picture, mask]) => window.kie.pushState({ picture, mask }, 2), [room, other] as const);
  await field(page, 'mask').locator('.media-item').waitFor();
  await buttons(page, 'mask').filter({ hasText: 'Edit Mask…' }).waitFor();
  await page.close();
});

test('mask: names the field that needs an image first', async () => {
  const page = await open({});
  await field(page, 'mask').getByText('Choose a file for "Picture" to draw on it.').waitFor();
  assert.equal(await field(page, 'mask').locator('.tool-ways').count(), 0);
  await page.close();
});

test('boxes: each image has a button', async () => {
  const page = await open({ pictures: [other, room] });
  await buttons(page, 'regions').nth(1).click();
  const { param, index } = await lastRequest(page, 'drawOnImage');
  assert.deepEqual([param, index], ['regions', 1]);
  await page.close();
});
