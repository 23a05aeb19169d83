import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CALLBACK, withFormer } from './client.ts';
import type { Data } from './client.ts';
import { SONG, veoTask } from './sources.ts';

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
    'answers an unknown task with null inside 200, where some say 422',
    withFormer(async former => {
      const veo = await veoTask(former);
      for (const [path, code] of [
        ['/generate/record-info', 200],
        ['/wav/record-info', 422],
        ['/flux/kontext/record-info', 422],
        ['/runway/record-detail', 200]
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
});
