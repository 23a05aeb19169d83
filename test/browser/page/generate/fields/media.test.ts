// Adding files to a field, and the actions available on them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { waitForEqual } from '../../../harness/waiting.ts';
import { dispatchTransfer, data, draftOf, draftWith, field, lastRequest } from '../../support/helpers.ts';
import { launch, openPage } from '../../support/openPage.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const three = ['file:///project/1.png', 'file:///project/2.png', 'file:///project/3.png'];

test('media field: accepts drops from the explorer, URI lists and bytes', async t => {
  const cases = [
    [
      'explorer',
      { texts: { 'application/vnd.code.uri-list': 'file:///project/x.png', 'text/plain': '/project/x.png' } },
      [{ uri: 'file:///project/x.png' }]
    ],
    [
      'URI list with comments',
      { texts: { 'text/uri-list': '# two\r\nfile:///project/x.png\r\nfile:///project/y.png' } },
      [{ uri: 'file:///project/x.png' }, { uri: 'file:///project/y.png' }]
    ],
    [
      'items of the Tasks view',
      { texts: { 'application/vnd.code.tree.kie.tasks': '{"id":"kie.tasks","itemHandles":["1/a","1/b#1"]}' } },
      [{ uri: 'kie-task:a' }, { uri: 'kie-task:b%231' }]
    ],
    ['bytes', { files: ['pasted.png'] }, [{ name: 'pasted.png', data: new Uint8Array([1, 2, 3]) }]]
  ] as const;
  for (const [name, content, files] of cases) {
    await t.test(name, async () => {
      const page = await openPage(browser, data);
      await dispatchTransfer(field(page, 'pictures').locator('.media-field'), 'drop', content);
      const given = await lastRequest(page, 'importMedia');
      assert.deepEqual(given.files, files);
      const names = files.map(file => ('uri' in file ? (file.uri as string).split('/').at(-1) : file.name));
      assert.deepEqual(await draftWith(page, 'pictures'), {
        pictures: names.map(one => `file:///project/${one ?? ''}`)
      });
      await page.close();
    });
  }
});

test('media field: takes a pasted URL as it is and imports a pasted image', async () => {
  const page = await openPage(browser, data);
  const box = field(page, 'picture').locator('.address');
  await dispatchTransfer(box, 'paste', { texts: { 'text/plain': 'https://example.com/a.png' } });
  assert.deepEqual(await draftWith(page, 'picture'), { picture: 'https://example.com/a.png' });
  assert.equal(await page.evaluate(() => window.kie.log.some(message => message.name === 'importMedia')), false);
  await dispatchTransfer(field(page, 'pictures').locator('.media-field'), 'paste', { files: ['image.png'] });
  await page.waitForFunction(() => 'pictures' in window.kie.draft);
  await page.close();
});

test('media field: takes the file of the editor and earlier results', async () => {
  const page = await openPage(browser, data);
  await field(page, 'picture').getByTitle('use file from active editor').click();
  assert.deepEqual(await draftWith(page, 'picture'), { picture: 'file:///project/editor.png' });
  await field(page, 'pictures').getByTitle('choose from history').click();
  await page.waitForFunction(() => JSON.stringify(window.kie.draft).includes('result.png'));
  await page.close();
});

test('media items: are moved by keyboard and dragging, replaced, opened and removed', async () => {
  const page = await openPage(browser, { ...data, draft: { pictures: three } });
  const lines = field(page, 'pictures').locator('.media-item');
  const order = async () => ((await draftOf(page)) as { pictures: string[] }).pictures.map(uri => uri.slice(-5, -4));
  await lines.nth(0).locator('.media-open').focus();
  await page.keyboard.press('Alt+ArrowDown');
  assert.deepEqual(await order(), ['2', '1', '3']);
  await page.keyboard.press('Alt+ArrowDown');
  assert.deepEqual(await order(), ['2', '3', '1'], 'the focus moves with the item');
  await page.keyboard.press('Alt+ArrowDown');
  assert.deepEqual(await order(), ['2', '3', '1']);
  await lines.nth(2).dragTo(lines.nth(0));
  assert.deepEqual(await order(), ['1', '2', '3']);
  await lines.nth(1).locator('.media-open').click();
  assert.deepEqual(await lastRequest(page, 'command'), { name: 'openMedia', text: 'file:///project/2.png' });
  await lines.nth(1).getByTitle('Replace').click();
  await page.waitForFunction(() => JSON.stringify(window.kie.draft).includes('a.png'));
  assert.deepEqual(await order(), ['1', 'a', '3']);
  await lines.nth(0).getByTitle('Remove').click();
  assert.deepEqual(await order(), ['a', '3']);
  await page.close();
});

