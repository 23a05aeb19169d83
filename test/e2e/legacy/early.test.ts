import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { test } from 'node:test';
import { named, song } from './cases.ts';
import { OPTIONS, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

test('downloadAvailable: saves the first song early and once, the second at the end', OPTIONS, async t => {
  const s = await openEmulatorFixture(t, {
    call: 'task',
    model: '/generate',
    effect: { kind: 'steps', polls: 8 },
    times: 0
  });
  const saveTo = { folder: s.out, template: 'x' };
  const seen: string[] = [];
  const saved: number[] = [];
  const listener = s.engine.tasks.onDidChange(([task]) => {
    if (task?.note !== undefined && seen.at(-1) !== task.note) seen.push(task.note);
    if (task?.state === 'running') saved.push(task.results.filter(result => result.state === 'saved').length);
  });
  const { localId } = await s.engine.tasks.start({ model: '/generate', input: song, saveTo, origin: 'api' });
  const early = s.engine.tasks.onDidChange(() => {
    if (s.engine.tasks.get(localId)?.state !== 'running') return;
    early.dispose();
    s.engine.tasks.downloadAvailable(localId);
  });
  const task = await s.engine.tasks.waitFor(localId);
  listener.dispose();
  assert.equal(task.state, 'done', JSON.stringify(task.error));
  assert.deepEqual(seen, ['The lyrics are ready.', 'The first song is ready.']);
  assert.ok(Math.max(...saved) > 0, 'a result is saved while the task is running');
  assert.deepEqual(await named(s), ['x-2.mp3', 'x-cover-2.picture', 'x-cover.picture', 'x-lyrics.txt', 'x.mp3']);
  assert.equal(task.note, undefined);
});

test('downloadAvailable: saves the lyrics of a failed song only on request', OPTIONS, async t => {
  const fails = { kind: 'fail', failCode: '501', failMsg: 'No such luck', songs: 0 } as const;
  const s = await openEmulatorFixture(
    t,
    { call: 'task', model: '/generate', effect: { kind: 'steps', polls: 9 }, times: 0 },
    { call: 'task', model: '/generate', effect: fails, times: 0 }
  );
  for (const asked of [false, true]) {
    const saveTo = { folder: `${s.out}/${asked}`, template: 'x' };
    const { localId } = await s.engine.tasks.start({ model: '/generate', input: song, saveTo, origin: 'api' });
    const listener = s.engine.tasks.onDidChange(() => {
      if (!asked || s.engine.tasks.get(localId)?.note !== 'The lyrics are ready.') return;
      listener.dispose();
      s.engine.tasks.downloadAvailable(localId);
    });
    const task = await s.engine.tasks.waitFor(localId);
    listener.dispose();
    assert.deepEqual([task.state, task.error?.code], ['failed', '501']);
    const words = task.results.filter(({ role }) => role === 'lyrics');
    assert.deepEqual(
      words.map(({ state }) => state),
      asked ? ['saved'] : []
    );
    for (const each of words) assert.equal(await fs.readFile(each.path ?? '', 'utf8'), `${song.prompt}\n`);
  }
});
