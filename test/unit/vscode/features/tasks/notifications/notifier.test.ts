import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task, TaskOrigin } from '../../../../../../src/shared/task.ts';
import type { EngineService } from '../../../../../../src/vscode/common/engineService.ts';
import '../../../../../support/vscode/register.ts';
import { user } from '../../../../../support/vscode/vscode.ts';

const { Notifier } = await import('../../../../../../src/vscode/features/tasks/notifications/notifier.ts');

/** Whether the end of a failed task is read for a notification. */
function isReported(origin: TaskOrigin, isViewVisible: boolean): boolean {
  const event = () => ({ dispose: () => undefined });
  const notifier = new Notifier(
    { onTasks: event, onBatch: event, current: undefined } as unknown as EngineService,
    () => isViewVisible
  );
  let isRead = false;
  const task = {
    localId: 'a',
    model: 'm',
    origin,
    results: [],
    get state() {
      isRead = true;
      return 'done';
    }
  } as unknown as Task;
  notifier.report([task]);
  notifier.dispose();
  return isRead;
}

test('notifier: reports a run of a command while a KIE view is visible', () => {
  user.settings.set('kie.notifications', 'auto');
  const cases = (['form', 'adopted', 'command'] as const).map(origin => [
    isReported(origin, true),
    isReported(origin, false)
  ]);
  assert.deepEqual(cases, [
    [false, true],
    [false, true],
    [true, true]
  ]);
});
