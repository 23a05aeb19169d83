// The player of the Result editor in a browser that cannot decode AAC.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../support/openPage.ts';
import { fileAddress, openResult, resultOf } from '../support/openResult.ts';

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

interface Opened {
  readonly name: string;
  readonly content: Buffer;
  readonly canDecode?: boolean;
  readonly stored?: unknown;
}

async function openPlayer({ name, content, canDecode = false, stored }: Opened): Promise<Page> {
  const kind = name.endsWith('mp4') ? 'video' : 'audio';
  const snapshot = resultOf({ kind, name, src: fileAddress(name) });
  const page = await openResult(browser, snapshot, { files: { [`/${name}`]: content }, canDecode, stored });
  await page.locator('.player-media').waitFor();
  return page;
}

const asset = (name: string): Promise<Buffer> => readFile(new URL(`../assets/${name}`, import.meta.url));

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
  await page.locator('.player-media[src$="sound.mp4"]').waitFor();
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

/** Returns a video whose track with this sample entry claims another codec. */
async function withCodec(entry: string, other: string): Promise<Buffer> {
  const content = await asset('sound.mp4');
  content.write(other, content.indexOf(entry, content.indexOf('stsd')), 'latin1');
  return content;
}

test('sound: a codec that nothing decodes, such as AC-3, is named at the video', async () => {
  const page = await openPlayer({ name: 'sound.mp4', content: await withCodec('mp4a', 'ac-3') });
  await page.getByText("VS Code can't play the sound of this video.").waitFor();
  await page.getByText('Open in System Player').waitFor();
  await page.close();
});

test('video: images that the browser cannot decode are named', async () => {
  const page = await openPlayer({ name: 'sound.mp4', content: await withCodec('avc1', 'mp4v') });
  await page.getByText('VS Code can play only the sound of this video.').waitFor();
  await page.getByText('Open in System Player').waitFor();
  await page.close();
});

/** Sets the volume, the rate and the position of the player, and returns the state that the page stored then. */
async function playHalf(page: Page): Promise<unknown> {
  await page.evaluate(() => {
    const media = document.querySelector<HTMLMediaElement>('.player-media')!;
    media.volume = 0.25;
    media.muted = true;
    media.playbackRate = 1.5;
    media.currentTime = 1;
  });
  await page.waitForFunction(() => JSON.stringify(window.result.stored ?? {}).includes('"at":1,'));
  return page.evaluate(() => window.result.stored);
}

const playing = (page: Page): Promise<readonly unknown[]> =>
  page.evaluate(() => {
    const media = document.querySelector<HTMLMediaElement>('.player-media')!;
    return [media.volume, media.muted, media.playbackRate, media.currentTime];
  });

test('player: continues as it was left, and the next file with its volume and rate', async () => {
  const content = await asset('sound.mp4');
  const first = await openPlayer({ name: 'sound.mp4', content });
  await copyOf(first);
  await first.waitForFunction(() => document.querySelector<HTMLMediaElement>('.player-media')!.readyState >= 1);
  const stored = await playHalf(first);
  await first.close();
  const page = await openPlayer({ name: 'sound.mp4', content, stored });
  await copyOf(page);
  await page.waitForFunction(() => document.querySelector<HTMLMediaElement>('.player-media')!.currentTime === 1);
  assert.deepEqual(await playing(page), [0.25, true, 1.5, 1]);
  const next = { ...resultOf({ kind: 'video', name: 'next.mp4', src: fileAddress('sound.mp4?2') }), localId: 'b' };
  await page.evaluate(snapshot => window.result.push(snapshot), next);
  await page.waitForFunction(() => {
    const media = document.querySelector<HTMLMediaElement>('.player-media');
    return media?.ariaLabel === 'next.mp4' && media.src.startsWith('blob:') && media.readyState >= 1;
  });
  assert.deepEqual(await playing(page), [0.25, true, 1.5, 0]);
  await page.close();
});

test('player: goes on where it was when the copy with sound is ready', async () => {
  const content = await asset('sound.mp4');
  const page = await openPlayer({ name: 'sound.mp4', content, canDecode: true });
  let release = (): void => undefined;
  const isReleased = new Promise<void>(resolve => {
    release = resolve;
  });
  await page.route('**/sound.js', async route => {
    await isReleased;
    await route.fallback();
  });
  const next = resultOf({ kind: 'video', name: 'sound.mp4', src: fileAddress('sound.mp4?2') });
  await page.evaluate(async snapshot => {
    HTMLMediaElement.prototype.canPlayType = () => '';
    const media = document.querySelector('.player-media')!;
    const loaded = new Promise(resolve => media.addEventListener('loadedmetadata', resolve, { once: true }));
    window.result.push(snapshot);
    await loaded;
  }, next);
  await page.getByText('Preparing the sound…').waitFor();
  await page.locator('.player-media').evaluate(async (media: HTMLMediaElement) => {
    media.muted = true;
    media.currentTime = 1;
    // The slowest rate: however long the sound takes, the position stays far from the end.
    media.playbackRate = 0.0625;
    await media.play();
    // The user turns the volume down while the copy loads.
    new MutationObserver(() => (media.volume = 0.25)).observe(media, { attributeFilter: ['src'] });
  });
  release();
  await copyOf(page);
  const state = await page.locator('.player-media').evaluate(async (media: HTMLMediaElement) => {
    if (media.paused) await new Promise(resolve => media.addEventListener('playing', resolve, { once: true }));
    return { isLater: media.currentTime >= 1, rate: media.playbackRate, volume: media.volume };
  });
  assert.deepEqual(state, { isLater: true, rate: 0.0625, volume: 0.25 });
  await page.close();
});

test('player: reports that it is heard, and pauses for another one', async () => {
  const page = await openPlayer({ name: 'sound.mp4', content: await asset('sound.mp4') });
  await copyOf(page);
  await page.waitForFunction(() => document.querySelector<HTMLMediaElement>('.player-media')!.readyState >= 1);
  const heard = (): Promise<number> =>
    page.evaluate(() => window.result.asked.filter(({ name }) => name === 'heard').length);
  await page.locator('.player-media').evaluate((media: HTMLMediaElement) => {
    media.muted = true;
    media.loop = true;
  });
  // The click lets the page play sound, and starts the video itself, later. A second start would race with it.
  await page.locator('.stage').click();
  await page.waitForFunction(() => {
    const { paused, currentTime } = document.querySelector<HTMLMediaElement>('.player-media')!;
    return !paused && currentTime > 0;
  });
  assert.equal(await heard(), 0);
  await page.locator('.player-media').evaluate((media: HTMLMediaElement) => (media.muted = false));
  await page.waitForFunction(() => window.result.asked.some(({ name }) => name === 'heard'));
  await page.evaluate(() => window.dispatchEvent(new MessageEvent('message', { data: { type: 'pause' } })));
  await page.waitForFunction(() => document.querySelector<HTMLMediaElement>('.player-media')!.paused);
  await page.close();
});
