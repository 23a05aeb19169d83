import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTable } from '../../../../emulator/catalogData.ts';
import { creditsFor } from '../../../../emulator/price.ts';
import type { StoredFile } from '../../../../emulator/types.ts';

const videoFile = (seconds: number): StoredFile => ({
  name: 'f',
  origin: 'upload',
  mime: 'video/mp4',
  kind: 'video',
  size: 1000,
  sha256: '',
  seconds
});
const FILES: Readonly<Record<string, StoredFile>> = {
  'http://s/5': videoFile(5.003),
  'http://s/7': videoFile(7.4),
  'http://s/20': videoFile(20)
};

describe('credits by the table', () => {
  const rows: readonly (readonly [model: string, input: Record<string, unknown>, credits: number])[] = [
    ['recraft/crisp-upscale', { image: 'http://s/p' }, 0.5],
    ['ideogram/character', { rendering_speed: 'TURBO', num_images: '3' }, 36],
    // A rule names another default than the parameter does.
    ['wan/2-7-image', { enable_sequential: true }, 57.6],
    ['kling-3.0/video', { mode: 'std', sound: true, duration: '7' }, 140],
    ['bytedance/seedance-2', { duration: -1, resolution: '480p' }, 95],
    ['topaz/video-upscale', { video_url: 'http://s/5' }, 40],
    ['topaz/video-upscale', { video_url: 'http://s/7' }, 64],
    ['elevenlabs/text-to-dialogue-v3', { dialogue: [{ text: 'ab' }, { text: '🎵c' }] }, 0.056],
    ['seedream/5-pro-image-to-image', { image_urls: ['http://s/1', 'http://s/2', 'http://s/3'] }, 8],
    // Tokens: a share of a million, not a million.
    ['google/gemini-2-5-pro-tts', { dialogue_turns: [{ text: 'x'.repeat(600) }] }, 2.821],
    ['topaz/image-upscale', { image_url: 'http://s/1' }, 10],
    ['happyhorse/video-edit', { video_url: 'http://s/5', resolution: '720p' }, 280],
    // The result is cut at 15 seconds.
    ['happyhorse/video-edit', { video_url: 'http://s/20', resolution: '720p' }, 980],
    ['kling-3.0-omni/transformation', { video_urls: ['http://s/5'], resolution: '720p' }, 100],
    ['bytedance/seedream', {}, 3.5]
  ];
  for (const [model, input, credits] of rows) {
    it(`${model} ${JSON.stringify(input).slice(0, 60)}: ${credits}`, () => {
      const entry = readTable().get(model);
      assert.ok(entry, model);
      assert.equal(
        creditsFor(entry, input, address => FILES[address]),
        credits
      );
    });
  }
});
