import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPTIONS, stage } from './stage.ts';

test(
  'closing amid submissions begins none, waits for those on their way, and leaves none unknown',
  OPTIONS,
  async t => {
    const { engine, emulator, out, reopen } = await stage(t, {
      call: 'createTask',
      effect: { kind: 'delay' },
      times: 0,
      delayMs: 400
    });
    const prompts = Array.from({ length: 30 }, (_, i) => `fox ${i}`);
    for (const prompt of prompts) {
      const saveTo = { folder: out, template: '${prompt}' };
      await engine.start({ model: 'google/nano-banana', input: { prompt }, saveTo, origin: 'api' });
    }
    const posts = (): number => emulator.requests.filter(request => request.call === 'createTask').length;
    while (posts() === 0) await new Promise(setImmediate);
    engine.dispose();
    const sent = engine.tasks().filter(task => task.state === 'submitting').length;
    assert.ok(sent > 0 && emulator.submissions.length === 0, `${sent} are on their way`);
    await engine.closed();
    assert.deepEqual([emulator.submissions.length, posts()], [sent, sent]);
    emulator.faults.clear();
    const next = await reopen();

    for (const { localId } of next.tasks()) assert.equal((await next.settled(localId)).state, 'done');
    assert.deepEqual(emulator.submissions.map(({ input }) => input['prompt']).sort(), prompts.sort());
  }
);
