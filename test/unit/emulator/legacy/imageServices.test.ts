import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageSize } from 'image-size';
import { textOf } from '../../../emulator/check/values.ts';
import { sample } from '../client.ts';
import { CALLBACK, withFormer } from './client.ts';
import type { Data, Former } from './client.ts';
import { mjTask, veoTask } from './sources.ts';

const isDone = (data: Data): boolean => data['successFlag'] === 1 || data['successFlag'] === 'SUCCESS';

describe('Former Veo', () => {
  it(
    'the 1080p version is ordered once and asked for until its code is 200',
    withFormer(async (former, emulator) => {
      const taskId = await veoTask(former);
      const { credits } = emulator;
      emulator.faults.script({ call: 'task', effect: { kind: 'steps', polls: 3 } });
      const ask = (more: Record<string, string> = {}): ReturnType<Former['get']> =>
        former.get('/veo/get-1080p-video', { taskId, ...more });
      assert.deepEqual([(await ask()).code, (await ask({ index: '0' })).code], [400, 400]);
      const { code, data } = await ask();
      assert.equal(code, 200);
      assert.equal(emulator.findFile(String(data?.['resultUrl']))?.mime, 'video/mp4');
      assert.equal(emulator.credits, credits - 5);
      assert.equal(emulator.submissions.length, 2);
      assert.equal((await ask({ index: '1' })).code, 422);
      assert.equal((await ask({ index: 'x' })).code, 422);
      assert.equal((await former.get('/veo/get-1080p-video', { taskId: 'none' })).code, 422);
    })
  );

  it(
    'the 4K version is told of by the same call again, which is not paid twice',
    withFormer(async (former, emulator) => {
      const source = await veoTask(former);
      emulator.faults.script({ call: 'task', effect: { kind: 'steps', polls: 2 } });
      const order = async (): Promise<Data> => (await former.post('/veo/get-4k-video', { taskId: source })).data ?? {};
      const first = await order();
      assert.deepEqual([first['resultUrls'], first['imageUrls']], [null, null]);
      await former.until('/veo/record-info', String(first['taskId']), isDone);
      const again = await order();
      assert.equal(again['taskId'], first['taskId']);
      assert.equal((again['resultUrls'] as unknown[]).length, 1);
      assert.equal(emulator.submissions.length, 2);
    })
  );
});

describe('Former pictures', () => {
  it(
    'Midjourney enlarges the picture that is named, of four that differ',
    withFormer(async former => {
      const source = await mjTask(former);
      const pictures = async (taskId: string): Promise<Buffer[]> => {
        const { resultInfoJson } = await former.until('/mj/record-info', taskId, isDone);
        const { resultUrls } = resultInfoJson as { resultUrls: readonly { resultUrl: string }[] };
        return Promise.all(resultUrls.map(({ resultUrl }) => former.client.download(resultUrl)));
      };
      const four = await pictures(source);
      assert.equal(new Set(four.map(bytes => bytes.toString('base64'))).size, 4);
      const upscale = await former.make('/mj/generateUpscale', { taskId: source, imageIndex: 2 });
      const [large] = await pictures(upscale);
      const [before, after] = [imageSize(four[2] ?? Buffer.alloc(0)), imageSize(large ?? Buffer.alloc(0))];
      assert.deepEqual([after.width, after.height], [before.width * 2, before.height * 2]);
      assert.equal((await former.post('/mj/generateUpscale', { taskId: upscale, imageIndex: 1 })).code, 422);
    })
  );

  it(
    '4o Image counts its progress, and makes links for its own pictures',
    withFormer(async (former, emulator) => {
      emulator.faults.script({ call: 'task', effect: { kind: 'steps', polls: 4 } });
      const taskId = await former.make('/gpt4o-image/generate', { prompt: 'A boat', size: '3:2' });
      const progress: unknown[] = [];
      const data = await former.until('/gpt4o-image/record-info', taskId, record => {
        progress.push(record['progress']);
        return record['status'] === 'SUCCESS';
      });
      assert.deepEqual(progress, ['0.25', '0.50', '0.75', '1.00']);
      const [url] = (data['response'] as { resultUrls: readonly string[] }).resultUrls;
      emulator.expireResults();
      const link = await former.post('/gpt4o-image/download-url', { taskId, url });
      assert.equal((await fetch(textOf(link.data))).status, 200);
      assert.equal((await former.post('/gpt4o-image/download-url', { taskId, url: CALLBACK })).code, 422);
    })
  );

  it(
    'Luma may say 4: the clip is there, only the callback failed',
    withFormer(async (former, emulator) => {
      emulator.faults.script({ call: 'task', effect: { kind: 'state', word: '4', polls: 99 } });
      const body = { prompt: 'In snow', videoUrl: await former.client.upload('clip.mp4', sample('clip.mp4')) };
      const taskId = await former.make('/modify/generate', body);
      const data = await former.until('/modify/record-info', taskId, record => record['response'] !== null);
      assert.equal(data['successFlag'], 4);
    })
  );
});
