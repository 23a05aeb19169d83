import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../../../../src/shared/task.ts';
import '../../../../../support/vscode/register.ts';
import { user } from '../../../../../support/vscode/vscode.ts';

const { showStatus } = await import('../../../../../../src/vscode/features/tasks/commands/status.ts');

const task = (localId: string, more: Partial<Task>): Task => ({
  ...{ localId, model: 'z-image', state: 'running', input: {}, results: [] },
  ...{ createdAt: 1, updatedAt: 2, origin: 'form' },
  ...more
});

test('showStatus: a task that needs approval has the bell of the Tasks view', async () => {
  const tasks = [task('a', {}), task('b', { state: 'preparing', hold: { kind: 'age', message: 'Old.' } })];
  const engine = { tasks: { list: () => tasks }, models: { entry: () => undefined } };
  const services = {
    engine: { get: () => Promise.resolve(engine) },
    account: { state: { hasKey: true, credits: 5 } }
  };
  user.lists.length = 0;
  await showStatus(services as unknown as Parameters<typeof showStatus>[0]);
  const lines = user.lists[0] as readonly { readonly label: string; readonly description: string }[];
  assert.deepEqual(
    lines.slice(1, 3).map(({ label, description }) => [label, description.split(' · ')[0]]),
    [
      ['$(loading~spin) z-image', 'Running'],
      ['$(bell-dot) z-image', 'Needs approval']
    ]
  );
});
