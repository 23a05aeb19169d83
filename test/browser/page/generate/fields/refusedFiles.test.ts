// Files that a field does not take: the field names them and the accepted types, and keeps its files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { MediaItem } from '../../../../../src/shared/protocol/media.ts';
import { waitForEqual } from '../../../harness/waiting.ts';
import { fieldControls } from '../../support/fieldControls.ts';
import { data, dispatchTransfer, draftOf, draftWith, field, lastRequest, requestCount } from '../../support/helpers.ts';
import { launch, openPage } from '../../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const file = (name: string, facts: MediaItem['facts']): MediaItem => ({
  value: `file:///project/${name}`,
  name,
  ...(facts === undefined ? {} : { facts })
});
const files = [
  file('own.png', { kind: 'image', mime: 'image/png', bytes: 9 }),
  file('notes.txt', { bytes: 9 }),
  file('talk.mp3', { kind: 'audio', mime: 'audio/mpeg', bytes: 9 }),
  file('photo.webp', { kind: 'image', mime: 'image/webp', bytes: 9 }),
  file('gone.png', { problem: 'The file does not exist. Choose another file.' }),
  // The file that the file picker of the test returns.
  file('a.png', { kind: 'video', mime: 'video/mp4', bytes: 9 })
];
const media = Object.fromEntries(files.map(item => [item.value, item]));
const OWN = 'file:///project/own.png';
const refusal = (name: string, types: string): string => `"${name}" wasn't added. Accepted types: ${types}.`;

const drop = (page: Page, path: string, uris: readonly string[]) =>
  dispatchTransfer(field(page, path).locator('.media-field'), 'drop', {
    texts: { 'text/uri-list': uris.join('\r\n') }
  });

const refusals = (page: Page, path: string) => page.locator(`#f-${path}-refusals`);

test('media field: refuses files of other types and keeps its own', async () => {
  const page = await openPage(browser, { ...data, media, draft: { picture: OWN } });
  for (const name of ['notes.txt', 'talk.mp3', 'photo.webp']) {
    await drop(page, 'picture', [`file:///project/${name}`]);
    await refusals(page, 'picture').getByText(refusal(name, 'PNG')).waitFor();
    assert.deepEqual(await draftOf(page), { picture: OWN });
  }
  await drop(page, 'picture', ['file:///project/gone.png']);
  await refusals(page, 'picture').getByText('"gone.png" wasn\'t added. The file does not exist.').waitFor();
  await field(page, 'picture').getByText('Choose file…').click();
  await refusals(page, 'picture').getByText(refusal('a.png', 'PNG')).waitFor();
  await field(page, 'picture').getByTitle('Replace').click();
  await refusals(page, 'picture').getByText(refusal('a.png', 'PNG')).waitFor();
  assert.deepEqual(await draftOf(page), { picture: OWN });
  const button = async () =>
    (await fieldControls(page))['picture']?.find(control => control.startsWith('button Picture: choose file'));
  await waitForEqual(button, `button Picture: choose file: ${refusal('a.png', 'PNG')}`);
  assert.equal(await page.locator('.open-field', { hasText: 'Picture' }).count(), 0, 'the request can run');
  await field(page, 'picture').getByTitle('Remove').click();
  await refusals(page, 'picture').locator('p').waitFor({ state: 'detached' });
  await page.close();
});

test('media field: takes the files of a drop that fit and names the others', async () => {
  const page = await openPage(browser, { ...data, media, draft: { pictures: [OWN] } });
  const names = ['notes.txt', 'new.png', 'talk.mp3'];
  await drop(
    page,
    'pictures',
    names.map(name => `file:///project/${name}`)
  );
  await refusals(page, 'pictures').getByText(refusal('talk.mp3', 'Image')).waitFor();
  await refusals(page, 'pictures').getByText(refusal('notes.txt', 'Image')).waitFor();
  assert.deepEqual(await draftOf(page), { pictures: [OWN, 'file:///project/new.png'] });
  await drop(page, 'picture', ['file:///project/1.png', 'file:///project/2.png']);
  await refusals(page, 'picture').getByText('Only the first of 2 files was added.').waitFor();
  await page.waitForFunction(() => window.kie.draft['picture'] === 'file:///project/1.png');
  await page.close();
});

test('media field: imports a pasted or typed path and explains other text', async () => {
  const page = await openPage(browser, { ...data, media });
  const box = field(page, 'picture').locator('.address');
  const paste = (text: string) => dispatchTransfer(box, 'paste', { texts: { 'text/plain': text } });
  await paste('/project/notes.txt');
  await refusals(page, 'picture').getByText(refusal('notes.txt', 'PNG')).waitFor();
  assert.deepEqual((await lastRequest(page, 'importMedia')).files, [{ uri: 'file:///project/notes.txt' }]);
  assert.deepEqual(await draftOf(page), {});

  const asked = await requestCount(page, 'importMedia');
  await box.locator('input').fill('images/a.png');
  await page.keyboard.press('Enter');
  await refusals(page, 'picture').getByText('"images/a.png" isn\'t a URL or the full path of a file.').waitFor();
  assert.equal(await requestCount(page, 'importMedia'), asked);
  await field(page, 'prompt').locator('textarea').fill('ink');
  await draftWith(page, 'prompt');
  assert.equal(await box.locator('input').inputValue(), 'images/a.png', 'the text stays for a correction');
  await box.locator('input').fill('"C:\\my images\\new.png"');
  await page.keyboard.press('Enter');
  await draftWith(page, 'picture');
  assert.deepEqual((await lastRequest(page, 'importMedia')).files, [{ uri: 'file:///C:/my%20images/new.png' }]);
  await waitForEqual(() => refusals(page, 'picture').locator('p').count(), 0);
  await page.close();
});

test('media field: too many files are marked, and their buttons have the error', async () => {
  const pictures = Array.from({ length: 6 }, (_, i) => `file:///project/${i}.png`);
  const page = await openPage(browser, { ...data, draft: { pictures } });
  await page.evaluate(() => {
    window.kie.extraIssues.push({ path: 'pictures', message: 'Pictures can have at most 4 items.' });
    window.kie.pushState(window.kie.draft, 1);
  });
  await page.locator('.open-field', { hasText: 'Pictures' }).click();
  const text = 'Pictures can have at most 4 items.';
  await field(page, 'pictures').getByText(text).waitFor();
  const items = field(page, 'pictures').locator('.media-item');
  await waitForEqual(
    () => items.evaluateAll(all => all.map(item => item.dataset['invalid'])),
    [undefined, undefined, undefined, undefined, 'true', 'true']
  );
  await page.waitForFunction(() => document.activeElement?.id === 'f-pictures-open-4');
  const described = async () => {
    const controls = (await fieldControls(page))['pictures'] ?? [];
    return controls.filter(control => control.startsWith('button ') && control.endsWith(`: ${text}`)).toSorted();
  };
  await waitForEqual(described, [
    `button Keep the first 4: ${text}`,
    `button Open ${pictures[4] ?? ''}: ${text}`,
    `button Open ${pictures[5] ?? ''}: ${text}`,
    `button Pictures: choose file: ${text}`
  ]);
  await page.close();
});