test('media field: offers a copy of the right type and removes files over the limit', async () => {
  const value = 'file:///project/photo.webp';
  const png = PNG.sync.write(new PNG({ width: 30, height: 20, fill: true }));
  const preview = `data:image/png;base64,${png.toString('base64')}`;
  const facts = { kind: 'image', mime: 'image/webp', width: 30, height: 20, bytes: 900 } as const;
  const draft = { picture: value, pictures: [...three, ...three] };
  const page = await openPage(browser, {
    ...data,
    draft,
    media: { [value]: { value, name: 'photo.webp', preview, facts } }
  });
  const remedies = (name: string) => field(page, name).locator('.remedies vscode-button');
  assert.equal(await remedies('picture').count(), 0, 'offers nothing without a problem');
  await page.evaluate(() => window.kie.extraIssues.push({ path: 'picture', message: 'Picture must be PNG' }));
  await field(page, 'prompt').locator('textarea').fill('A boat');
  await remedies('picture').filter({ hasText: 'Use a PNG copy' }).click();
  const [file] = (await lastRequest(page, 'importMedia')).files;
  assert.ok(file !== undefined && 'data' in file && file.name === 'photo.png');
  const copy = PNG.sync.read(Buffer.from(file.data));
  assert.deepEqual([copy.width, copy.height], [30, 20]);
  await page.waitForFunction(() => window.kie.draft['picture'] === 'file:///project/photo.png');
  await remedies('pictures').filter({ hasText: 'Keep the first 4' }).click();
  await page.waitForFunction(() => (window.kie.draft['pictures'] as string[]).length === 4);
  await page.close();
});

/** A WAV file of one second at 8000 samples: silence, then a tone. */
function halfSilent(): readonly number[] {
  const samples = 8000;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22); // one channel
  wav.writeUInt32LE(8000, 24);
  wav.writeUInt32LE(16000, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = samples / 2; i < samples; i++) wav.writeInt16LE(Math.round(20000 * Math.sin(i)), 44 + i * 2);
  return [...wav];
}

test('audio: shows its waveform, or an icon when it cannot be decoded', async t => {
  const value = 'file:///project/a.wav';
  const media = { [value]: { value, name: 'a.wav', facts: { kind: 'audio', seconds: 1 } as const } };
  const cases = [
    ['decodable', halfSilent(), '.waveform rect'],
    ['not audio', [1, 2, 3], '.icon']
  ] as const;
  for (const [name, sound, shows] of cases) {
    await t.test(name, async () => {
      const page = await openPage(browser, { ...data, draft: { picture: value }, media, audio: sound });
      const thumb = field(page, 'picture').locator('.thumb');
      await thumb.locator(shows).first().waitFor();
      assert.deepEqual(await lastRequest(page, 'readAudio'), { value });
      const heights = await thumb
        .locator('rect')
        .evaluateAll(bars => bars.map(bar => Number(bar.getAttribute('height')) > 16));
      const loud = heights.map((_, index) => index >= heights.length / 2);
      assert.deepEqual(heights, loud);
      assert.deepEqual(await page.evaluate(() => [window.kie.violations, window.kie.errors]), [[], []]);
      await page.close();
    });
  }
});

test('URL box: shows its whole hint at 300 pixels in every language', async () => {
  const hint = 'Shift+drop, paste, or enter a URL';
  for (const language of ['en', 'ru', 'zh-cn']) {
    const bundle = new URL(`../../../../../l10n/bundle.l10n.${language}.json`, import.meta.url);
    const texts = language === 'en' ? {} : (JSON.parse(await readFile(bundle, 'utf8')) as Record<string, string>);
    const page = await openPage(browser, { ...data, l10n: texts }, { width: 300 });
    const box = field(page, 'pictures').locator('.address input');
    await waitForEqual(() => box.getAttribute('placeholder'), texts[hint] ?? hint);
    await box.evaluate((input: HTMLInputElement) => (input.value = input.placeholder));
    const room = await box.evaluate(({ scrollWidth, clientWidth }) => clientWidth - scrollWidth);
    assert.ok(room >= 0, `${language}: ${-room} pixels are hidden`);
    await page.close();
  }
});
