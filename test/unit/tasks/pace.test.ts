import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { Pace } from '../../../src/core/tasks/pace.ts';
import { FakeKie, picture } from './fakeKie.ts';
import { stage } from './stage.ts';
import { World } from './world.ts';

const OPTIONS = { timeout: 60_000 };
const NOW = Date.UTC(2026, 0, 2);

function place(t: TestContext): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-pace-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return path.join(dir, 'pace.db');
}

function open(t: TestContext, file: string): Pace {
  const line = (text: string): void => t.diagnostic(text);
  const pace = Pace.open(file, { debug: line, info: line, warn: line, error: line });
  t.after(() => pace.close());
  return pace;
}

test('two windows take from the same places, and each kind of place is counted for itself', t => {
  const file = place(t);
  const [a, b] = [open(t, file), open(t, file)].map(pace => pace.window('queries', 3, 1_000));
  const other = open(t, file).window('submissions', 1, 1_000);
  assert.ok(a && b);
  assert.deepEqual([a.take(NOW), b.take(NOW + 100), a.take(NOW + 200)], [0, 0, 0]);
  assert.deepEqual([b.take(NOW + 300), a.take(NOW + 300)], [700, 700], 'as long as until the first one is over');
  assert.equal(other.take(NOW + 300), 0);
  assert.equal(b.take(NOW + 1_000), 0);
  assert.equal(a.take(NOW + 1_000), 100);
});

test('a window whose time is a moment behind counts what came after it, one that was set back is not shut out', t => {
  const window = open(t, place(t)).window('w', 1, 1_000);
  assert.equal(window.take(NOW), 0);
  assert.ok(window.take(NOW - 5) > 0);
  assert.equal(window.take(NOW - 3_600_000), 0);
});

test('a pause holds in all windows, the longer one counts, and nonsense from a wrong clock does not', t => {
  const file = place(t);
  const [a, b] = [open(t, file), open(t, file)].map(pace => pace.window('w', 5, 1_000));
  assert.ok(a && b);
  a.pause?.(NOW + 5_000);
  b.pause?.(NOW + 2_000);
  assert.deepEqual([a.take(NOW), b.take(NOW)], [5_000, 5_000]);
  assert.equal(b.take(NOW + 5_000), 0);
  a.pause?.(NOW + 365 * 86_400_000);
  assert.equal(b.take(NOW + 5_001), 0);
});

test('a damaged file is begun anew, and the files stay small however often is counted', t => {
  const file = place(t);
  writeFileSync(file, 'this is no database, '.repeat(500));
  const window = open(t, file).window('w', 8, 1_000);
  for (let i = 0; i < 3_000; i++) window.take(NOW + i * 130);
  assert.ok(statSync(file).size + statSync(`${file}-wal`).size < 400_000);
});

test('processes that ask all at once get no more places than there are', OPTIONS, async t => {
  const file = place(t);
  open(t, file).window('w', 20, 10_000);
  const module = path.resolve(import.meta.dirname, '../../../src/core/tasks/pace.ts');
  const script = `
    const { Pace } = await import(${JSON.stringify(module)});
    const quiet = { debug() {}, info() {}, warn() {}, error() {} };
    const window = Pace.open(${JSON.stringify(file)}, quiet).window('w', 20, 10_000);
    process.stdout.write('ready');
    await new Promise(resolve => process.stdin.once('data', resolve));
    let taken = 0;
    for (let i = 0; i < 200; i++) if (window.take(${NOW} + i) === 0) taken++;
    process.stdout.write(' ' + taken, () => process.exit());`;
  const windows = [1, 2, 3].map(() => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['pipe', 'pipe', 'inherit']
    });
    t.after(() => child.kill());
    let said = '';
    const ready = new Promise<void>(resolve =>
      child.stdout.on('data', (piece: Buffer) => {
        said += piece.toString();
        if (said.startsWith('ready')) resolve();
      })
    );
    return { child, ready, gone: new Promise<string>(resolve => child.once('close', () => resolve(said))) };
  });
  await Promise.all(windows.map(window => window.ready));
  for (const { child } of windows) child.stdin.write('go');
  const said = await Promise.all(windows.map(window => window.gone));
  assert.equal(
    said.reduce((sum, words) => sum + Number(words.split(' ')[1]), 0),
    20,
    said.join()
  );
});

test(
  'two windows together submit no more than KIE allows, and one that was told "too many" holds back both',
  OPTIONS,
  async t => {
    const kie = new FakeKie();
    const world = new World(t, kie);
    const [first, second] = [await world.open(), await world.open()];
    for (let i = 0; i < 15; i++) {
      await first.engine.start(world.intent());
      await second.engine.start(world.intent());
    }
    await world.pass(1_000);
    assert.equal(kie.posts.length, 20);
    await world.pass(11_000);
    assert.equal(kie.posts.length, 30);
  }
);

test('what a person looks at is asked about first', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n < 20 ? { state: 'generating' } : picture('https://r.test/a.png'));
  const world = new World(t, kie);
  const { engine } = await world.open();
  const [seen, other] = [await engine.start(world.intent()), await engine.start(world.intent())];
  const view = engine.watch([seen.localId]);
  await world.until(() => kie.asked.length >= 6);
  const watched = (localId: string): boolean[] => [
    ...new Set(kie.asked.filter(ask => ask.taskId === engine.task(localId)?.taskId).map(ask => ask.watched))
  ];
  assert.deepEqual([watched(seen.localId), watched(other.localId)], [[true], [false]]);
  view.dispose();
  const { length } = kie.asked;
  await world.until(() => kie.asked.length >= length + 4);
  assert.ok(kie.asked.slice(length).every(ask => !ask.watched));
});

test('a burst from two windows never makes more submissions in any ten seconds than KIE allows', OPTIONS, async t => {
  const kie = new FakeKie();
  const posted: number[] = [];
  const world = new World(t, kie);
  kie.onCreate = n => {
    posted.push(world.now);
    return `id-${n}`;
  };
  kie.onRecord = () => ({ state: 'generating' });
  const windows = [await world.open(), await world.open()];
  await Promise.all(windows.flatMap(({ engine }) => Array.from({ length: 50 }, () => engine.start(world.intent()))));
  await world.until(() => posted.length === 100);
  const inTenSeconds = posted.map(from => posted.filter(at => at >= from && at < from + 10_000).length);
  assert.equal(Math.max(...inTenSeconds), 20);
  assert.ok((posted.at(-1) ?? 0) - (posted[0] ?? 0) < 60_000, 'and no slower than need be');
});

test('the engine counts submissions and queries where all windows see them', OPTIONS, async t => {
  const { run, out } = await stage(t);
  assert.equal((await run({ model: 'google/nano-banana', input: { prompt: 'a red fox' } })).state, 'done');
  const db = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(path.join(path.dirname(out), 'pace.db'));
  const rows = db.prepare('SELECT name, starts FROM windows ORDER BY name').all();
  db.close();
  assert.deepEqual(
    rows.map(row => [row['name'], (JSON.parse(String(row['starts'])) as unknown[]).length > 0]),
    [
      ['queries', true],
      ['submissions', true]
    ]
  );
});
