import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { keptEntries } from '../../../../../../src/core/tasks/reconcile.ts';
import { fillCopyingDisk, fillDisk } from '../../../../../support/engine/fullDisk.ts';
import { SubmissionJournal } from '../../../../../../src/core/tasks/store/journal/journal.ts';
import { SPARE_BYTES } from '../../../../../../src/core/tasks/store/journal/spareFile.ts';
import type {
  JournalEntry,
  Submission,
  SubmittedTask
} from '../../../../../../src/core/tasks/store/journal/journalEntries.ts';

const DAY_MS = 24 * 3_600_000;
const TASK: SubmittedTask = {
  model: 'picture',
  input: { prompt: 'a fox' },
  plan: { prompt: 'a fox' },
  saveTo: { folder: '/f', stem: 'x' },
  origin: 'api',
  createdAt: 1
};

function setUp(t: TestContext) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kie-journal-'));
  t.after(() => fs.rmSync(dir, { recursive: true, force: true }));
  const log: string[] = [];
  const line = (text: string): void => void log.push(text);
  const open = () => new SubmissionJournal(dir, { debug: line, info: line, warn: line, error: line });
  return { dir, file: path.join(dir, 'submissions.jsonl'), log, open };
}

const sent = (localId: string, at = 1): JournalEntry => ({ e: 'sent', at, localId, task: TASK });
const accepted = (localId: string, at = 2): JournalEntry => ({ e: 'accepted', at, localId, taskId: `id-${localId}` });
const outcomes = (known: ReadonlyMap<string, Submission>) =>
  Object.fromEntries([...known].map(([localId, { outcome }]) => [localId, outcome]));

test('journal: keeps the order of entries, also of several windows', t => {
  const { open } = setUp(t);
  const [a, b] = [open(), open()];
  a.append(sent('1'));
  b.append(sent('2'));
  a.append(accepted('1'));
  b.note({ e: 'refused', at: 3, localId: '2' });
  a.append(sent('3'));
  a.note({ e: 'unclear', at: 3, localId: '3' });
  b.append(sent('4'));
  b.note({ e: 'refused', at: 3, localId: '4' });
  b.append(sent('4', 9));
  assert.deepEqual(outcomes(open().read()), { 1: 'accepted', 2: 'refused', 3: 'open', 4: 'open' });
  assert.deepEqual(open().read().get('1'), { at: 1, outcome: 'accepted', taskId: 'id-1', task: TASK });
});

test('journal: a torn line, zeros and foreign lines damage no other entry', t => {
  const { open, file, log } = setUp(t);
  open().append(sent('1'));
  fs.appendFileSync(file, '{"e":"sent","at":1,"localId":"torn","ta');
  open().append(accepted('1'));
  fs.appendFileSync(file, Buffer.alloc(512));
  open().append(sent('2'));
  fs.appendFileSync(file, '\nnull\n[]\n{"e":"sent"}\n"x"');
  assert.deepEqual(outcomes(open().read()), { 1: 'accepted', torn: 'open', 2: 'open' });
  assert.match(log.join(), /^6 lines of the journal of submissions are not readable/);
});

test('journal: a damaged line may be a submission, so it leaves no task rejected', t => {
  const { open, file } = setUp(t);
  const journal = open();
  for (const localId of ['again', 'never', 'bought']) journal.append(sent(localId));
  journal.append(accepted('bought'));
  for (const localId of ['again', 'never']) journal.note({ e: 'refused', at: 2, localId });
  fs.appendFileSync(file, '\n{"e":"sent","at":3,"localId":"again","task":{"model":\u0000}}\n');
  fs.appendFileSync(file, '\n{"e":"sent","at":3,"localId":"bought","ta\n');
  assert.deepEqual(outcomes(open().read()), { again: 'open', never: 'refused', bought: 'accepted' });
  open().compact(known => keptEntries(known, { statuses: () => new Map() }, 3));
  assert.deepEqual(outcomes(open().read()), { again: 'open', never: 'refused', bought: 'accepted' });
});

test('journal: reads entries despite carriage returns and a byte order mark', t => {
  const { file, log, open } = setUp(t);
  const journal = open();
  journal.addId('one');
  journal.append(sent('a'));
  journal.append(accepted('a'));
  fs.writeFileSync(file, `\ufeff${fs.readFileSync(file, 'utf8').trim().replaceAll('\n', '\r\n')}`);
  const again = open();
  assert.deepEqual([outcomes(again.read()), [...again.ids], log], [{ a: 'accepted' }, ['one'], []]);
});

test('journal: ignores a damaged task ID', t => {
  const { file, open } = setUp(t);
  open().append(sent('a'));
  for (const taskId of ['[x](command:y)', 'a b', '', 'x'.repeat(201)])
    fs.appendFileSync(file, `${JSON.stringify({ ...accepted('a'), taskId })}\n`);
  assert.deepEqual(outcomes(open().read()), { a: 'open' });
});

