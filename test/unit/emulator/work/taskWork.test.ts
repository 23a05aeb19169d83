import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import { PNG } from 'pngjs';
import { sample, withEmulator } from '../client.ts';

async function typeOf(bytes: Buffer): Promise<string | undefined> {
  return (await fileTypeFromBuffer(bytes))?.mime;
}

describe('Emulated results', () => {
  for (const name of ['portrait.png', 'landscape.jpg', 'product.webp']) {
    it(`upscale doubles the pixels of ${name}`, () =>
      withEmulator({}, async (_emulator, client) => {
        const address = await client.firstResult('recraft/crisp-upscale', { image: await client.upload(name) });
        const before = imageSize(sample(name));
        const after = imageSize(await client.download(address));
        assert.deepEqual([after.width, after.height], [before.width * 2, before.height * 2]);
      }));
  }

  it('upscale keeps the image content', () =>
    withEmulator({}, async (_emulator, client) => {
      const address = await client.firstResult('recraft/crisp-upscale', { image: await client.upload('portrait.png') });
      const before = PNG.sync.read(sample('portrait.png'));
      const after = PNG.sync.read(await client.download(address));
      for (const [x, y] of [
        [0, 0],
        [320, 300],
        [100, 790]
      ] as const) {
        const from = (y * before.width + x) * 4;
        const to = (2 * y * after.width + 2 * x) * 4;
        assert.deepEqual(after.data.subarray(to, to + 4), before.data.subarray(from, from + 4));
      }
    }));

  for (const name of ['portrait.png', 'landscape.jpg', 'product.webp']) {
    it(`remove-background adds an alpha channel to ${name}`, () =>
      withEmulator({}, async (_emulator, client) => {
        const address = await client.firstResult('recraft/remove-background', { image: await client.upload(name) });
        const { data, width, height } = PNG.sync.read(await client.download(address));
        assert.equal(data[3], 0, 'the corner is transparent');
        assert.equal(width, imageSize(sample(name)).width);
        assert.equal(height, imageSize(sample(name)).height);
      }));
  }

  it('text-to-image draws the prompt at the requested ratio', () =>
    withEmulator({}, async (_emulator, client) => {
      const draw = async (prompt: string): Promise<Buffer> =>
        client.download(await client.firstResult('z-image', { prompt, aspect_ratio: '16:9' }));
      const boat = await draw('A boat');
      const { width, height } = imageSize(boat);
      assert.equal(width / height, 16 / 9);
      assert.ok(boat.equals(await draw('A boat')), 'equal prompts give equal images');
      assert.ok(!boat.equals(await draw('A ship')), 'different prompts give different images');
    }));

  it('text-to-image returns the requested number of images and format', () =>
    withEmulator({}, async (_emulator, client) => {
      const many = await client.run('wan/2-7-image', { prompt: 'A boat', n: 3 });
      assert.equal((many['resultUrls'] as string[]).length, 3);
      const [address = ''] = (await client.run('google/nano-banana', { prompt: 'A boat', output_format: 'jpeg' }))[
        'resultUrls'
      ] as string[];
      assert.equal(await typeOf(await client.download(address)), 'image/jpeg');
    }));

  it('an edit changes the image and keeps its size', () =>
    withEmulator({}, async (_emulator, client) => {
      const source = await client.upload('portrait.png');
      const address = await client.firstResult('google/nano-banana-edit', { prompt: 'Red hat', image_urls: [source] });
      const { width, height } = imageSize(sample('portrait.png'));
      const result = await client.download(address);
      assert.deepEqual([imageSize(result).width, imageSize(result).height], [width, height]);
      assert.ok(!result.equals(sample('portrait.png')));
    }));

  it('videos and audio are playable files', () =>
    withEmulator({}, async (_emulator, client) => {
      const video = await client.firstResult('wan/2-7-text-to-video', { prompt: 'A boat' });
      assert.equal(await typeOf(await client.download(video)), 'video/mp4');
      const sound = await client.firstResult('elevenlabs/sound-effect-v2', { text: 'Rain' });
      assert.equal(await typeOf(await client.download(sound)), 'audio/mpeg');
    }));

  it('return_last_frame adds the frames', () =>
    withEmulator({}, async (_emulator, client) => {
      const result = await client.run('bytedance/seedance-2', { prompt: 'A boat', return_last_frame: true });
      for (const name of ['resultUrls', 'firstFrameUrl', 'lastFrameUrl']) {
        const [address = ''] = result[name] as string[];
        assert.ok((await client.download(address)).length > 0, name);
      }
    }));

  const objects: readonly (readonly [
    model: string,
    input: (picture: string, sound: string) => object,
    field: string
  ])[] = [
    ['elevenlabs/speech-to-text', (_, sound) => ({ audio_url: sound }), 'text'],
    ['omnihuman-1-5/subject-detection', picture => ({ image_url: picture }), 'mask_urls'],
    ['grok-imagine-image-2-0/segment-map', picture => ({ image_url: picture }), 'segments']
  ];
  for (const [model, input, field] of objects) {
    it(`${model} returns a resultObject`, () =>
      withEmulator({}, async (_emulator, client) => {
        const [picture, sound] = [await client.upload('landscape.jpg'), await client.upload('melody.mp3')];
        const { resultObject } = await client.run(model, input(picture, sound));
        assert.ok(field in (resultObject as object));
      }));
  }
});

