import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MIGRATIONS } from '../../../../../src/core/tasks/store/database/migrations.ts';
import { NEW_LEDGER } from '../../../../../src/core/tasks/store/database/schema.ts';
import { atPath } from '../../../../../src/core/tasks/store/resultPaths.ts';
import { twoWindows } from '../../../../support/engine/twoWindows.ts';

test('reserve: returns whether the name is free, and changes nothing without the lease', async t => {
  const { first, second, song, add, takeOver } = await twoWindows(t);
  const task = add('a');
  add('b');
  const reserve = (ledger: typeof first, localId: string, path: string) =>
    ledger.results.reserve(localId, 0, { path, bytes: 3 });
  assert.equal(reserve(first, 'a', song), 'reserved');
  assert.equal(reserve(first, 'a', song), 'reserved', 'its own name');
  assert.equal(reserve(first, 'b', song), 'taken');
  assert.equal(reserve(first, 'b', song.replace('song', 'SONG')), 'taken', 'one file on some disks');
  assert.equal(first.results.get('b', 0)?.path, undefined);
  takeOver(task);
  assert.equal(reserve(first, 'a', `${song}.x`), 'lost');
  assert.equal(second.results.get('a', 0)?.path, song);
  assert.ok(second.results.update('a', 0, { path: null, replaces: song }));
  assert.equal(reserve(first, 'b', song), 'taken', 'the earlier file of a repeated download');
});

test('saved: takes the path from a result whose file is gone, in every window', async t => {
  const { first, second, song, add } = await twoWindows(t);
  add('a');
  add('b');
  const file = { path: song, bytes: 3 };
  const shown = () => second.tasks.get('a')?.results.map(({ state, path }) => [state, path])[0];
  assert.ok(first.results.saved('a', 0, file));
  assert.equal(first.results.reserve('b', 0, file), 'reserved');
  assert.deepEqual(shown(), ['saved', song], 'its file may be there again');
  assert.ok(first.results.saved('b', 0, file));
  assert.deepEqual(shown(), ['saved', undefined]);
  assert.equal(first.results.get('b', 0)?.path, song);
});

test('saved: changes nothing without the lease', async t => {
  const { first, second, song, add, takeOver } = await twoWindows(t);
  const task = add('a');
  assert.ok(first.results.saved('a', 0, { path: song, bytes: 3 }));
  takeOver(task);
  assert.equal(first.results.saved('a', 0, { path: `${song}.x`, bytes: 3 }), false);
  assert.equal(second.results.get('a', 0)?.path, song);
});

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

for (const [what, steps] of [
  ['a new ledger', [NEW_LEDGER]],
  ['a ledger of an earlier version', MIGRATIONS]
] as const) {
  test(`reserve: never reads all results of ${what}, whose texts can be large`, () => {
    const db = new DatabaseSync(':memory:');
    for (const step of steps) db.exec(step);
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${atPath('state')}`).all('x');
    const reads = plan.map(row => /^\w+ results( USING INDEX \w+)?/.exec(String(row['detail']))?.[0]);
    assert.deepEqual(
      reads.filter(read => read !== undefined),
      ['SEARCH results USING INDEX results_by_path', 'SEARCH results USING INDEX results_by_replaced']
    );
    db.close();
  });
}
