import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageSize } from 'image-size';
import type { Emulator, EmulatorOptions } from '../../emulator/emulator.ts';
import type { Effect } from '../../emulator/types.ts';
import { textOf } from '../../emulator/values.ts';
import { sample, withEmulator } from './client.ts';
import { CALLBACK, Former } from './formerClient.ts';
import type { Data } from './formerClient.ts';
import { mjTask, SONG, song, veoTask } from './formerRows.ts';

function withFormer(
  run: (former: Former, emulator: Emulator) => Promise<void>,
  options: EmulatorOptions = {}
): () => Promise<void> {
  return () => withEmulator(options, (emulator, client) => run(new Former(emulator, client), emulator));
}

const isDone = (data: Data): boolean => data['successFlag'] === 1 || data['successFlag'] === 'SUCCESS';
const MUSIC = { ...SONG, callBackUrl: CALLBACK };

describe('Former music', () => {
  it(
    'gives the words first, then one song, then both',
    withFormer(async (former, emulator) => {
      emulator.faults.script({ call: 'task', effect: { kind: 'steps', polls: 12 } });
      const taskId = await former.make('/generate', MUSIC);
      const tracks = async (status: string): Promise<readonly Data[] | null> => {
        const data = await former.until('/generate/record-info', taskId, record => record['status'] === status);
        return (data['response'] as { sunoData: readonly Data[] } | null)?.sunoData ?? null;
      };
      const sounds = (list: readonly Data[] | null): unknown[] => (list ?? []).map(track => track['audioUrl'] !== '');
      assert.equal(await tracks('PENDING'), null);
      const words = await tracks('TEXT_SUCCESS');
      assert.deepEqual(sounds(words), [false, false]);
      assert.equal(words?.[0]?.['prompt'], SONG.prompt);
      assert.deepEqual(sounds(await tracks('FIRST_SUCCESS')), [true, false]);
      const both = await tracks('SUCCESS');
      assert.deepEqual(sounds(both), [true, true]);
      assert.notEqual(both?.[0]?.['id'], both?.[1]?.['id']);
      assert.deepEqual(
        both?.map(track => track['id']),
        words.map(track => track['id'])
      );
    })
  );

  for (const word of ['CREATE_TASK_FAILED', 'GENERATE_AUDIO_FAILED', 'CALLBACK_EXCEPTION', 'SENSITIVE_WORD_ERROR']) {
    it(
      `may end in ${word}`,
      withFormer(async (former, emulator) => {
        emulator.faults.script({ call: 'task', model: '/generate', effect: { kind: 'fail', word } });
        const taskId = await former.make('/generate', MUSIC);
        const data = await former.until('/generate/record-info', taskId, record => record['errorCode'] !== null);
        assert.deepEqual([data['status'], data['errorCode'], data['response']], [word, 501, null]);
      })
    );
  }

  it(
    'answers an unknown task with null inside 200, where others say 422',
    withFormer(async former => {
      const veo = await veoTask(former);
      for (const [path, code] of [
        ['/generate/record-info', 200],
        ['/wav/record-info', 422],
        ['/runway/record-detail', 422]
      ] as const) {
        for (const taskId of ['none', veo]) {
          const reply = await former.get(path, { taskId });
          assert.deepEqual([reply.code, reply.data], [code, null]);
        }
        assert.equal((await former.get(path, { taskId: '' })).code, 400);
        assert.equal((await former.get(path, { taskId: 'none', more: '1' })).code, 400);
      }
    })
  );

  it(
    'takes three queries a second for one task',
    withFormer(
      async former => {
        const taskId = await former.make('/generate', MUSIC);
        const codes = [];
        for (let i = 0; i < 4; i++) codes.push((await former.get('/generate/record-info', { taskId })).code);
        assert.deepEqual(codes, [200, 200, 200, 429]);
      },
      { limits: {}, now: () => 1_000_000 }
    )
  );

  it(
    'makes one WAV, music video, cover and persona of each track',
    withFormer(async (former, emulator) => {
      const track = await song(former);
      const persona = { ...track, name: 'Calm', description: 'A calm voice' };
      const rows: readonly (readonly [path: string, body: object, code: number])[] = [
        ['/wav/generate', { ...track, callBackUrl: CALLBACK }, 409],
        ['/mp4/generate', { ...track, callBackUrl: CALLBACK }, 409],
        ['/suno/cover/generate', { taskId: track.taskId }, 400],
        ['/generate/generate-persona', persona, 409]
      ];
      for (const [path, body, code] of rows) {
        assert.equal((await former.post(path, body)).code, 200, path);
        assert.equal((await former.post(path, body)).code, code, path);
      }
      assert.equal(emulator.submissions.length, 1 + rows.length);
    })
  );

  it(
    'splits into two stems, or into those that it finds, with null for the rest',
    withFormer(async former => {
      const track = await song(former);
      const split = async (type: string): Promise<Data> => {
        const taskId = await former.make('/vocal-removal/generate', { ...track, type, callBackUrl: CALLBACK });
        const data = await former.until('/vocal-removal/record-info', taskId, isDone);
        return data['response'] as Data;
      };
      const found = (response: Data): string[] =>
        Object.keys(response).filter(name => name.endsWith('Url') && response[name] !== null);
      assert.deepEqual(found(await split('separate_vocal')).sort(), ['instrumentalUrl', 'vocalUrl']);
      const all = await split('split_stem');
      assert.equal(found(all).length, 10);
      assert.equal(all['instrumentalUrl'], null);
      assert.equal((all['originData'] as unknown[]).length, 10);
    })
  );

  it(
    'makes notes of one stem or of all, lyrics, and a phrase',
    withFormer(async former => {
      const track = await song(former);
      const taskId = await former.make('/vocal-removal/generate', { ...track, callBackUrl: CALLBACK });
      const separation = await former.until('/vocal-removal/record-info', taskId, isDone);
      const [stem] = (separation['response'] as { originData: readonly { id: string }[] }).originData;
      const instruments = async (more: object): Promise<number> => {
        const id = await former.make('/midi/generate', { taskId, callBackUrl: CALLBACK, ...more });
        const { midiData } = await former.until('/midi/record-info', id, isDone);
        return (midiData as { instruments: unknown[] }).instruments.length;
      };
      assert.deepEqual([await instruments({}), await instruments({ audioId: stem?.id })], [2, 1]);
      assert.equal((await former.post('/midi/generate', { ...track, callBackUrl: CALLBACK })).code, 422);
      const id = await former.make('/lyrics', { prompt: 'A boat' });
      const { response } = await former.until('/lyrics/record-info', id, data => data['status'] === 'SUCCESS');
      const [draft] = (response as { data: readonly Data[] }).data;
      assert.match(String(draft?.['text']), /A boat/);
    })
  );

  it(
    'answers some requests at once, and takes their price',
    withFormer(async (former, emulator) => {
      const track = await song(former);
      const { credits } = emulator;
      const words = (await former.post('/generate/get-timestamped-lyrics', track)).data?.['alignedWords'] as Data[];
      assert.deepEqual(
        words.map(row => String(row['word']).trim()),
        SONG.prompt.split(' ')
      );
      assert.equal(emulator.credits, credits - 0.5);
      const silent = await song(former, { instrumental: true });
      const none = await former.post('/generate/get-timestamped-lyrics', silent);
      assert.deepEqual(none.data?.['alignedWords'], [], 'nothing is sung in an instrumental');
      assert.match(String((await former.post('/style/generate', { content: 'pop' })).data?.['result']), /^pop, /);
      const persona = await former.post('/generate/generate-persona', {
        ...track,
        name: 'Calm',
        description: 'A voice'
      });
      const custom = { prompt: 'x', customMode: true, instrumental: false, style: 'pop', title: 'x', model: 'V5' };
      const sing = (personaId: unknown): object => ({ ...custom, personaId, callBackUrl: CALLBACK });
      assert.equal((await former.post('/generate', sing(persona.data?.['personaId']))).code, 200);
      assert.equal((await former.post('/generate', sing('none'))).code, 422);
      assert.equal(emulator.submissions.length, 7);
    })
  );

  it(
    'makes a voice of a sung phrase',
    withFormer(async former => {
      const voiceUrl = await former.client.upload('melody.mp3');
      const phrase = await former.make('/voice/validate', { voiceUrl, vocalStartS: 0, vocalEndS: 5 });
      const ready = await former.until('/voice/validate-info', phrase, data => data['status'] === 'wait_validating');
      assert.match(String(ready['validateInfo']), /^Sing /);
      const taskId = await former.make('/voice/generate', { taskId: phrase, verifyUrl: voiceUrl });
      const made = await former.until('/voice/record-info', taskId, data => data['status'] === 'success');
      assert.notEqual(made['voiceId'], '');
      const check = await former.post('/voice/check-voice', { task_id: taskId });
      assert.deepEqual(check.data, { isAvailable: true });
      assert.equal((await former.post('/voice/check-voice', { taskId })).code, 422);
    })
  );
});

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