describe('Result URLs', () => {
  it('media must come from the upload service or an earlier result', () =>
    withEmulator({}, async (emulator, client) => {
      const foreign = await client.submit('recraft/crisp-upscale', { image: 'https://example.com/a.png' });
      assert.deepEqual([foreign.code, foreign.data], [500, null]);
      const sound = await client.submit('recraft/crisp-upscale', {
        image: await client.upload('melody.mp3', sample('melody.mp3'))
      });
      assert.equal(sound.code, 422);
      const disguised = await client.submit('recraft/crisp-upscale', {
        image: await client.upload('a.png', sample('melody.mp3'))
      });
      assert.equal(disguised.code, 422, 'the content counts, not the name');
      const earlier = await client.firstResult('z-image', { prompt: 'A boat', aspect_ratio: '1:1' });
      assert.equal((await client.submit('recraft/crisp-upscale', { image: earlier })).code, 200);
      assert.equal(emulator.submissions.length, 2);
    }));

  it('results are served with type, length and ranges, without a key', () =>
    withEmulator({}, async (emulator, client) => {
      const address = await client.firstResult('z-image', { prompt: 'A boat', aspect_ratio: '1:1' });
      const whole = await fetch(address);
      const bytes = Buffer.from(await whole.arrayBuffer());
      assert.equal(whole.headers.get('content-type'), 'image/png');
      assert.equal(whole.headers.get('content-length'), String(bytes.length));
      const part = await fetch(address, { headers: { range: 'bytes=10-' } });
      assert.equal(part.status, 206);
      assert.ok(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10)));
      assert.equal((await fetch(address, { headers: { range: `bytes=${bytes.length}-` } })).status, 416);
      assert.equal((await fetch(`${emulator.storageBaseUrl}/result/0/a.png`)).status, 404);
      assert.deepEqual(emulator.leaks, []);
    }));

  it('a key sent to storage or to another origin is a leak', () =>
    withEmulator({}, async emulator => {
      await fetch(`${emulator.storageBaseUrl}/x`, { headers: { authorization: `Bearer ${emulator.key}` } });
      await fetch(`${emulator.elsewhereBaseUrl}/y`, { headers: { authorization: 'Bearer other' } });
      await fetch(`${emulator.elsewhereBaseUrl}/z?key=${emulator.key}`);
      assert.deepEqual(
        emulator.leaks.map(leak => leak.path),
        ['/x', '/y', '/z']
      );
    }));

  it('results expire after 24 hours, download-url adds 20 minutes', async () => {
    let now = Date.now();
    await withEmulator({ now: () => now }, async (_emulator, client) => {
      const address = await client.firstResult('z-image', { prompt: 'A boat', aspect_ratio: '1:1' });
      now += 24 * 3_600_000;
      assert.equal((await fetch(address)).status, 403);
      const second = await client.remint(address);
      assert.equal((await fetch(second)).status, 200);
      now += 20 * 60_000;
      assert.equal((await fetch(second)).status, 403);
      assert.equal((await fetch(await client.remint(address))).status, 200);
    });
  });

  it('a switch expires all results at once, but no uploads', () =>
    withEmulator({}, async (emulator, client) => {
      const upload = await client.upload('product.webp');
      const address = await client.firstResult('recraft/crisp-upscale', { image: upload });
      emulator.expireResults();
      assert.equal((await fetch(address)).status, 403);
      assert.equal((await fetch(upload)).status, 200);
    }));

  it('a seed gives the same IDs and URLs again', async () => {
    const ids = new Set<string>();
    for (let run = 0; run < 2; run++) {
      await withEmulator({ seed: 7 }, async (_emulator, client) => {
        const address = await client.firstResult('z-image', { prompt: 'A boat', aspect_ratio: '1:1' });
        ids.add(createHash('sha256').update(new URL(address).pathname).digest('hex'));
      });
    }
    assert.equal(ids.size, 1);
  });
});
