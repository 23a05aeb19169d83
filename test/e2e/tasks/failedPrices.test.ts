import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaskCost } from '../../../src/shared/format/taskCost.ts';
import { costOf } from '../../../src/shared/format/taskCost.ts';
import { OPTIONS, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

/** KIE reports its price while it runs. */
const PREPAID = {
  model: 'kling-3.0-omni/text-to-video',
  input: { prompt: 'a red fox', customize_multi_shots: false }
};

for (const isEndNamed of [false, true]) {
  test(`prepaid: ${isEndNamed ? 'keeps' : 'does not keep'} the running price after a failure`, OPTIONS, async t => {
    const { engine, emulator, run } = await openEmulatorFixture(
      t,
      { call: 'task', effect: { kind: 'fail', failMsg: 'No foxes here.', isEndNamed } },
      { call: 'task', effect: { kind: 'steps', polls: 4 } }
    );
    const running = new Set<number | undefined>();
    engine.tasks.onDidChange(changed => {
      for (const { state, credits } of changed) if (state === 'running') running.add(credits);
    });
    const task = await run(PREPAID);
    const price = emulator.submissions[0]?.credits ?? assert.fail('nothing was submitted');
    assert.deepEqual([task.state, [...running]], ['failed', [price]]);
    const cost: TaskCost = isEndNamed ? { kind: 'reported', credits: price } : { kind: 'unknown' };
    assert.deepEqual([costOf(task), engine.account.spentToday()], [cost, price]);
  });
}
