import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageSize } from 'image-size';
import { textOf } from '../../../emulator/check/values.ts';
import { sample } from '../client.ts';
import { CALLBACK, withLegacyEmulator } from './client.ts';
import type { Data, LegacyFixture } from './client.ts';
import { mjTask, veoTask } from './sources.ts';

const isDone = (data: Data): boolean => data['successFlag'] === 1 || data['successFlag'] === 'SUCCESS';

describe('Legacy Veo', () => {
  it(
    'the 1080p version is ordered once and queried until its code is 200',
    withLegacyEmulator(async (legacy, emulator) => {
      const taskId = await veoTask(legacy);
      const { credits } = emulator;
      emulator.faults.script({ call: 'task', effect: { kind: 'steps', polls: 3 } });
      const ask = (more: Record<string, string> = {}): ReturnType<LegacyFixture['get']> =>
        legacy.get('/veo/get-1080p-video', { taskId, ...more });
      assert.deepEqual([(await ask()).code, (await ask({ index: '0' })).code], [400, 400]);
      const { code, data } = await ask();
      assert.equal(code, 200);
      assert.equal(emulator.findFile(String(data?.['resultUrl']))?.mime, 'video/mp4');
      assert.equal(emulator.credits, credits - 5);
      assert.equal(emulator.submissions.length, 2);
      assert.equal((await ask({ index: '1' })).code, 422);
      assert.equal((await ask({ index: 'x' })).code, 422);
      assert.equal((await legacy.get('/veo/get-1080p-video', { taskId: 'none' })).code, 422);
    })
  );

  it(
    'the 4K version is queried by the same call, which is not charged twice',
    withLegacyEmulator(async (legacy, emulator) => {
      const source = await veoTask(legacy);
      emulator.faults.script({ call: 'task', effect: { kind: 'steps', polls: 2 } });
      const order = async (): Promise<Data> => (await legacy.post('/veo/get-4k-video', { taskId: source })).data ?? {};
      const first = await order();
      assert.deepEqual([first['resultUrls'], first['imageUrls']], [null, null]);
      await legacy.until('/veo/record-info', String(first['taskId']), isDone);
      const again = await order();
      assert.equal(again['taskId'], first['taskId']);
      assert.equal((again['resultUrls'] as unknown[]).length, 1);
      assert.equal(emulator.submissions.length, 2);
    })
  );
});

describe('Legacy images', () => {
  it(
    'Midjourney upscales the given image of four different ones',
    withLegacyEmulator(async legacy => {
      const source = await mjTask(legacy);
      const images = async (taskId: string): Promise<Buffer[]> => {
        const { resultInfoJson } = await legacy.until('/mj/record-info', taskId, isDone);
        const { resultUrls } = resultInfoJson as { resultUrls: readonly { resultUrl: string }[] };
        return Promise.all(resultUrls.map(({ resultUrl }) => legacy.client.download(resultUrl)));
      };
      const four = await images(source);
      assert.equal(new Set(four.map(bytes => bytes.toString('base64'))).size, 4);
      const upscale = await legacy.make('/mj/generateUpscale', { taskId: source, imageIndex: 2 });
      const [large] = await images(upscale);
      const [before, after] = [imageSize(four[2] ?? Buffer.alloc(0)), imageSize(large ?? Buffer.alloc(0))];
      assert.deepEqual([after.width, after.height], [before.width * 2, before.height * 2]);
      assert.equal((await legacy.post('/mj/generateUpscale', { taskId: upscale, imageIndex: 1 })).code, 422);
    })
  );

  it(
    '4o Image reports progress and creates links for its own images',
    withLegacyEmulator(async (legacy, emulator) => {
      emulator.faults.script({ call: 'task', effect: { kind: 'steps', polls: 4 } });
      const taskId = await legacy.make('/gpt4o-image/generate', { prompt: 'A boat', size: '3:2' });
      const progress: unknown[] = [];
      const data = await legacy.until('/gpt4o-image/record-info', taskId, record => {
        progress.push(record['progress']);
        return record['status'] === 'SUCCESS';
      });
      assert.deepEqual(progress, ['0.25', '0.50', '0.75', '1.00']);
      const [url] = (data['response'] as { resultUrls: readonly string[] }).resultUrls;
      emulator.expireResults();
      const link = await legacy.post('/gpt4o-image/download-url', { taskId, url });
      assert.equal((await fetch(textOf(link.data))).status, 200);
      assert.equal((await legacy.post('/gpt4o-image/download-url', { taskId, url: CALLBACK })).code, 422);
    })
  );

  it(
    'Luma can have flag 4: the video is ready, only the callback failed',
    withLegacyEmulator(async (legacy, emulator) => {
      emulator.faults.script({ call: 'task', effect: { kind: 'state', word: '4', polls: 99 } });
      const body = { prompt: 'In snow', videoUrl: await legacy.client.upload('clip.mp4', sample('clip.mp4')) };
      const taskId = await legacy.make('/modify/generate', body);
      const data = await legacy.until('/modify/record-info', taskId, record => record['response'] !== null);
      assert.equal(data['successFlag'], 4);
    })
  );
});
