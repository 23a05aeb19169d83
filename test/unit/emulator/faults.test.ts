import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Effect, Fault } from '../../emulator/types.ts';
import { withEmulator } from './client.ts';

const GOOD = { prompt: 'A boat', aspect_ratio: '1:1' } as const;

describe('Faults of a submission', () => {
  const broken: readonly (readonly [effect: Effect, accepted: number])[] = [
    [{ kind: 'reset' }, 0],
    [{ kind: 'resetAfter' }, 1],
    [{ kind: 'truncate' }, 1],
    [{ kind: 'malformed' }, 1],
    [{ kind: 'html' }, 1]
  ];
  for (const [effect, accepted] of broken) {
    it(`${effect.kind} leaves no readable response and ${accepted} accepted task`, () =>
      withEmulator({ faults: [{ call: 'createTask', effect }] }, async (emulator, client) => {
        await assert.rejects(client.submit('z-image', GOOD));
        assert.equal(emulator.submissions.length, accepted);
        assert.equal((await client.submit('z-image', GOOD)).code, 200, 'the fault happens once');
      }));
  }

  it('huge responses have megabytes', () =>
    withEmulator(
      { faults: [{ call: 'createTask', effect: { kind: 'huge', megabytes: 2 } }] },
      async (_emulator, client) => {
        assert.ok(((await client.submit('z-image', GOOD)).msg?.length ?? 0) >= 2_000_000);
      }
    ));

  for (const code of [401, 402, 404, 408, 422, 429, 433, 451, 455, 500, 501, 505, 531, 550]) {
    it(`code ${code} is inside HTTP 200 or an HTTP status`, async () => {
      const faults: Fault[] = [
        { call: 'createTask', effect: { kind: 'code', code } },
        { call: 'createTask', effect: { kind: 'status', status: code, retryAfter: 2 } }
      ];
      await withEmulator({ faults }, async (emulator, client) => {
        const inside = await client.submit('z-image', GOOD);
        assert.deepEqual([inside.status, inside.code], [200, code]);
        const outside = await client.submit('z-image', GOOD);
        assert.deepEqual([outside.status, outside.code], [code, code]);
        assert.equal(emulator.submissions.length, 0);
      });
    });
  }

  it('Retry-After is in the header', () =>
    withEmulator(
      { faults: [{ call: 'credit', effect: { kind: 'status', status: 429, retryAfter: 7 } }] },
      async emulator => {
        const response = await fetch(`${emulator.apiBaseUrl}/api/v1/chat/credit`);
        assert.equal(response.headers.get('retry-after'), '7');
      }
    ));

  it('apply to a number of calls, after others, to one model, or always', () =>
    withEmulator({}, async (emulator, client) => {
      const codes = async (count: number, model = 'z-image'): Promise<(number | undefined)[]> => {
        const seen = [];
        for (let i = 0; i < count; i++) seen.push((await client.submit(model, GOOD)).code);
        return seen;
      };
      const effect: Effect = { kind: 'code', code: 500 };
      emulator.faults.script({ call: 'createTask', effect, times: 2, skip: 1 });
      assert.deepEqual(await codes(4), [200, 500, 500, 200]);
      emulator.faults.script({ call: 'createTask', effect, times: 0, model: 'google/imagen4' });
      assert.deepEqual(await codes(2), [200, 200]);
      assert.deepEqual(await codes(2, 'google/imagen4'), [500, 500]);
      emulator.faults.clear();
      assert.deepEqual(await codes(1, 'google/imagen4'), [200]);
    }));

  it('redirects lead to the same or to another origin', () =>
    withEmulator({}, async emulator => {
      emulator.faults.script(
        { call: 'credit', effect: { kind: 'redirect', to: 'same' } },
        { call: 'credit', effect: { kind: 'redirect', to: 'cross', status: 302 } }
      );
      const ask = (): Promise<Response> => fetch(`${emulator.apiBaseUrl}/api/v1/chat/credit`, { redirect: 'manual' });
      assert.equal((await ask()).headers.get('location'), `${emulator.apiBaseUrl}/api/v1/chat/credit`);
      assert.equal((await ask()).headers.get('location'), `${emulator.elsewhereBaseUrl}/api/v1/chat/credit`);
    }));

  it('a closed port refuses connections until it is reopened', () =>
    withEmulator({}, async (emulator, client) => {
      await emulator.refuse('api', true);
      await assert.rejects(client.submit('z-image', GOOD), error => {
        return ((error as Error).cause as { code?: string }).code === 'ECONNREFUSED';
      });
      await emulator.refuse('api', false);
      assert.equal((await client.submit('z-image', GOOD)).code, 200);
    }));

  it('whenRequest resolves with the first matching request', () =>
    withEmulator({}, async (emulator, client) => {
      const seen = emulator.whenRequest(request => request.call === 'createTask');
      await client.submit('z-image', GOOD);
      assert.equal((await seen).code, 200);
    }));
});

