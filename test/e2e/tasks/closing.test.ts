import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPTIONS, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

const PROMPTS = Array.from({ length: 24 }, (_, i) => `fox ${i}`);

test('close: waits for sent submissions and starts no new ones', OPTIONS, async t => {
  const slow = { call: 'createTask', effect: { kind: 'delay' }, times: 0, delayMs: 1_500 } as const;
  const { engine, emulator, out, reopen } = await openEmulatorFixture(t, slow);
  const posts = (): number => emulator.requests.filter(request => request.call === 'createTask').length;
  const saveTo = { folder: out, template: '${prompt}' };
  for (const prompt of PROMPTS) {
    await engine.tasks.start({ model: 'ai-music-api/generate-lyrics', input: { prompt }, saveTo, origin: 'api' });
  }
  while (posts() === 0 || !engine.tasks.list().some(task => task.state === 'submitting')) {
    await new Promise(setImmediate);
  }
  const sent = engine.tasks.list().filter(task => task.state !== 'preparing').length;
  engine.dispose();
  await engine.closed();
  assert.deepEqual([emulator.submissions.length, posts()], [sent, sent]);
  emulator.faults.clear();
  const next = await reopen();
  assert.equal(next.tasks.list().filter(task => task.taskId !== undefined).length >= sent, true, 'every ID is kept');
  for (const { localId } of next.tasks.list()) assert.equal((await next.tasks.waitFor(localId)).state, 'done');
  assert.deepEqual(emulator.submissions.map(({ input }) => input['prompt']).sort(), PROMPTS.toSorted());
});
