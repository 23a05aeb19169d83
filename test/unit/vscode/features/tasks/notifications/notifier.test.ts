import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Task, TaskOrigin } from '../../../../../../src/shared/task.ts';
import type { EngineService } from '../../../../../../src/vscode/common/engineService.ts';
import '../../../../../support/vscode/register.ts';
import { user } from '../../../../../support/vscode/vscode.ts';

const { Notifier } = await import('../../../../../../src/vscode/features/tasks/notifications/notifier.ts');

/** Whether a notification about a failed task with this origin is shown. */
async function isReported(origin: TaskOrigin, isViewVisible: boolean): Promise<boolean> {
  user.messages.length = 0;
  const event = () => ({ dispose: () => undefined });
  const notifier = new Notifier(
    { onTasks: event, onBatch: event, current: undefined } as unknown as EngineService,
    () => isViewVisible
  );
  const task: Task = {
    localId: 'a',
    model: 'paint',
    state: 'failed',
    input: {},
    results: [],
    error: { code: '500', message: 'KIE is busy.', remedy: 'retry' },
    createdAt: 1,
    updatedAt: 1,
    origin
  };
  notifier.report([task]);
  notifier.dispose();
  // The notification is loaded when it is first needed.
  await import('../../../../../../src/vscode/features/tasks/notifications/taskNotifications.ts');
  await setImmediate();
  return user.messages.some(({ text }) => text === 'paint: KIE is busy.');
}

test('notifier: while a KIE view is visible, auto reports only runs of commands', async () => {
  user.settings.set('kie.notifications', 'auto');
  for (const origin of ['form', 'adopted', 'command'] as const) {
    assert.equal(await isReported(origin, true), origin === 'command', origin);
    assert.equal(await isReported(origin, false), true, origin);
  }
});
