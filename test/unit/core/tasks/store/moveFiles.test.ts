import assert from 'node:assert/strict';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { createLedger } from '../../../../../src/core/tasks/store/ledger.ts';
import type { Ledger } from '../../../../../src/core/tasks/store/ledger.ts';
import { moveFiles } from '../../../../../src/core/tasks/store/moveFiles.ts';
import { openDatabase } from '../../../../../src/core/tasks/store/database/openDatabase.ts';
import type { Task } from '../../../../../src/shared/task.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const at = (...names: readonly string[]): string => path.resolve('/media', ...names);

/** A ledger with one finished task for each list of names of saved files. */
function ledgerWith(t: TestContext, files: Readonly<Record<string, readonly string[]>>): Ledger {
  const ledger = createLedger(openDatabase(':memory:', quiet, 0).db, 'a', () => 1);
  t.after(() => ledger.database.close());
  for (const [localId, names] of Object.entries(files)) {
    const task: Task = {
      ...{ localId, model: 'm', state: 'preparing', input: {}, results: [] },
      ...{ createdAt: 1, updatedAt: 1, origin: 'form' }
    };
    ledger.tasks.insert(task, { plan: {}, saveTo: { folder: at(), stem: 'x' } });
    ledger.tasks.update(localId, ['preparing'], { state: 'queued' });
    const items = names.map((_, i) => ({ kind: 'image' as const, url: `https://kie.example/${localId}/${i}.png` }));
    ledger.results.beginCollecting(localId, items, {});
    for (const [index, name] of names.entries()) {
      ledger.results.update(localId, index, { state: 'saved', path: at(name) });
      ledger.files.add(at(name), task);
    }
    ledger.tasks.update(localId, ['collecting'], { state: 'done' });
  }
  return ledger;
}

const pathsOf = (ledger: Ledger, localId: string): readonly (string | undefined)[] =>
  (ledger.tasks.get(localId)?.results ?? []).map(result => result.path);

test('moved file: its result and its origin have the new path', t => {
  const ledger = ledgerWith(t, { a: ['fox.png', 'owl.png'], b: ['fox.png.png'] });
  ledger.tasks.takeChanges();
  assert.equal(ledger.files.move({ from: at('fox.png'), to: at('red.png') }), true);
  assert.deepEqual(pathsOf(ledger, 'a'), [at('red.png'), at('owl.png')]);
  assert.deepEqual(pathsOf(ledger, 'b'), [at('fox.png.png')]);
  assert.equal(ledger.files.find(at('red.png'))?.localId, 'a');
  assert.equal(ledger.files.find(at('fox.png')), undefined);
  assert.deepEqual(
    ledger.tasks.takeChanges().changed.map(({ localId }) => localId),
    ['a']
  );
});

test('moved folder: all files below it follow, and back again', t => {
  const ledger = ledgerWith(t, { a: ['day/fox.png', 'day/more/owl.png'], b: ['day-2/fox.png', 'Day%/fox.png'] });
  ledger.files.move({ from: at('day'), to: at('new', 'place') });
  assert.deepEqual(pathsOf(ledger, 'a'), [at('new', 'place', 'fox.png'), at('new', 'place', 'more', 'owl.png')]);
  assert.deepEqual(pathsOf(ledger, 'b'), [at('day-2/fox.png'), at('Day%/fox.png')]);
  ledger.files.move({ from: at('new', 'place'), to: at('day') });
  assert.deepEqual(pathsOf(ledger, 'a'), [at('day/fox.png'), at('day/more/owl.png')]);
  assert.equal(ledger.files.find(at('day/more/owl.png'))?.localId, 'a');
});

test('replaced file: its result has no file, and the path belongs to the moved one', t => {
  const ledger = ledgerWith(t, { a: ['fox.png'], b: ['owl.png'] });
  ledger.files.move({ from: at('fox.png'), to: at('owl.png') });
  assert.deepEqual([pathsOf(ledger, 'a'), pathsOf(ledger, 'b')], [[at('owl.png')], [undefined]]);
  assert.equal(ledger.files.find(at('owl.png'))?.localId, 'a');
  assert.equal(ledger.results.get('b', 0)?.state, 'saved');
});

test('move of other files: changes no task', t => {
  const ledger = ledgerWith(t, { a: ['fox.png'] });
  ledger.tasks.takeChanges();
  assert.equal(ledger.files.move({ from: at('notes.md'), to: at('read.md') }), false);
  assert.equal(ledger.files.move({ from: at('fox.png'), to: at('fox.png') }), false);
  assert.deepEqual(ledger.tasks.takeChanges().changed, []);
  assert.deepEqual(pathsOf(ledger, 'a'), [at('fox.png')]);
});

