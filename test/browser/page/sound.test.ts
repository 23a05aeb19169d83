// The player of the Result editor in a browser that cannot decode AAC.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launch } from './support/openPage.ts';
import { fileAddress, openResult, resultOf } from './support/openResult.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

interface Opened {
  readonly name: string;
  readonly content: Buffer;
  readonly canDecode?: boolean;
}

async function openPlayer({ name, content, canDecode = false }: Opened): Promise<Page> {
  const kind = name.endsWith('mp4') ? 'video' : 'audio';
  const snapshot = resultOf({ kind, name, src: fileAddress(name) });
  const page = await openResult(browser, snapshot, { files: { [`/${name}`]: content }, canDecode });
  await page.locator('.player-media').waitFor();
  return page;
}

const asset = (name: string): Promise<Buffer> => readFile(new URL(`assets/${name}`, import.meta.url));

/** Waits for the copy, and returns its bytes and the amplitudes of 440 Hz on the left and of 880 Hz on the right. */
async function copyOf(
  page: Page
): Promise<{ readonly text: string; readonly left: number[]; readonly right: number[] }> {
  await page.waitForFunction(() => document.querySelector<HTMLMediaElement>('.player-media')?.src.startsWith('blob:'));
  return page.evaluate(async () => {
    const blob = window.result.copies[0]!;
    const rate = 48_000;
    const buffer = await new OfflineAudioContext(2, 1, rate).decodeAudioData(await blob.arrayBuffer());
    const amplitude = (channel: number, hertz: number, start: number): number => {
      const samples = buffer.getChannelData(channel).subarray(start * rate, (start + 0.5) * rate);
      let [re, im] = [0, 0];
      samples.forEach((sample, i) => {
        re += sample * Math.cos((2 * Math.PI * hertz * i) / rate);
        im += sample * Math.sin((2 * Math.PI * hertz * i) / rate);
      });
      return Math.round((20 * Math.hypot(re, im)) / samples.length) / 10;
    };
    return {
      text: new TextDecoder('latin1').decode(await blob.arrayBuffer()),
      left: [amplitude(0, 440, 0.25), amplitude(0, 440, 1.25)],
      right: [amplitude(1, 880, 0.25), amplitude(1, 880, 1.25)]
    };
  });
}

test('video: its AAC sound becomes Opus, and its images stay as they are', async () => {
  const content = await asset('sound.mp4');
  const page = await openPlayer({ name: 'sound.mp4', content });
  const { text, left, right } = await copyOf(page);
  assert.deepEqual([text.includes('mp4a'), text.includes('Opus'), text.includes('avc1')], [false, true, true]);
  assert.deepEqual({ left, right }, { left: [0.5, 0], right: [0, 0.5] });
  assert.deepEqual(await page.evaluate(() => window.result.violations), []);
  assert.equal(await page.locator('.player-note').count(), 0);
  await page.close();
});

test('video: plays with sound, seeks and ends', async () => {
  const page = await openPlayer({ name: 'sound.mp4', content: await asset('sound.mp4') });
  await copyOf(page);
  await page.locator('.player-media').click();
  const played = await page.evaluate(async () => {
    const media = document.querySelector<HTMLVideoElement & { webkitAudioDecodedByteCount: number }>('.player-media')!;
    media.muted = false;
    media.currentTime = 1;
    media.playbackRate = 2;
    await media.play();
    await new Promise(resolve => media.addEventListener('ended', resolve, { once: true }));
    return { at: media.currentTime, sound: media.webkitAudioDecodedByteCount > 0, duration: media.duration };
  });
  assert.ok(played.sound);
  assert.ok(Math.abs(played.duration - 2) < 0.1, String(played.duration));
  assert.ok(Math.abs(played.at - played.duration) < 0.05);
  await page.close();
});

test('audio: an M4A file plays as a copy', async () => {
  const page = await openPlayer({ name: 'tone.m4a', content: await asset('tone.m4a') });
  const { left, right } = await copyOf(page);
  assert.deepEqual({ left, right }, { left: [0.5, 0], right: [0, 0.5] });
  await page.close();
});

test('sound: a browser that can decode it gets the file itself', async () => {
  const page = await openPlayer({ name: 'sound.mp4', content: await asset('sound.mp4'), canDecode: true });
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.ok(!loaded.some(name => /\/(?:sound|aac)\.js$/.test(name)));
  assert.match((await page.locator('.player-media').getAttribute('src')) ?? '', /sound\.mp4$/);
  await page.close();
});

test('sound: a profile that cannot be decoded is named, with another player', async () => {
  const content = await asset('sound.mp4');
  // AudioSpecificConfig: from AAC-LC to HE-AAC.
  const config = content.indexOf(Buffer.from([0x12, 0x10, 0x56, 0xe5]));
  content[config] = 0x2a;
  const page = await openPlayer({ name: 'sound.mp4', content });
  await page.getByText("VS Code can't play the sound of this video.").waitFor();
  await page.getByText('Open in System Player').click();
  await page.waitForFunction(() => JSON.stringify(window.result.asked).includes('openOutside'));
  await page.close();
});