describe('Faults of a task', () => {
  async function states(effect: Effect, polls: number): Promise<unknown[]> {
    const seen: unknown[] = [];
    await withEmulator({ faults: [{ call: 'task', effect }] }, async (_emulator, client) => {
      const { data } = await client.submit('z-image', GOOD);
      for (let i = 0; i < polls; i++) {
        const record = await client.record(String(data?.['taskId']));
        seen.push(record.code === 200 ? record.data?.['state'] : record.code);
      }
    });
    return seen;
  }

  it('a new task is unknown for a while', async () => {
    assert.deepEqual((await states({ kind: 'notFound', polls: 2, code: 404 }, 3)).slice(0, 2), [404, 404]);
    assert.deepEqual((await states({ kind: 'notFound', polls: 1, code: 422 }, 2)).slice(0, 1), [422]);
  });

  it('a state can be unknown', async () => {
    assert.equal((await states({ kind: 'state', word: 'paused', polls: 1 }, 2))[0], 'paused');
  });

  it('a task can run forever', async () => {
    const seen = await states({ kind: 'stuck' }, 5);
    assert.ok(!seen.includes('success'));
  });

  it('a success can lack its URLs at first', () =>
    withEmulator(
      { faults: [{ call: 'task', effect: { kind: 'noAddresses', polls: 1 } }] },
      async (_emulator, client) => {
        const { data } = await client.submit('z-image', GOOD);
        const taskId = String(data?.['taskId']);
        assert.equal((await client.finished(taskId))['resultJson'], '{"resultUrls":[]}');
        assert.match(String((await client.finished(taskId))['resultJson']), /http/);
      }
    ));

  it('a task can fail with a code and a message', () =>
    withEmulator(
      { faults: [{ call: 'task', effect: { kind: 'fail', failCode: '400', failMsg: 'Refused' } }] },
      async (_emulator, client) => {
        const { data } = await client.submit('z-image', GOOD);
        const record = await client.finished(String(data?.['taskId']));
        assert.deepEqual([record['state'], record['failCode'], record['failMsg']], ['fail', '400', 'Refused']);
        assert.equal(record['resultJson'], '');
      }
    ));

  it('result URLs can be expired from the start, and renewed', () =>
    withEmulator({ faults: [{ call: 'task', effect: { kind: 'deadResults' } }] }, async (_emulator, client) => {
      const address = await client.firstResult('z-image', GOOD);
      assert.equal((await fetch(address)).status, 403);
      assert.equal((await fetch(await client.remint(address))).status, 200);
    }));
});

describe('Faults of a download', () => {
  const broken: readonly Effect[] = [
    { kind: 'truncate' },
    { kind: 'reset' },
    { kind: 'resetAfter' },
    { kind: 'wrongLength', delta: 100 }
  ];
  for (const effect of broken) {
    it(`${effect.kind} is detected by the reader`, () =>
      withEmulator({ faults: [{ call: 'download', effect }] }, async (_emulator, client) => {
        const address = await client.firstResult('z-image', GOOD);
        await assert.rejects(client.download(address));
        assert.ok((await client.download(address)).length > 0, 'the fault happens once');
      }));
  }

  it('can be expired, mistyped, a web page, a redirect or slow', () =>
    withEmulator({}, async (emulator, client) => {
      const address = await client.firstResult('z-image', GOOD);
      const bytes = await client.download(address);
      const under = async (effect: Effect): Promise<Response> => {
        emulator.faults.script({ call: 'download', effect });
        return fetch(address);
      };
      assert.equal((await under({ kind: 'dead', status: 410 })).status, 410);
      assert.equal((await under({ kind: 'wrongType', type: 'text/plain' })).headers.get('content-type'), 'text/plain');
      assert.match(await (await under({ kind: 'html' })).text(), /<html|<!doctype/);
      const moved = await under({ kind: 'redirect', to: 'cross' });
      assert.ok(moved.url.startsWith(emulator.elsewhereBaseUrl));
      assert.ok(Buffer.from(await moved.arrayBuffer()).equals(bytes));
      const slow = await under({ kind: 'drip', bytes: Math.ceil(bytes.length / 3), everyMs: 1 });
      assert.ok(Buffer.from(await slow.arrayBuffer()).equals(bytes));
    }));

  it('uploads can fail too', () =>
    withEmulator({ faults: [{ call: 'upload', effect: { kind: 'reset' } }] }, async (_emulator, client) => {
      await assert.rejects(client.upload('portrait.png'));
      assert.match(await client.upload('portrait.png'), /^http/);
    }));
});
