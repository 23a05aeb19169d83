import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task, TaskError } from '../../../../src/shared/task.ts';
import '../../../support/vscode/register.ts';

const { actionOf, endAction } = await import('../../../../src/vscode/common/endActions.ts');
const { contextValue } = await import('../../../../src/vscode/features/tasks/tree/taskRow.ts');
const { resultItem } = await import('../../../../src/vscode/features/tasks/tree/resultItem.ts');

/** A task with a partly downloaded result. */
const task = (error: TaskError): Task => ({
  localId: 'a',
  model: 'paint',
  state: 'uncollected',
  input: {},
  results: [{ index: 0, kind: 'image', state: 'failed', unverified: true }],
  error,
  createdAt: 1,
  updatedAt: 1,
  origin: 'form'
});
const is = { hasFollowUps: false, resumable: true, downloadable: false, assignable: false };

const CASES: readonly (readonly [what: string, error: TaskError, command: string, word: string])[] = [
  [
    'unrecognized content',
    { code: 'unverified', message: 'No.', remedy: 'retry' },
    'kie.task.saveAnyway',
    'unverified'
  ],
  ['a lost connection', { code: 'ECONNRESET', message: 'No.', remedy: 'check-network' }, 'kie.task.resume', 'kept'],
  ['an expired URL', { code: '403', message: 'No.', remedy: 'retry' }, 'kie.task.resume', 'kept'],
  ['a full disk', { code: 'ENOSPC', message: 'No.', remedy: 'choose-folder' }, 'kie.task.collectInto', 'kept'],
  ['a response without a result', { code: 'incomplete', message: 'No.', remedy: 'retry' }, 'kie.task.resume', 'kept']
];

for (const [what, error, command, word] of CASES) {
  test(`kept content after ${what}: offers ${command} first and is marked ${word}`, () => {
    const of = task(error);
    assert.equal(endAction(of)?.command, command);
    assert.equal(actionOf(of)?.command, command);
    const words = contextValue(of, '', is).split(' ');
    assert.deepEqual(
      ['unverified', 'kept'].filter(each => words.includes(each)),
      [word]
    );
    const [result] = of.results;
    assert.ok(result);
    const item = resultItem(of, result, { hasFollowUps: false, thumbnail: undefined });
    assert.equal(item.contextValue, `result ${word}`);
  });
}