describe('Former requests that continue something', () => {
  it(
    'name finished tasks of the right service and what is in them',
    withFormer(async (former, emulator) => {
      const [veo, mj, track, other] = [
        await veoTask(former),
        await mjTask(former),
        await song(former),
        await song(former)
      ];
      emulator.faults.script({ call: 'task', effect: { kind: 'stuck' } });
      const unfinished = await former.make('/veo/generate', { prompt: 'A boat' });
      const section = { ...track, prompt: 'x', tags: 'x', title: 'x', fullLyrics: 'x' };
      const extend = { audioId: track.audioId, model: 'V5', callBackUrl: CALLBACK, defaultParamFlag: true };
      const custom = { ...extend, prompt: 'x', style: 'x', title: 'x' };
      const rows: readonly (readonly [path: string, body: object])[] = [
        ['/veo/extend', { taskId: unfinished, prompt: 'x' }],
        ['/veo/extend', { taskId: mj, prompt: 'x' }],
        ['/mj/generateVary', { taskId: veo, imageIndex: 0 }],
        ['/mj/generateVary', { taskId: mj, imageIndex: 4 }],
        ['/veo/get-4k-video', { taskId: veo, index: 1 }],
        ['/wav/generate', { taskId: other.taskId, audioId: track.audioId, callBackUrl: CALLBACK }],
        ['/generate/replace-section', { ...section, infillStartS: 30, infillEndS: 60 }],
        ['/generate/extend', { ...custom, continueAt: 600 }]
      ];
      for (const [path, body] of rows) {
        assert.equal((await former.post(path, body)).code, 422, `${path} ${JSON.stringify(body)}`);
      }
      assert.equal((await former.post('/generate/extend', { ...custom, continueAt: 20 })).msg, 'success');
    })
  );
});

