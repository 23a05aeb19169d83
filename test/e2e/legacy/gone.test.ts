import assert from 'node:assert/strict';
import { test } from 'node:test';
import { image, LEGACY_RUNS } from './cases.ts';
import { OPTIONS, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

for (const as of ['status', 'code', 'moved'] as const) {
  test(`replacement: a removed endpoint (${as}) names it with the same input`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t, {
      call: 'createTask',
      model: '/veo/generate',
      effect: { kind: 'gone', as },
      times: 0
    });
    const input = { prompt: 'a fox', imageUrls: [image], generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO' };
    const task = await s.run({ model: '/veo/generate', input });
    assert.deepEqual([task.state, task.taskId, s.emulator.submissions.length], ['failed', undefined, 0]);
    assert.deepEqual(task.error?.successor, {
      model: 'veo-3-1',
      input: { prompt: 'a fox', image_urls: [image], generation_type: 'FIRST_AND_LAST_FRAMES_2_VIDEO' }
    });
    assert.match(task.error.message, /veo-3-1/);
  });
}

test('replacement: converts a number to text where it needs text', OPTIONS, async t => {
  const model = '/veo/get-1080p-video';
  const s = await openEmulatorFixture(t, { call: 'direct', model, effect: { kind: 'code', code: 404 }, times: 0 });
  const task = await s.run({ model, input: { taskId: 'veo_task', index: 1 } });
  assert.equal(task.state, 'failed');
  const next = task.error?.successor;
  assert.deepEqual(next, { model: 'veo/get-1080p-video', input: { taskId: 'veo_task', index: '1' } });
  assert.deepEqual((await s.engine.drafts.evaluate(next.model, next.input)).issues, []);
});

for (const model of ['/mj/generate', '/modify/generate']) {
  test(`replacement: reports that ${model} has none`, OPTIONS, async t => {
    const s = await openEmulatorFixture(t, {
      call: 'createTask',
      model,
      effect: { kind: 'gone', as: 'status' },
      times: 0
    });
    const [, input = {}] = LEGACY_RUNS.find(([id]) => id === model) ?? [];
    const task = await s.run({ model, input });
    assert.deepEqual([task.state, task.error?.successor], ['failed', undefined]);
    assert.match(task.error?.message ?? '', /is no longer documented and has no replacement/);
  });
}
