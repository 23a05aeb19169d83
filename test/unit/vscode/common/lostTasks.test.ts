import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../../support/vscode/register.ts';
import { user } from '../../../support/vscode/vscode.ts';

const { offerLostTasks } = await import('../../../../src/vscode/common/lostTasks.ts');

const ids = ['t1', 't2', 't3', 't4', 't5', 't6'];

test('lost tasks: the notification names their IDs, and its button tracks them all', async () => {
  user.answer = 'Track Tasks';
  await offerLostTasks(ids);
  const [message] = user.messages.splice(0);
  assert.match(message?.text ?? '', /are left: t1, t2, t3, t4, t5, …\. Track them/);
  assert.deepEqual(
    user.commands.splice(0),
    ids.map(id => ['kie.followTask', id])
  );
});

test('lost tasks: a closed notification tracks nothing', async () => {
  user.answer = undefined;
  await offerLostTasks(['t1']);
  assert.match(user.messages[0]?.text ?? '', /are left: t1\. Track them/);
  assert.deepEqual(user.commands, []);
});
