import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { TakenOverError } from '../../../../../../src/core/tasks/run/download/saveResult.ts';
import type { Ledger } from '../../../../../../src/core/tasks/store/ledger.ts';
import { atNextLink, TEXT, twoWindows } from '../../../../../support/engine/twoWindows.ts';

const OTHER = TEXT.toUpperCase();

const pathOf = (ledger: Ledger, localId: string): string | undefined => ledger.results.get(localId, 0)?.path;

test('a window that lost its task leaves the part file to the one that took over', async t => {
  const { first, second, out, song, secondSong, add, save, takeOver } = await twoWindows(t);
  const task = add('a');
  atNextLink(t, 'before', () => {
    takeOver(task);
    return fs.writeFile(song, OTHER);
  });
  await assert.rejects(save(first, task), TakenOverError);
  // The other file has the recorded name and size, and must not pass for the published result.
  await save(second, task);
  assert.deepEqual([second.results.get('a', 0)?.state, pathOf(second, 'a')], ['saved', secondSong]);
  assert.deepEqual([await fs.readFile(secondSong, 'utf8'), await fs.readFile(song, 'utf8')], [TEXT, OTHER]);
  assert.deepEqual((await fs.readdir(out)).sort(), ['song-2.txt', 'song.txt'], 'no part file is left');
});

test('a window that lost its task removes the part file when the task was stopped', async t => {
  const { first, second, out, add, save, takeOver } = await twoWindows(t);
  const task = add('a');
  atNextLink(t, 'before', () => {
    takeOver(task);
    assert.ok(second.tasks.update('a', ['collecting'], { state: 'stopped' }));
    second.leases.release('a');
    return fs.writeFile(path.join(out, 'song.txt'), OTHER);
  });
  await assert.rejects(save(first, task), TakenOverError);
  assert.deepEqual(await fs.readdir(out), ['song.txt']);
});

test('two results that are saved at the same time never try the same name', async t => {
  const { first, song, secondSong, add, save } = await twoWindows(t);
  const [task, other] = [add('a'), add('b')];
  atNextLink(t, 'before', () => save(first, other));
  await save(first, task);
  assert.deepEqual([pathOf(first, 'a'), pathOf(first, 'b')], [song, secondSong]);
});

test('a result that gets the name of a deleted file is not shown as that of its task', async t => {
  const { first, song, add, save } = await twoWindows(t);
  const [task, other] = [add('a'), add('b')];
  await save(first, task);
  await fs.rm(song);
  await save(first, other);
  assert.deepEqual([pathOf(first, 'a'), pathOf(first, 'b')], [undefined, song]);
  assert.equal(first.results.get('a', 0)?.state, 'saved');
});

test('a saved result keeps its file that is put back before its name is used', async t => {
  const { first, song, secondSong, add, save } = await twoWindows(t);
  const [task, other] = [add('a'), add('b')];
  await save(first, task);
  await fs.rename(song, `${song}.bak`);
  atNextLink(t, 'before', () => fs.rename(`${song}.bak`, song));
  await save(first, other);
  assert.deepEqual([pathOf(first, 'a'), pathOf(first, 'b')], [song, secondSong]);
});

test('a window that lost its task leaves a result that is saved already', async t => {
  const { first, second, out, song, add, save, takeOver } = await twoWindows(t);
  const task = add('a');
  atNextLink(t, 'after', async () => {
    takeOver(task);
    t.mock.method(fs, 'rm', () => Promise.reject(new Error('in use')), { times: 1 });
    await save(second, task);
    assert.ok(second.tasks.update('a', ['collecting'], { state: 'done' }));
    second.leases.release('a');
    // As an editor saves.
    await fs.writeFile(`${song}.tmp`, 'better words');
    await fs.rename(`${song}.tmp`, song);
  });
  await assert.rejects(save(first, task), TakenOverError);
  assert.deepEqual([pathOf(second, 'a'), await fs.readFile(song, 'utf8')], [song, 'better words']);
  assert.deepEqual(await fs.readdir(out), ['song.txt'], 'no part file is left');
});

