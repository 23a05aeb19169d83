import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEmulator } from '../../../emulator/emulator.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { Client } from '../client.ts';

describe('Requests', () => {
  let emulator: Emulator;
  let client: Client;
  before(async () => {
    emulator = await startEmulator({ taskMs: 1, limits: { submissionsPer10s: Infinity, queriesPerSecond: Infinity } });
    client = new Client(emulator);
  });
  after(() => emulator.stop());

  const good = { model: 'z-image', input: { prompt: 'A boat', aspect_ratio: '1:1' } };
  const rows: readonly (readonly [
    what: string,
    method: string,
    path: string,
    body: unknown,
    code: number,
    headers?: Record<string, string>
  ])[] = [
    ['a missing key', 'POST', '/api/v1/jobs/createTask', good, 401, { authorization: '' }],
    ['a wrong key', 'GET', '/api/v1/chat/credit', undefined, 401, { authorization: 'Bearer nonsense' }],
    ['a key without its scheme', 'GET', '/api/v1/chat/credit', undefined, 401, { authorization: 'nonsense' }],
    ['a wrong method', 'GET', '/api/v1/jobs/createTask', undefined, 405],
    ['an unknown path', 'GET', '/api/v1/account/credits', undefined, 404],
    ['broken JSON', 'POST', '/api/v1/jobs/createTask', '{"model":', 400],
    ['another content type', 'POST', '/api/v1/jobs/createTask', good, 400, { 'content-type': 'text/plain' }],
    ['an unknown model', 'POST', '/api/v1/jobs/createTask', { ...good, model: 'no/such' }, 404],
    ['a model of another operation', 'POST', '/api/v1/jobs/createTask', { model: '/veo/generate', input: {} }, 404],
    ['no model', 'POST', '/api/v1/jobs/createTask', { input: {} }, 500],
    ['an input that is no object', 'POST', '/api/v1/jobs/createTask', { model: 'z-image', input: [] }, 500],
    ['a missing field', 'POST', '/api/v1/jobs/createTask', { ...good, input: { aspect_ratio: '1:1' } }, 500],
    [
      'a wrong value',
      'POST',
      '/api/v1/jobs/createTask',
      { ...good, input: { ...good.input, aspect_ratio: '7:1' } },
      500
    ],
    ['an unknown field', 'POST', '/api/v1/jobs/createTask', { ...good, input: { ...good.input, seed: 1 } }, 422],
    ['an unknown key next to input', 'POST', '/api/v1/jobs/createTask', { ...good, seed: 1 }, 422],
    ['a callback that is no URL', 'POST', '/api/v1/jobs/createTask', { ...good, callBackUrl: 'here' }, 422],
    ['a missing task ID', 'GET', '/api/v1/jobs/recordInfo', undefined, 400],
    ['an unknown task ID', 'GET', '/api/v1/jobs/recordInfo?taskId=none', undefined, 422],
    [
      'a foreign file in download-url',
      'POST',
      '/api/v1/common/download-url',
      { url: 'https://example.com/a.png' },
      422
    ],
    ['an unknown key in download-url', 'POST', '/api/v1/common/download-url', { url: '', more: 1 }, 422]
  ];
  for (const [what, method, path, body, code, headers] of rows) {
    it(`rejects ${what}`, async () => {
      const reply = await client.call(method, emulator.apiBaseUrl + path, body, headers);
      assert.equal(reply.code, code);
      assert.equal(emulator.submissions.length, 0);
      assert.equal(emulator.credits, 1000);
    });
  }

  it('use the recorded message for a wrong key', async () => {
    const reply = await client.call('GET', `${emulator.apiBaseUrl}/api/v1/chat/credit`, undefined, {
      authorization: 'Bearer x'
    });
    const msg =
      'Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are correctly set.';
    assert.deepEqual(reply, { status: 200, code: 401, msg });
  });

  it('the log contains no key', async () => {
    await client.call('GET', `${emulator.apiBaseUrl}/api/v1/chat/credit`);
    assert.equal(emulator.requests.at(-1)?.key, 'right');
    assert.ok(!JSON.stringify(emulator.requests).includes(emulator.key));
  });
});
