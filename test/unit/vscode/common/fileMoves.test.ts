import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Move } from '../../../../src/core/tasks/store/moveFiles.ts';
import type { EngineService } from '../../../../src/vscode/common/engineService.ts';
import '../../../support/vscode/register.ts';
import { Uri, renameListeners } from '../../../support/vscode/vscode.ts';

const { followFileMoves } = await import('../../../../src/vscode/common/fileMoves.ts');

test('file moves: are followed in order, also when one waits for the engine', async () => {
  const [ready, followed] = [Promise.withResolvers<boolean>(), Promise.withResolvers<boolean>()];
  const moves: (readonly Move[])[] = [];
  const followMoves = (some: readonly Move[]): void => {
    if (moves.push(some) === 2) followed.resolve(true);
  };
  const answers = [ready.promise, Promise.resolve(true)];
  const subscription = followFileMoves(
    { get: () => Promise.resolve({ tasks: { followMoves } }) } as unknown as EngineService,
    { error: text => followed.reject(new Error(text)) },
    () => answers.shift() ?? Promise.resolve(true)
  );
  const rename = (from: string, to: string): void => {
    for (const listener of renameListeners) listener({ files: [{ oldUri: Uri.file(from), newUri: Uri.file(to) }] });
  };
  rename('/a.png', '/b.png');
  rename('/b.png', '/c.png');
  // The second one would be done first if it did not wait.
  await new Promise(setImmediate);
  ready.resolve(true);
  await followed.promise;
  assert.deepEqual(moves, [[{ from: '/a.png', to: '/b.png' }], [{ from: '/b.png', to: '/c.png' }]]);
  subscription.dispose();
  assert.equal(renameListeners.size, 0);
});
