import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { FakeKie } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

/** Records the content of a file whenever it is synced to the disk. */
function recordSyncs(t: TestContext, file: string) {
  const fsync = fs.fsyncSync.bind(fs);
  const synced = { text: '', folders: 0 };
  t.mock.method(fs, 'fsyncSync', (descriptor: number) => {
    fsync(descriptor);
    const found = fs.fstatSync(descriptor);
    if (found.isDirectory()) synced.folders++;
    else if (found.ino === fs.statSync(file, { throwIfNoEntry: false })?.ino)
      synced.text = fs.readFileSync(file, 'utf8');
  });
  return synced;
}

test('journal: a submission is on the disk before it is sent, its ID before it shows', { timeout: 60_000 }, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  fs.rmSync(path.join(fixture.dir, 'submissions.jsonl'), { force: true });
  const synced = recordSyncs(t, path.join(fixture.dir, 'submissions.jsonl'));
  const seen: { readonly folders: number; readonly sent: boolean }[] = [];
  kie.onCreate = () => {
    seen.push({ folders: Math.min(1, synced.folders), sent: synced.text.includes('"e":"sent"') });
    return 'task-on-disk';
  };
  kie.onRecord = () => ({ state: 'generating' });
  const shown: boolean[] = [];
  window.engine.tasks.onDidChange(changed => {
    for (const { taskId } of changed) if (taskId !== undefined) shown.push(synced.text.includes('task-on-disk'));
  });
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForState(window, localId, 'running');
  assert.deepEqual(seen, [{ folders: process.platform === 'win32' ? 0 : 1, sent: true }]);
  assert.match(synced.text, /"e":"accepted".*"taskId":"task-on-disk"/);
  assert.deepEqual(new Set(shown), new Set([true]));
});
