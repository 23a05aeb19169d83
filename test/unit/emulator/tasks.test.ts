import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Emulator } from '../../emulator/emulator.ts';
import { sample, withEmulator } from './client.ts';

const GOOD = { prompt: 'A boat', aspect_ratio: '1:1' } as const;

describe('Tasks', () => {
  it('go from waiting to success and report their cost', () =>
    withEmulator({ taskMs: 60_000 }, async (emulator, client) => {
      const { data } = await client.submit('z-image', GOOD);
      assert.deepEqual(Object.keys(data ?? {}), ['taskId', 'recordId']);
      const record = (await client.record(String(data?.['taskId']))).data;
      assert.equal(record?.['state'], 'waiting');
      assert.equal(record['resultJson'], '');
      assert.equal(record['param'], JSON.stringify({ input: JSON.stringify(GOOD), model: 'z-image' }));
      assert.equal(emulator.tasks.length, 1);
    }));

  it('include JSON text, times and credits at their end', () =>
    withEmulator({}, async (emulator, client) => {
      const { data } = await client.submit('z-image', GOOD);
      const record = await client.finished(String(data?.['taskId']));
      assert.equal(typeof record['resultJson'], 'string');
      assert.ok(Number(record['completeTime']) >= Number(record['createTime']));
      assert.equal(record['creditsConsumed'], emulator.submissions[0]?.credits);
    }));
});

describe('Credits', () => {
  const rows: readonly (readonly [model: string, input: Record<string, unknown>, credits: number])[] = [
    [
      'kling-3.0/video',
      { prompt: 'A boat', aspect_ratio: '1:1', mode: 'std', sound: false, duration: '5', multi_shots: false },
      70
    ],
    ['google/imagen4-fast', GOOD, 4],
    ['elevenlabs/text-to-speech-turbo-2-5', { text: 'x'.repeat(500), voice: 'EkK5I93UQWFDigLMpZcX' }, 3]
  ];
  for (const [model, input, credits] of rows) {
    it(`cost ${credits} for ${model}`, () =>
      withEmulator({ credits: 100 }, async (emulator, client) => {
        assert.equal((await client.submit(model, input)).msg, 'success');
        assert.equal(emulator.credits, 100 - credits);
        const balance = await client.call('GET', `${emulator.apiBaseUrl}/api/v1/chat/credit`);
        assert.equal(balance.data, 100 - credits);
      }));
  }

  it('are not charged when they are too few; the response is 402', () =>
    withEmulator({ credits: 3 }, async (emulator, client) => {
      assert.equal((await client.submit('google/imagen4-fast', GOOD)).code, 402);
      assert.equal(emulator.credits, 3);
      emulator.credits = 4;
      assert.equal((await client.submit('google/imagen4-fast', GOOD)).code, 200);
    }));

  it('are not refunded when a task fails', () =>
    withEmulator({ faults: [{ call: 'task', effect: { kind: 'fail' } }] }, async (emulator, client) => {
      const { data } = await client.submit('google/imagen4-fast', GOOD);
      assert.equal((await client.finished(String(data?.['taskId'])))['state'], 'fail');
      assert.equal(emulator.credits, 996);
    }));
});

describe('Limits', () => {
  it('allow 20 submissions in 10 seconds and 10 queries per second', async () => {
    let now = 1_000_000;
    await withEmulator({ now: () => now, limits: {} }, async (emulator, client) => {
      const codes: (number | undefined)[] = [];
      for (let i = 0; i < 21; i++) codes.push((await client.submit('z-image', GOOD)).code);
      assert.deepEqual(codes, [...Array<number>(20).fill(200), 429]);
      assert.equal(emulator.submissions.length, 20);
      now += 10_000;
      const { code, data } = await client.submit('z-image', GOOD);
      assert.equal(code, 200);
      const queries: (number | undefined)[] = [];
      for (let i = 0; i < 11; i++) queries.push((await client.record(String(data?.['taskId']))).code);
      assert.deepEqual(queries, [...Array<number>(10).fill(200), 429]);
      now += 1000;
      assert.equal((await client.record(String(data?.['taskId']))).code, 200);
    });
  });
});