test('moved file of an unsaved result: keeps the path where it is being saved', t => {
  const ledger = ledgerWith(t, { a: ['fox.png'] });
  ledger.tasks.update('a', ['done'], { state: 'collecting' });
  ledger.results.update('a', 0, { state: 'pending' });
  ledger.files.move({ from: at('fox.png'), to: at('red.png') });
  assert.equal(ledger.results.get('a', 0)?.path, at('fox.png'));
});

test('moved folder that replaces another: results below it have no file', t => {
  const ledger = ledgerWith(t, { a: ['new/fox.png'], b: ['old/fox.png', 'old/more/owl.png', 'older/cat.png'] });
  ledger.tasks.takeChanges();
  ledger.files.move({ from: at('new'), to: at('old') });
  assert.deepEqual(pathsOf(ledger, 'a'), [at('old/fox.png')]);
  assert.deepEqual(pathsOf(ledger, 'b'), [undefined, undefined, at('older/cat.png')]);
  assert.equal(ledger.files.find(at('old/fox.png'))?.localId, 'a');
  assert.equal(ledger.files.find(at('old/more/owl.png')), undefined);
  const changed = ledger.tasks.takeChanges().changed.map(({ localId }) => localId);
  assert.deepEqual(changed.toSorted(), ['a', 'b']);
});

test('moved folder: replaces no file of its own', t => {
  const ledger = ledgerWith(t, { a: ['day/fox.png', 'day/in/owl.png', 'day/in/fox.png'] });
  ledger.files.move({ from: at('day'), to: at('day', 'in') });
  assert.deepEqual(pathsOf(ledger, 'a'), [at('day/in/fox.png'), at('day/in/in/owl.png'), at('day/in/in/fox.png')]);
  const up = ledgerWith(t, { a: ['day/in/fox.png'], b: ['day/fox.png'] });
  up.files.move({ from: at('day', 'in'), to: at('day') });
  assert.deepEqual([pathsOf(up, 'a'), pathsOf(up, 'b')], [[at('day/fox.png')], [undefined]]);
  assert.equal(up.files.find(at('day/fox.png'))?.localId, 'a');
});

test('moved folder: its name is no pattern, and a separator at its end is ignored', t => {
  const names = ['a%_😀/fox.png', 'aXY😀/fox.png', 'a%_😀b/fox.png'];
  const ledger = ledgerWith(t, { a: names });
  ledger.files.move({ from: at('a%_😀') + path.sep, to: at('b_%') + path.sep });
  assert.deepEqual(pathsOf(ledger, 'a'), [at('b_%/fox.png'), at('aXY😀/fox.png'), at('a%_😀b/fox.png')]);
  ledger.files.move({ from: at('new'), to: at('a_Y😀') });
  assert.equal(ledger.files.find(at('aXY😀/fox.png'))?.localId, 'a');
});

test('renamed folder: another case is another folder on Linux only', t => {
  for (const [platform, expected] of [
    ['linux', undefined],
    ['win32', at('A/owl.png')],
    ['darwin', at('A/owl.png')]
  ] as const) {
    const ledger = ledgerWith(t, { a: ['a/fox.png'], b: ['A/owl.png'] });
    assert.equal(moveFiles(ledger.database, { from: at('a'), to: at('A') }, platform), true);
    assert.deepEqual([pathsOf(ledger, 'a'), pathsOf(ledger, 'b')], [[at('A/fox.png')], [expected]], platform);
    assert.equal(ledger.files.find(at('A/fox.png'))?.localId, 'a', platform);
  }
});

test('moved file that is being downloaded again: remains the one to keep', t => {
  const ledger = ledgerWith(t, { a: ['fox.png', 'day/owl.png'] });
  ledger.results.collectAgain('a', ['done'], [0, 1], {});
  ledger.tasks.takeChanges();
  assert.equal(ledger.files.move({ from: at('fox.png'), to: at('red.png') }), true);
  ledger.files.move({ from: at('day'), to: at('night') });
  assert.deepEqual(
    ledger.results.of('a').map(({ replaces }) => replaces),
    [at('red.png'), at('night/owl.png')]
  );
  assert.equal(ledger.tasks.takeChanges().changed.length, 1);
  ledger.files.move({ from: at('other'), to: at('night') });
  assert.equal(ledger.results.get('a', 1)?.replaces, undefined);
});
