import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../src/shared/task.ts';
import { isActive } from '../../../src/shared/task.ts';
import { FakeKie, picture } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';
import type { Window } from '../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };

/** Names of the windows that would notify about the end of a task, by the check of the notifier. */
function tellers(windows: Readonly<Record<string, Window>>): string[] {
  const told: string[] = [];
  for (const [name, { engine }] of Object.entries(windows)) {
    engine.resumeAll();
    engine.tasks.onDidChange((changed: readonly Task[]) => {
      for (const task of changed) if (!isActive(task.state) && engine.tasks.isOwned(task.localId)) told.push(name);
    });
  }
  return told;
}

test('the window that started a task tells its end, no other', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n < 5 ? { state: 'generating' } : picture('https://r.test/a.png'));
  const world = new World(t, kie);
  const [first, second, third] = [await world.open(), await world.open(), await world.open()];
  const told = tellers({ first, second, third });
  const { localId } = await second.engine.tasks.start(world.intent());
  for (const window of [first, second, third]) assert.equal((await world.ends(window, localId)).state, 'done');
  await world.pass(60_000);
  assert.deepEqual(told, ['second']);
});

test('a window that took over from one that is gone tells the end', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const world = new World(t, kie);
  const [first, second] = [await world.open(), await world.open()];
  const told = tellers({ first, second });
  const { localId } = await first.engine.tasks.start(world.intent());
  await world.reaches(second, localId, 'running');
  first.crash();
  kie.onRecord = () => picture('https://r.test/a.png');
  assert.equal((await world.ends(second, localId)).state, 'done');
  await world.pass(60_000);
  assert.deepEqual(told, ['second']);
});
