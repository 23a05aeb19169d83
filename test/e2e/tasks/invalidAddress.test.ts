import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNotCharged } from '../../../src/shared/format/taskCost.ts';
import { OPTIONS, openEmulatorFixtureWith } from '../../support/engine/emulatorFixture.ts';

for (const invalid of ['api.kie.ai', 'http://[::1', 'https://']) {
  test(`invalid KIE URL "${invalid}": the task fails, and nothing was sent`, OPTIONS, async t => {
    let settings = { apiBaseUrl: invalid };
    const { emulator, run, reopen } = await openEmulatorFixtureWith(t, [], undefined, () => settings);
    const { localId } = await run({ model: 'google/nano-banana', input: { prompt: 'a red fox' } });
    settings = { apiBaseUrl: emulator.apiBaseUrl };
    const engine = await reopen();
    const task = engine.tasks.get(localId) ?? assert.fail('the task is lost');
    assert.deepEqual([task.state, task.taskId, task.error?.remedy], ['failed', undefined, 'check-network']);
    assert.equal(task.error?.message, 'The KIE URL in the settings is not valid.');
    assert.ok(isNotCharged(task));
    assert.deepEqual([emulator.submissions.length, engine.account.spentToday()], [0, 0]);
    assert.deepEqual(
      emulator.requests.filter(({ call }) => call === 'createTask'),
      []
    );
  });
}