test('journal: an entry of another shape or a later version damages no other entry', t => {
  const { open, file } = setUp(t);
  open().append(sent('1'));
  for (const entry of [
    { e: 'renamed', at: 1, localId: '2' },
    { e: 'constructor', at: 1, localId: '3' },
    { e: 'removed', at: 1 },
    { e: 'removed', at: 1, localIds: [1] },
    { e: 'answered', at: 1, localId: '1' },
    { e: 'answered', at: 1, localId: '1', results: [null] },
    { e: 'ended', at: 1, localId: '1', state: 'gone', results: [] },
    { e: 'accepted', at: 1, localId: '1', taskId: 5 },
    { e: 'sent', at: 1, localId: '4', task: { model: 'm' } },
    { e: 'sent', at: 1, localId: '5', task: { ...TASK, saveTo: null } }
  ])
    fs.appendFileSync(file, `\n${JSON.stringify(entry)}`);
  const known = open().read();
  assert.deepEqual(known.get('1'), { at: 1, outcome: 'open', task: TASK });
  assert.ok([...known.values()].every(({ outcome }) => outcome === 'open'));
});

test('journal: a partly written entry is an error', t => {
  const { open, file } = setUp(t);
  fs.mkdirSync(file);
  assert.throws(() => open().append(sent('1')), { code: 'EISDIR' });
  open().note(sent('1'));
});

test('journal: a compaction keeps open and recent submissions and remembers old ones', t => {
  const { open } = setUp(t);
  const journal = open();
  const now = 1_000 * DAY_MS;
  const old = now - 8 * DAY_MS;
  for (const [localId, at] of [
    ['old', old],
    ['open', old],
    ['running', old],
    ['recent', now],
    ['ancient', 1]
  ] as const) {
    journal.append(sent(localId, at));
    if (localId !== 'open') journal.append(accepted(localId, at));
  }
  journal.append(sent('refused', old));
  journal.note({ e: 'refused', at: old, localId: 'refused' });
  const states = {
    old: 'done',
    open: 'unknown',
    running: 'running',
    recent: 'done',
    refused: 'failed',
    ancient: 'done'
  };
  const statuses = new Map(
    Object.entries(states).map(([localId, state]) => [
      localId,
      { state: state as 'done', hasId: true, updatedAt: 1, isReadable: true }
    ])
  );
  const before = journal.read();
  journal.compact(known => keptEntries(known, { statuses: () => statuses }, now));
  const after = open().read();
  assert.deepEqual(after.get('old'), { at: old, outcome: 'accepted', taskId: 'id-old' });
  for (const localId of ['open', 'running', 'recent']) assert.deepEqual(after.get(localId), before.get(localId));
  assert.deepEqual([...after.keys()].sort(), ['old', 'open', 'recent', 'running']);
});

test('journal: an interrupted compaction loses nothing and is completed by the next', t => {
  const { open, dir, file } = setUp(t);
  const journal = open();
  journal.append(sent('1'));
  const all = (known: ReadonlyMap<string, Submission>): readonly JournalEntry[] =>
    [...known.keys()].map(localId => sent(localId));
  const fail = (): never => assert.fail('killed');
  journal.compact(fail);
  assert.deepEqual(fs.readdirSync(dir).includes('submissions.jsonl'), false);
  open().append(sent('2'));
  assert.deepEqual(outcomes(open().read()), { 1: 'open', 2: 'open' });
  journal.compact(all);
  journal.compact(all);
  open().append(sent('3'));
  assert.deepEqual(outcomes(open().read()), { 1: 'open', 2: 'open', 3: 'open' });
  assert.ok(fs.existsSync(file));
  assert.deepEqual(fs.readdirSync(dir).sort(), ['submissions.jsonl', 'submissions.old.jsonl', 'submissions.spare']);
});

test('journal: a compaction keeps the IDs of the journal as readable lines', t => {
  const { log, open } = setUp(t);
  const journal = open();
  journal.addId('one');
  journal.append(sent('a'));
  journal.addId('two');
  journal.compact(() => []);
  const again = open();
  assert.deepEqual([again.read().size, [...again.ids], log], [0, ['one', 'two'], []]);
});

test('journal: does not grow without bound', t => {
  const { open } = setUp(t);
  const journal = open();
  const input = { prompt: 'x'.repeat(100_000) };
  for (let i = 0; !journal.isLarge; i++) {
    assert.ok(i < 20, 'large after 2 MB at most');
    journal.note({ e: 'sent', at: 1, localId: `${i}`, task: { ...TASK, input } });
  }
  assert.equal(open().isLarge, false);
  const reopened = open();
  reopened.read();
  assert.equal(reopened.isLarge, true, 'also for a window that only reads');
  reopened.compact(known => [...known.keys()].map(localId => ({ e: 'past', at: 1, localId })));
  assert.equal(reopened.isLarge, false);
});