describe('Faults of former endpoints', () => {
  const gone: readonly (readonly [as: 'status' | 'code' | 'moved', status: number, code: number])[] = [
    ['status', 404, 404],
    ['code', 200, 404],
    ['moved', 200, 505]
  ];
  for (const [as, status, code] of gone) {
    it(
      `one may be gone, with status ${status} and code ${code}`,
      withFormer(async (former, emulator) => {
        emulator.faults.script({ call: 'createTask', model: '/veo/generate', effect: { kind: 'gone', as }, times: 0 });
        const reply = await former.post('/veo/generate', { prompt: 'A boat' });
        assert.deepEqual([reply.status, reply.code], [status, code]);
        assert.equal(emulator.submissions.length, 0);
        assert.equal(typeof (await mjTask(former)), 'string', 'others live on');
      })
    );
  }

  it(
    'a lost answer leaves one paid task, a reset none',
    withFormer(async (former, emulator) => {
      const lost: readonly (readonly [effect: Effect, count: number])[] = [
        [{ kind: 'reset' }, 0],
        [{ kind: 'resetAfter' }, 1],
        [{ kind: 'malformed' }, 2]
      ];
      for (const [effect, count] of lost) {
        emulator.faults.script({ call: 'createTask', model: '/veo/generate', effect });
        await assert.rejects(former.make('/veo/generate', { prompt: 'A boat' }));
        assert.equal(emulator.submissions.length, count);
      }
    })
  );

  it(
    'a query may fail with a code',
    withFormer(async (former, emulator) => {
      const taskId = await veoTask(former);
      emulator.faults.script({ call: 'recordInfo', model: '/veo/record-info', effect: { kind: 'code', code: 455 } });
      assert.equal((await former.get('/veo/record-info', { taskId })).code, 455);
      assert.equal((await former.get('/veo/record-info', { taskId })).code, 200);
    })
  );

  it(
    'too few credits are 402 and nothing is taken',
    withFormer(
      async (former, emulator) => {
        assert.equal((await former.post('/generate', MUSIC)).code, 402);
        assert.deepEqual([emulator.credits, emulator.submissions.length], [5, 0]);
      },
      { credits: 5 }
    )
  );
});
