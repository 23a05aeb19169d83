/** The shapes of responses recorded from the live API (March to October 2026). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageSize } from 'image-size';
import { sample, withEmulator } from './client.ts';
import { CALLBACK, withLegacyEmulator } from './legacy/client.ts';
import type { LegacyFixture } from './legacy/client.ts';
import { SONG_TITLE, VEO } from './legacy/sources.ts';

const BOAT = { prompt: 'A boat', aspect_ratio: '1:1' };

describe('recordInfo, as recorded', () => {
  it('a running task has every field, with input as JSON text', () =>
    withEmulator({ faults: [{ call: 'task', effect: { kind: 'stuck' } }] }, async (emulator, client) => {
      const { data: made } = await client.submit('z-image', BOAT);
      assert.equal(made?.['recordId'], made?.['taskId']);
      const { data } = await client.record(String(made?.['taskId']));
      const param = '{"input":"{\\"prompt\\":\\"A boat\\",\\"aspect_ratio\\":\\"1:1\\"}","model":"z-image"}';
      assert.deepEqual(
        { ...data, state: 'waiting' },
        {
          taskId: made?.['taskId'],
          model: 'z-image',
          state: 'waiting',
          param,
          resultJson: '',
          failCode: null,
          failMsg: null,
          costTime: null,
          completeTime: null,
          creditsConsumed: 0,
          createTime: emulator.tasks[0]?.createTime,
          operationType: 'z-image',
          successFlag: 0,
          paramJson: param
        }
      );
    }));

  it('a finished task has its result twice, its price and its seconds', async () => {
    let now = 1_786_334_162_588;
    await withEmulator({ now: () => now }, async (emulator, client) => {
      const { data: made } = await client.submit('z-image', BOAT);
      now += 69_661;
      const data = await client.finished(String(made?.['taskId']));
      assert.equal(data['costTime'], 69);
      assert.equal(Number(data['completeTime']) - Number(data['createTime']), 69_661);
      assert.equal(data['creditsConsumed'], emulator.submissions[0]?.credits);
      assert.deepEqual(data['response'], JSON.parse(String(data['resultJson'])));
      assert.equal(data['successFlag'], 1);
      assert.deepEqual([data['updateTime'], data['progress']], [undefined, undefined]);
    });
  });

  it('two of three failed tasks have neither end time nor cost', () => {
    const fail = {
      call: 'task',
      effect: { kind: 'fail', failCode: '422', failMsg: 'task id is blank' },
      times: 0
    } as const;
    return withEmulator({ faults: [fail] }, async (_emulator, client) => {
      const hidden = [];
      for (let n = 0; n < 30; n++) {
        const { data: made } = await client.submit('z-image', BOAT);
        const data = await client.finished(String(made?.['taskId']));
        assert.deepEqual([data['successFlag'], data['resultJson'], data['failCode']], [3, '', '422']);
        hidden.push([data['costTime'], data['completeTime'], data['creditsConsumed']].every(value => value === null));
      }
      const count = hidden.filter(Boolean).length;
      assert.ok(count >= 14 && count <= 26, `${count} of 30`);
    });
  });

  it('a prepaid model has its full price while it runs', () =>
    withEmulator({ faults: [{ call: 'task', effect: { kind: 'stuck' } }] }, async (emulator, client) => {
      const input = { prompt: 'A boat', resolution: '720p', duration: 5, audio: false, customize_multi_shots: false };
      const { data: made, msg } = await client.submit('kling-3.0-omni/text-to-video', input);
      const { data } = await client.record(String(made?.['taskId']));
      assert.equal(data?.['creditsConsumed'], emulator.submissions[0]?.credits, msg);
      assert.notEqual(data?.['creditsConsumed'], 0);
    }));

  const formats: readonly (readonly [what: string, input: object, format: string])[] = [
    ['no output_format', {}, 'jpeg'],
    ['output_format jpeg', { output_format: 'jpeg' }, 'jpeg'],
    ['output_format png', { output_format: 'png' }, 'png']
  ];
  for (const [what, more, format] of formats) {
    it(`layers with ${what}: a ${format} base, and a PNG the size of its box`, () =>
      withEmulator({}, async (emulator, client) => {
        const image_url = await client.upload('portrait.png');
        const input = { image_url, prompt: 'The subject', size: 'auto', ...more };
        const { resultObject, resultUrls } = await client.run('seedream/5-pro-layer-decomposition', input);
        const urls = resultUrls as readonly string[];
        const { width, height } = imageSize(sample('portrait.png'));
        const box = [width / 4, height / 4, width, height];
        assert.deepEqual(resultObject, {
          layers_data: [
            { z_index: 0, size: `${width}x${height}`, output_format: format, url: urls[0] },
            {
              z_index: 1,
              size: `${width * 0.75}x${height * 0.75}`,
              output_format: 'png',
              bounding_box: { absolute: box, normalized: [250, 250, 999, 999] },
              name: 'Subject',
              description: 'The subject in front',
              url: urls[1]
            }
          ]
        });
        const files = await Promise.all(urls.map(async url => imageSize(await client.download(url))));
        assert.deepEqual(
          files.map(file => [file.type, `${file.width}x${file.height}`]),
          [
            [format === 'png' ? 'png' : 'jpg', `${width}x${height}`],
            ['png', `${width * 0.75}x${height * 0.75}`]
          ]
        );
        assert.equal(emulator.submissions[0]?.credits, 14);
      }));
  }
});

describe('createTask rejections, as recorded', () => {
  const field = { status: 200, code: 500, msg: 'This field is required', data: null };
  const rows: readonly (readonly [what: string, input: object])[] = [
    ['a missing field', { aspect_ratio: '1:1' }],
    ['an empty field', { ...BOAT, prompt: '' }],
    ['another type', { ...BOAT, prompt: 7 }],
    ['another value', { ...BOAT, aspect_ratio: '7:1' }]
  ];
  for (const [what, input] of rows) {
    it(`${what}: code 500 inside 200, as one sentence`, () =>
      withEmulator({}, async (emulator, client) => {
        assert.deepEqual(await client.submit('z-image', input), field);
        assert.equal(emulator.submissions.length, 0);
      }));
  }

  const unfetched = { ...field, msg: 'Server exception, please try again later' };
  const foreign: readonly (readonly [model: string, input: object])[] = [
    ['elevenlabs/audio-isolation', { audio_url: 'https://x.invalid/a.mp3' }],
    ['google/nano-banana-edit', { prompt: 'x', image_urls: ['http://x.invalid/a.png'] }]
  ];
  for (const [model, input] of foreign) {
    it(`${model} with a file of another host: code 500, as another sentence`, () =>
      withEmulator({}, async (emulator, client) => {
        assert.deepEqual(await client.submit(model, input), unfetched);
        assert.equal(emulator.submissions.length, 0);
      }));
  }

  it('a missing field is reported before a file of another host', () =>
    withEmulator({}, async (_emulator, client) => {
      const input = { image_urls: ['https://x.invalid/a.png'] };
      assert.deepEqual(await client.submit('google/nano-banana-edit', input), field);
    }));

  it('a file with a private scheme is rejected with its path', () =>
    withEmulator({}, async (_emulator, client) => {
      const { code, msg } = await client.submit('elevenlabs/audio-isolation', { audio_url: 'oss://a.mp3' });
      assert.equal(code, 422);
      assert.match(msg ?? '', /^input\.audio_url: /);
    }));

  it('an expired file: the same sentence', async () => {
    let now = Date.now();
    await withEmulator({ now: () => now }, async (_emulator, client) => {
      const image = await client.upload('portrait.png');
      now += 24 * 3_600_000 - 1;
      assert.equal((await client.submit('recraft/crisp-upscale', { image })).code, 200);
      now += 1;
      assert.deepEqual(await client.submit('recraft/crisp-upscale', { image }), unfetched);
    });
  });
});

describe('Legacy endpoints, as recorded', () => {
  const unknown: readonly (readonly [path: string, code: number, msg: string])[] = [
    ['/aleph/record-info', 200, 'success'],
    ['/runway/record-detail', 200, 'success'],
    ['/generate/record-info', 200, 'success'],
    ['/lyrics/record-info', 200, 'success'],
    ['/suno/cover/record-info', 200, 'success'],
    ['/vocal-removal/record-info', 200, 'success'],
    ['/voice/record-info', 200, 'success'],
    ['/voice/validate-info', 200, 'success'],
    ['/flux/kontext/record-info', 422, 'The record does not exist'],
    ['/gpt4o-image/record-info', 422, 'The record does not exist'],
    ['/veo/record-info', 422, 'Record not found for taskId: none'],
    ['/veo/get-1080p-video', 422, 'Record does not exist']
  ];
  for (const [path, code, msg] of unknown) {
    it(
      `${path}: an unknown ID returns ${code}`,
      withLegacyEmulator(async legacy => {
        assert.deepEqual(await legacy.get(path, { taskId: 'none' }), { status: 200, code, msg, data: null });
      })
    );
  }

  const refusals: readonly (readonly [path: string, body: object, msg: string])[] = [
    ['/generate', SONG_TITLE, 'Please enter callBackUrl.'],
    ['/suno/cover/generate', { taskId: 'none', callBackUrl: CALLBACK }, 'Original music record does not exist'],
    [
      '/vocal-removal/generate',
      { taskId: 'none', audioId: 'none', type: 'separate_vocal', callBackUrl: CALLBACK },
      'Record does not exist'
    ]
  ];
  for (const [path, body, msg] of refusals) {
    it(
      `${path}: ${msg}`,
      withLegacyEmulator(async legacy => {
        assert.deepEqual(await legacy.post(path, body), { status: 200, code: 422, msg, data: null });
      })
    );
  }

  const song = { defaultParamFlag: true, prompt: 'x', style: 'x', title: 'x', continueAt: 30, model: 'V5' };
  const parents: readonly (readonly [path: string, body: object, status: string])[] = [
    ['/generate/extend', { ...song, audioId: 'none', callBackUrl: CALLBACK }, '/generate/record-info'],
    ['/runway/extend', { taskId: 'none', prompt: 'x', quality: '720p' }, '/runway/record-detail']
  ];
  for (const [path, body, status] of parents) {
    it(
      `${path}: a missing parent is accepted and fails later`,
      withLegacyEmulator(async (legacy, emulator) => {
        const taskId = await legacy.make(path, body);
        assert.equal(emulator.submissions.length, 1);
        const data = await legacy.until(status, taskId, each => each['failMsg'] !== '' && each['errorCode'] !== null);
        assert.equal(data['errorMessage'] ?? data['failMsg'], 'internal error, please try again later.');
      })
    );
  }

  const DAY = 24 * 3_600_000;
  const videos: readonly (readonly [what: string, videoUrl: (legacy: LegacyFixture) => Promise<string>])[] = [
    ['an expired video', legacy => legacy.client.upload('clip.mp4')],
    ['a video of another host', () => Promise.resolve('https://x.invalid/a.mp4')]
  ];
  for (const [what, videoUrl] of videos) {
    it(`/aleph/generate: ${what} is accepted and fails with flag 3`, async () => {
      let now = Date.now();
      await withLegacyEmulator(
        async (legacy, emulator) => {
          const body = { prompt: 'In snow', videoUrl: await videoUrl(legacy) };
          now += DAY;
          const taskId = await legacy.make('/aleph/generate', body);
          assert.equal(emulator.submissions.length, 1);
          const data = await legacy.until('/aleph/record-info', taskId, each => each['successFlag'] !== 0);
          assert.deepEqual(data, {
            taskId,
            paramJson: JSON.stringify(body),
            response: null,
            completeTime: now,
            createTime: now,
            successFlag: 3,
            errorCode: 500,
            errorMessage: 'internal error, please try again later.'
          });
        },
        { now: () => now }
      )();
    });
  }

  it(
    '/veo/record-info: repeats aspectRatio, with a null response while running',
    withLegacyEmulator(async (legacy, emulator) => {
      emulator.faults.script({ call: 'task', effect: { kind: 'stuck' } });
      const taskId = await legacy.make('/veo/generate', { ...VEO, aspect_ratio: '9:16' });
      const { data } = await legacy.get('/veo/record-info', { taskId });
      const { createTime } = emulator.tasks[0] ?? {};
      const param = { enableTranslation: true, enableFallback: false, ...VEO, aspectRatio: '9:16' };
      assert.deepEqual(data, {
        taskId,
        paramJson: JSON.stringify(param),
        response: null,
        successFlag: 0,
        fallbackFlag: false,
        completeTime: null,
        createTime,
        errorCode: null,
        errorMessage: ''
      });
    })
  );

  it(
    '/style/generate and /omni/audio/create return errorMsg and audioId',
    withLegacyEmulator(async legacy => {
      const { data: style } = await legacy.post('/style/generate', { content: 'Pop, Mysterious' });
      assert.deepEqual([style?.['errorMsg'], style?.['errorCode'], style?.['param']], [null, null, 'Pop, Mysterious']);
      assert.equal(typeof style?.['createTime'], 'number');
      const voice = { audio_id: 'achernar', name: 'Anna', voice_description: 'Calm', example_dialogue: 'Hello' };
      const { data: omni } = await legacy.post('/omni/audio/create', voice);
      assert.deepEqual(Object.keys(omni ?? {}), ['audioId', 'name']);
    })
  );
});
