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

type Line = { readonly label: string; readonly description: string; readonly command?: string };

async function linesFor(tasks: readonly Task[]): Promise<readonly Line[]> {
  const engine = { tasks: { list: () => tasks }, models: { entry: () => undefined } };
  const services = {
    engine: { get: () => Promise.resolve(engine) },
    account: { state: { hasKey: true, credits: 5 } }
  };
  user.lists.length = 0;
  await showStatus(services as unknown as Parameters<typeof showStatus>[0]);
  return user.lists[0] as readonly Line[];
}

test('showStatus: a task that needs approval has the bell of the Tasks view', async () => {
  const held = { kind: 'age', message: 'Old.' } as const;
  const lines = await linesFor([task('a', {}), task('b', { state: 'preparing', hold: held })]);
  assert.deepEqual(
    lines.slice(1, 3).map(({ label, description }) => [label, description.split(' · ')[0]]),
    [
      ['$(loading~spin) z-image', 'Running'],
      ['$(bell-dot) z-image', 'Needs approval']
    ]
  );
});

test('showStatus: a line counts the active tasks beyond the limit', async () => {
  const lines = async (count: number): Promise<unknown> =>
    (await linesFor(Array.from({ length: count }, (_, i) => task(String(i), {}))))
      .slice(1)
      .filter(({ command }) => command === 'kie.showTasks')
      .map(({ label }) => label)
      .slice(9);
  assert.deepEqual(await lines(10), ['$(loading~spin) z-image', '$(list-unordered) Show Tasks']);
  assert.deepEqual(await lines(13), ['$(loading~spin) z-image', '$(ellipsis) +3 more', '$(list-unordered) Show Tasks']);
});
