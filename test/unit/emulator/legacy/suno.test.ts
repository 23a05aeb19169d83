import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CALLBACK, withLegacyEmulator } from './client.ts';
import type { Data } from './client.ts';
import { SONG_TITLE, veoTask } from './sources.ts';

const MUSIC = { ...SONG_TITLE, callBackUrl: CALLBACK };

describe('Legacy music', () => {
  it(
    'returns the lyrics first, then one song, then both',
    withLegacyEmulator(async (legacy, emulator) => {
      emulator.faults.script({ call: 'task', effect: { kind: 'steps', polls: 12 } });
      const taskId = await legacy.make('/generate', MUSIC);
      const tracks = async (status: string): Promise<readonly Data[] | null> => {
        const data = await legacy.until('/generate/record-info', taskId, record => record['status'] === status);
        return (data['response'] as { sunoData: readonly Data[] } | null)?.sunoData ?? null;
      };
      const audio = (list: readonly Data[] | null): unknown[] => (list ?? []).map(track => track['audioUrl'] !== '');
      assert.equal(await tracks('PENDING'), null);
      const words = await tracks('TEXT_SUCCESS');
      assert.deepEqual(audio(words), [false, false]);
      assert.equal(words?.[0]?.['prompt'], SONG_TITLE.prompt);
      assert.deepEqual(audio(await tracks('FIRST_SUCCESS')), [true, false]);
      const both = await tracks('SUCCESS');
      assert.deepEqual(audio(both), [true, true]);
      assert.notEqual(both?.[0]?.['id'], both?.[1]?.['id']);
      assert.deepEqual(
        both?.map(track => track['id']),
        words.map(track => track['id'])
      );
    })
  );

  for (const word of ['CREATE_TASK_FAILED', 'GENERATE_AUDIO_FAILED', 'CALLBACK_EXCEPTION', 'SENSITIVE_WORD_ERROR']) {
    it(
      `can end in ${word}`,
      withLegacyEmulator(async (legacy, emulator) => {
        emulator.faults.script({ call: 'task', model: '/generate', effect: { kind: 'fail', word } });
        const taskId = await legacy.make('/generate', MUSIC);
        const data = await legacy.until('/generate/record-info', taskId, record => record['errorCode'] !== null);
        assert.deepEqual([data['status'], data['errorCode'], data['response']], [word, 501, null]);
      })
    );
  }

  it(
    'returns null inside 200 for an unknown task, where others return 422',
    withLegacyEmulator(async legacy => {
      const veo = await veoTask(legacy);
      for (const [path, code] of [
        ['/generate/record-info', 200],
        ['/wav/record-info', 422],
        ['/flux/kontext/record-info', 422],
        ['/runway/record-detail', 200]
      ] as const) {
        for (const taskId of ['none', veo]) {
          const reply = await legacy.get(path, { taskId });
          assert.deepEqual([reply.code, reply.data], [code, null]);
        }
        assert.equal((await legacy.get(path, { taskId: '' })).code, 400);
        assert.equal((await legacy.get(path, { taskId: 'none', more: '1' })).code, 400);
      }
    })
  );

  it(
    'accepts three queries per second for one task',
    withLegacyEmulator(
      async legacy => {
        const taskId = await legacy.make('/generate', MUSIC);
        const codes = [];
        for (let i = 0; i < 4; i++) codes.push((await legacy.get('/generate/record-info', { taskId })).code);
        assert.deepEqual(codes, [200, 200, 200, 429]);
      },
      { limits: {}, now: () => 1_000_000 }
    )
  );
});
