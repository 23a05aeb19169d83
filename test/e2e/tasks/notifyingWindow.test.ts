import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../src/shared/task.ts';
import { isActive } from '../../../src/shared/task.ts';
import { FakeKie, imageResult } from '../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';
import type { TestWindow } from '../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };

/** Names of the windows that would notify about the end of a task, by the check of the notifier. */
function windowsThatAnnounced(windows: Readonly<Record<string, TestWindow>>): string[] {
  const announced: string[] = [];
  for (const [name, { engine }] of Object.entries(windows)) {
    engine.resumeAll();
    engine.tasks.onDidChange((changed: readonly Task[]) => {
      for (const task of changed) if (!isActive(task.state) && engine.tasks.isOwned(task.localId)) announced.push(name);
    });
  }
  return announced;
}

test('notification: only the window that started a task announces its end', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n < 5 ? { state: 'generating' } : imageResult('https://r.test/a.png'));
  const fixture = new EngineFixture(t, kie);
  const [first, second, third] = [await fixture.openWindow(), await fixture.openWindow(), await fixture.openWindow()];
  const announced = windowsThatAnnounced({ first, second, third });
  const { localId } = await second.engine.tasks.start(fixture.intent());
  for (const window of [first, second, third]) assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  await fixture.advance(60_000);
  assert.deepEqual(announced, ['second']);
});

test('notification: a window that takes over a task announces its end', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const fixture = new EngineFixture(t, kie);
  const [first, second] = [await fixture.openWindow(), await fixture.openWindow()];
  const announced = windowsThatAnnounced({ first, second });
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.waitForState(second, localId, 'running');
  first.crash();
  kie.onRecord = () => imageResult('https://r.test/a.png');
  assert.equal((await fixture.waitForEnd(second, localId)).state, 'done');
  await fixture.advance(60_000);
  assert.deepEqual(announced, ['second']);
});
