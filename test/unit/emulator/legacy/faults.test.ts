import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Effect } from '../../../emulator/types.ts';
import { CALLBACK, withLegacyEmulator } from './client.ts';
import { mjTask, SONG_TITLE, song, veoTask } from './sources.ts';

const MUSIC = { ...SONG_TITLE, callBackUrl: CALLBACK };

describe('Legacy follow-up requests', () => {
  it(
    'require finished tasks of the right service and their contents',
    withLegacyEmulator(async (legacy, emulator) => {
      const [veo, mj, track, other] = [
        await veoTask(legacy),
        await mjTask(legacy),
        await song(legacy),
        await song(legacy)
      ];
      emulator.faults.script({ call: 'task', effect: { kind: 'stuck' } });
      const unfinished = await legacy.make('/veo/generate', { prompt: 'A boat' });
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
        assert.equal((await legacy.post(path, body)).code, 422, `${path} ${JSON.stringify(body)}`);
      }
      assert.equal((await legacy.post('/generate/extend', { ...custom, continueAt: 20 })).msg, 'success');
    })
  );
});

describe('Faults of legacy endpoints', () => {
  const gone: readonly (readonly [as: 'status' | 'code' | 'moved', status: number, code: number])[] = [
    ['status', 404, 404],
    ['code', 200, 404],
    ['moved', 200, 505]
  ];
  for (const [as, status, code] of gone) {
    it(
      `an endpoint can be removed, with status ${status} and code ${code}`,
      withLegacyEmulator(async (legacy, emulator) => {
        emulator.faults.script({ call: 'createTask', model: '/veo/generate', effect: { kind: 'gone', as }, times: 0 });
        const reply = await legacy.post('/veo/generate', { prompt: 'A boat' });
        assert.deepEqual([reply.status, reply.code], [status, code]);
        assert.equal(emulator.submissions.length, 0);
        assert.equal(typeof (await mjTask(legacy)), 'string', 'other endpoints still work');
      })
    );
  }

  it(
    'a lost response leaves one paid task, a reset none',
    withLegacyEmulator(async (legacy, emulator) => {
      const lost: readonly (readonly [effect: Effect, count: number])[] = [
        [{ kind: 'reset' }, 0],
        [{ kind: 'resetAfter' }, 1],
        [{ kind: 'malformed' }, 2]
      ];
      for (const [effect, count] of lost) {
        emulator.faults.script({ call: 'createTask', model: '/veo/generate', effect });
        await assert.rejects(legacy.make('/veo/generate', { prompt: 'A boat' }));
        assert.equal(emulator.submissions.length, count);
      }
    })
  );

  it(
    'a query can fail with a code',
    withLegacyEmulator(async (legacy, emulator) => {
      const taskId = await veoTask(legacy);
      emulator.faults.script({ call: 'recordInfo', model: '/veo/record-info', effect: { kind: 'code', code: 455 } });
      assert.equal((await legacy.get('/veo/record-info', { taskId })).code, 455);
      assert.equal((await legacy.get('/veo/record-info', { taskId })).code, 200);
    })
  );

  it(
    'too few credits are 402, and nothing is charged',
    withLegacyEmulator(
      async (legacy, emulator) => {
        assert.equal((await legacy.post('/generate', MUSIC)).code, 402);
        assert.deepEqual([emulator.credits, emulator.submissions.length], [5, 0]);
      },
      { credits: 5 }
    )
  );
});