test('journal: processes append during a compaction, and no entry is lost', { timeout: 60_000 }, async t => {
  const { open, dir } = setUp(t);
  const source = path.resolve('src/core/tasks/store/journal/journal.ts');
  const program = (name: string) => `
    import { SubmissionJournal } from ${JSON.stringify(source)};
    const line = () => undefined;
    const journal = new SubmissionJournal(${JSON.stringify(dir)}, { debug: line, info: line, warn: line, error: line });
    for (let i = 0; i < 150; i++) journal.append({ e: 'sent', at: i, localId: '${name}' + i, task: { model: 'm' } });`;
  const run = (name: string) => promisify(execFile)(process.execPath, ['--input-type=module', '-e', program(name)]);
  const writing = new AbortController();
  const writers = Promise.all([run('a'), run('b')]).finally(() => writing.abort());
  const journal = open();
  let count = 0;
  while (!writing.signal.aborted) {
    journal.compact(known => [...known.keys()].map(localId => sent(localId)));
    count++;
    await new Promise(resolve => setImmediate(resolve));
  }
  await writers;
  assert.ok(count > 1);
  assert.equal(open().read().size, 300);
});

for (const isShort of [false, true]) {
  test(`journal: keeps an id on a full disk (${isShort ? 'short write' : 'ENOSPC'})`, t => {
    const { open } = setUp(t);
    const journal = open();
    journal.append(sent('1'));
    journal.append(sent('2'));
    open().append(sent('3'));
    const disk = fillDisk(t, { isShort });
    const taskId = 'x'.repeat(128);
    journal.append({ e: 'accepted', at: 1_790_000_000_000, localId: '2', taskId });
    assert.throws(() => journal.append(sent('4')), /ENOSPC|as a whole/);
    assert.throws(() => journal.append(accepted('5')), /ENOSPC|as a whole/, 'nothing was reserved');
    assert.deepEqual(outcomes(open().read()), { 1: 'open', 2: 'accepted', 3: 'open' });
    assert.equal(open().read().get('2')?.taskId, taskId);
    disk.free();
    journal.append(accepted('1'));
    assert.deepEqual(outcomes(open().read()), { 1: 'accepted', 2: 'accepted', 3: 'open' });
  });
}

for (const commits of [0, 3]) {
  test(`journal: keeps ids on a full disk that copies on write (${commits} commits)`, t => {
    const { open, dir } = setUp(t);
    const journal = open();
    for (const localId of ['1', '2', '3']) journal.append(sent(localId));
    const disk = fillCopyingDisk(t, { commits });
    for (const localId of ['1', '2']) journal.append(accepted(localId));
    // Another window uses the freed space too.
    open().append(accepted('3'));
    assert.deepEqual(outcomes(open().read()), { 1: 'accepted', 2: 'accepted', 3: 'accepted' });
    assert.equal(fs.existsSync(path.join(dir, 'submissions.spare')), false);
    assert.throws(() => journal.append(sent('4')), { code: 'ENOSPC' }, 'nothing is sent without new spare space');
    assert.deepEqual([...open().read().keys()], ['1', '2', '3']);
    disk.free();
    journal.append(sent('4'));
    assert.equal(fs.statSync(path.join(dir, 'submissions.spare')).size, SPARE_BYTES);
  });
}

test('journal: a spare file that is cut is written again before a task is sent', t => {
  const { open, dir } = setUp(t);
  const spare = path.join(dir, 'submissions.spare');
  fs.writeFileSync(spare, 'cut');
  open().append(sent('1'));
  assert.equal(fs.statSync(spare).size, SPARE_BYTES);
});

test('journal: a spare file that cannot be deleted leaves the first error', t => {
  const { open, dir } = setUp(t);
  const journal = open();
  journal.append(sent('1'));
  fs.rmSync(path.join(dir, 'submissions.spare'));
  fs.mkdirSync(path.join(dir, 'submissions.spare'));
  const disk = fillCopyingDisk(t);
  assert.throws(() => journal.append(accepted('1')), { code: 'ENOSPC' });
  disk.free();
  assert.deepEqual(outcomes(open().read()), { 1: 'open' });
});

test('journal: reserves room again for a task that is sent again', t => {
  const { open } = setUp(t);
  const journal = open();
  journal.append(sent('1'));
  journal.note({ e: 'refused', at: 2, localId: '1' });
  journal.append(sent('1', 3));
  fillDisk(t);
  journal.append(accepted('1'));
  assert.deepEqual(open().read().get('1'), { at: 3, outcome: 'accepted', taskId: 'id-1', task: TASK });
  assert.throws(() => journal.append(accepted('1')), { code: 'ENOSPC' });
});

test('journal: a compaction keeps the reserved room of open submissions only', t => {
  const { open, dir } = setUp(t);
  const journal = open();
  for (const localId of ['1', '2']) journal.append(sent(localId));
  journal.append(accepted('1'));
  journal.compact(() => [sent('1'), accepted('1'), sent('2')]);
  assert.ok(fs.statSync(path.join(dir, 'submissions.old.jsonl')).size < 2_048);
  fillDisk(t);
  open().append(accepted('2'));
  assert.deepEqual(outcomes(open().read()), { 1: 'accepted', 2: 'accepted' });
  assert.equal(fs.existsSync(path.join(dir, 'submissions.lock.jsonl')), false);
});

test('journal: reserved room is not an unreadable line', t => {
  const { open, log } = setUp(t);
  open().append(sent('1'));
  open().read();
  assert.deepEqual(log, []);
});