describe('Uploads', () => {
  function base64(emulator: Emulator, body: object): [method: string, url: string, body: object] {
    return ['POST', `${emulator.uploadBaseUrl}/api/file-base64-upload`, body];
  }

  for (const prefix of ['', 'data:image/png;base64,']) {
    it(`accept base64 ${prefix ? 'with' : 'without'} a prefix`, () =>
      withEmulator({}, async (emulator, client) => {
        const base64Data = prefix + sample('portrait.png').toString('base64');
        const reply = await client.call(...base64(emulator, { base64Data, uploadPath: 'images', fileName: 'a.png' }));
        assert.equal(reply.data?.['filePath'], 'kieai/10001/images/a.png');
        assert.equal(reply.data['mimeType'], 'image/png');
        assert.ok((await client.download(String(reply.data['downloadUrl']))).equals(sample('portrait.png')));
        assert.ok(JSON.stringify(emulator.requests).length < 2000, 'the log contains no file');
      }));
  }

  const bad: readonly (readonly [what: string, body: object])[] = [
    ['no folder', { base64Data: 'AAAA' }],
    ['a folder with a slash before it', { base64Data: 'AAAA', uploadPath: '/images' }],
    ['no data', { uploadPath: 'images' }],
    ['data that is no base64', { base64Data: 'A', uploadPath: 'images' }],
    ['an unknown key', { base64Data: 'AAAA', uploadPath: 'images', more: 1 }],
    ['a file name that is no text', { base64Data: 'AAAA', uploadPath: 'images', fileName: 1 }]
  ];
  for (const [what, body] of bad) {
    it(`reject ${what}`, () =>
      withEmulator({}, async (emulator, client) => {
        assert.equal((await client.call(...base64(emulator, body))).code, 400);
      }));
  }

  it('reject a wrong key and a wrong method', () =>
    withEmulator({}, async (emulator, client) => {
      const [method, url, body] = base64(emulator, { base64Data: 'AAAA', uploadPath: 'images' });
      assert.equal((await client.call(method, url, body, { authorization: 'Bearer x' })).code, 401);
      assert.equal((await client.call('GET', url)).code, 405);
    }));

  it('fetch a URL', () =>
    withEmulator({}, async (emulator, client) => {
      const fileUrl = await client.firstResult('z-image', GOOD);
      const url = `${emulator.uploadBaseUrl}/api/file-url-upload`;
      const reply = await client.call('POST', url, { fileUrl, uploadPath: 'images' });
      assert.equal(reply.code, 200);
      assert.equal(emulator.findFile(String(reply.data?.['downloadUrl']))?.mime, 'image/png');
    }));

  it('count and hash a big stream without storing it', () =>
    withEmulator({ keepBytes: 100_000 }, async (emulator, client) => {
      const bytes = Buffer.alloc(3_000_000, '\r\n--almost a boundary');
      const address = await client.upload('big.bin', bytes);
      const file = emulator.findFile(address);
      assert.equal(file?.size, bytes.length);
      assert.equal(file.sha256, createHash('sha256').update(bytes).digest('hex'));
      assert.equal(file.bytes, undefined);
    }));

  it('reject a stream without a file', () =>
    withEmulator({}, async emulator => {
      const body = new FormData();
      body.append('uploadPath', 'images');
      const response = await fetch(`${emulator.uploadBaseUrl}/api/file-stream-upload`, {
        method: 'POST',
        headers: { authorization: `Bearer ${emulator.key}` },
        body
      });
      assert.equal(((await response.json()) as { code: number }).code, 400);
    }));
});

describe('Other endpoints', () => {
  it('current operations with their own path respond at once', () =>
    withEmulator({}, async (emulator, client) => {
      const url = `${emulator.apiBaseUrl}/api/v1/omni/character/create`;
      const image_urls = [await client.upload('portrait.png')];
      const good = await client.call('POST', url, { descriptions: 'A woman with brown hair', image_urls });
      assert.equal(typeof good.data?.['characterId'], 'string');
      assert.equal((await client.call('POST', url, { image_urls })).code, 422);
    }));

  it('the price feed needs no key and lists the models', () =>
    withEmulator({}, async (emulator, client) => {
      const none = { authorization: '' };
      const count = await client.call('GET', `${emulator.apiBaseUrl}/client/v1/model-pricing/count`, undefined, none);
      const page = await client.call(
        'POST',
        `${emulator.apiBaseUrl}/client/v1/model-pricing/page`,
        { pageNum: 2, pageSize: 5 },
        none
      );
      const rows = page.data?.['records'] as { anchor: string; creditPrice: string }[];
      assert.equal(rows.length, 5);
      assert.equal(page.data?.['total'], count.data?.['all']);
      for (const row of rows) assert.ok(new URL(row.anchor).searchParams.get('model'));
    }));

  it('the admin endpoint reads the log, scripts faults and sets credits', () =>
    withEmulator({}, async (emulator, client) => {
      const admin = (method: string, name: string, body?: object): Promise<unknown> =>
        client.call(method, `${emulator.apiBaseUrl}/__admin/${name}`, body, { authorization: '' });
      await admin('POST', 'credits', { credits: 5 });
      assert.equal(emulator.credits, 5);
      await admin('POST', 'faults', { call: 'createTask', effect: { kind: 'code', code: 455 } });
      assert.equal((await client.submit('z-image', GOOD)).code, 455);
      const log = (await (await fetch(`${emulator.apiBaseUrl}/__admin/requests`)).json()) as object[];
      assert.equal(log.length, 1, 'the log contains no admin calls');
      await admin('POST', 'reset');
      assert.equal(emulator.requests.length, 0);
      assert.equal(emulator.credits, 1000);
    }));
});
