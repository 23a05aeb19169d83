import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Engine } from '../../../../../../src/core/engine/api.ts';
import { CreditsError } from '../../../../../../src/core/http/errors/errors.ts';
import type { Services } from '../../../../../../src/vscode/services.ts';
import '../../../../../support/vscode/register.ts';
import { user } from '../../../../../support/vscode/vscode.ts';

const { runForm } = await import('../../../../../../src/vscode/features/generate/requests/run.ts');

/** Runs a request whose start fails with this error. */
const runWith = (error: Error) =>
  runForm(
    {
      ask: { confirm: () => Promise.resolve(true) },
      dailyLimit: { over: () => undefined },
      key: { get: () => Promise.resolve('key') },
      output: { target: () => Promise.resolve({ folder: '/w', name: 'a' }) }
    } as unknown as Services,
    {
      drafts: {
        evaluate: () => Promise.resolve({ issues: [], fields: {}, price: { kind: 'exact', credits: 1, parts: [] } })
      },
      models: { entry: () => undefined },
      account: { spentToday: () => 0 },
      tasks: { start: () => Promise.reject(error) }
    } as unknown as Engine,
    { model: 'a', draft: {} }
  );

beforeEach(() => user.settings.set('kie.confirmAboveCredits', 100));

test('form run: returns the message of a balance that is too low', async () => {
  const error = new CreditsError('Not enough credits: needs 4, you have 3.', { remedy: 'top-up', accepted: 'no' });
  assert.deepEqual(await runWith(error), { started: false, isBalanceLow: true, problem: error.message });
});

test('form run: rejects with every other failure', async () => {
  const error = new Error('The disk is full.');
  await assert.rejects(runWith(error), error);
});