/** Suspends the first window after it published the result of `a`; the second one saves it, the user renames the file. */
async function renamedMeanwhile(t: TestContext) {
  const windows = await twoWindows(t);
  const { first, second, out, song, add, save, takeOver } = windows;
  const task = add('a');
  const best = path.join(out, 'best.txt');
  const suspended = (then: () => Promise<void>): Promise<void> => {
    atNextLink(t, 'after', async () => {
      takeOver(task);
      await save(second, task);
      await fs.rename(song, best);
      assert.ok(second.files.move({ from: song, to: best }));
      await then();
    });
    return assert.rejects(save(first, task), TakenOverError);
  };
  return { ...windows, suspended };
}

test("a window that lost its task keeps the user's file that has the name now", async t => {
  const { second, out, song, suspended } = await renamedMeanwhile(t);
  await suspended(() => fs.writeFile(song, 'my own words'));
  assert.equal(await fs.readFile(song, 'utf8'), 'my own words');
  assert.equal(pathOf(second, 'a'), path.join(out, 'best.txt'));
});

test('a window that lost its task keeps the file of another task with the name', async t => {
  const { second, song, add, save, takeOver, suspended } = await renamedMeanwhile(t);
  const other = add('b', OTHER);
  let saved: Promise<void> | undefined;
  let goOn: (() => void) | undefined;
  await suspended(
    () =>
      new Promise(resume => {
        takeOver(other);
        // Published, and not recorded yet.
        atNextLink(t, 'after', () => {
          resume();
          return new Promise(resolve => (goOn = resolve));
        });
        saved = save(second, other);
      })
  );
  goOn?.();
  await saved;
  assert.equal(pathOf(second, 'b'), song);
  assert.equal(await fs.readFile(song, 'utf8'), OTHER);
});

test('a task that is put back shows no file that was saved after its removal', async t => {
  const { first, song, add, save } = await twoWindows(t);
  const [task, other] = [add('a'), add('b')];
  await save(first, task);
  assert.ok(first.tasks.update('a', ['collecting'], { state: 'done' }));
  const removed = first.tasks.remove('a') ?? assert.fail();
  await fs.rm(song);
  await save(first, other);
  assert.ok(first.tasks.restore(removed));
  assert.deepEqual([pathOf(first, 'a'), pathOf(first, 'b')], [undefined, song]);
});

test('a task that is put back keeps its file beside one whose name differs in case', async t => {
  const { first, song, add, save } = await twoWindows(t);
  const task = add('a');
  add('b');
  await save(first, task);
  assert.ok(first.tasks.update('a', ['collecting'], { state: 'done' }));
  const removed = first.tasks.remove('a') ?? assert.fail();
  assert.ok(first.results.saved('b', 0, { path: song.replace('song', 'SONG'), bytes: 3 }));
  assert.ok(first.tasks.restore(removed));
  assert.equal(pathOf(first, 'a'), song);
});

test('a task that is put back never takes a file of equal name and size for its own', async t => {
  const { first, second, song, secondSong, add, save } = await twoWindows(t);
  const [task, other] = [add('a'), add('b', OTHER)];
  let removed: ReturnType<typeof second.tasks.remove>;
  atNextLink(t, 'before', () => {
    assert.ok(second.tasks.update('a', ['collecting'], { state: 'stopped' }, true));
    removed = second.tasks.remove('a');
    return save(first, other);
  });
  await assert.rejects(save(first, task), TakenOverError);
  assert.ok(second.tasks.restore(removed ?? assert.fail()));
  assert.ok(second.leases.take('a'));
  assert.ok(second.tasks.update('a', ['stopped'], { state: 'collecting' }));
  await save(second, task);
  assert.deepEqual([pathOf(second, 'a'), pathOf(second, 'b')], [secondSong, song]);
  assert.equal(await fs.readFile(secondSong, 'utf8'), TEXT);
});
