// Compares a ledger of 100,000 tasks with one of 1,000: the user's waiting time must not grow with the history.
import fs from 'node:fs/promises';
import path from 'node:path';
import { createLedger } from '../../src/core/tasks/store/ledger.ts';
import type { Ledger } from '../../src/core/tasks/store/ledger.ts';
import { openDatabase } from '../../src/core/tasks/store/database/openDatabase.ts';
import type { Task } from '../../src/shared/task.ts';
import { makeScratch, removeScratch } from '../vscodeHost/scratch.ts';
import type { Measurement } from './rows.ts';
import { median } from './rows.ts';

const small = 1_000;
const large = 100_000;
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const saveTo = { folder: '/pictures', template: '${prompt}' };

export async function measureLedger(): Promise<Measurement[]> {
  const dir = await makeScratch();
  try {
    const [few, many] = [measure(path.join(dir, 'small.db'), small), measure(path.join(dir, 'large.db'), large)];
    const { size } = await fs.stat(path.join(dir, 'large.db'));
    const beside = (name: keyof Figures): string => `${few[name].toFixed(2)} ms with ${small.toLocaleString('en')}`;
    return [
      { name: 'open, 100,000 tasks', value: many.open, unit: 'ms', max: 1_000, note: beside('open') },
      {
        name: 'first read of all',
        value: many.readAll,
        unit: 'ms',
        max: 3_000,
        note: beside('readAll')
      },
      { name: 'list all again', value: many.list, unit: 'ms', max: 100, note: beside('list') },
      { name: 'look up one', value: many.one, unit: 'ms', max: 5, note: beside('one') },
      { name: 'insert a task', value: many.insert, unit: 'ms', max: 20, note: beside('insert') },
      { name: 'change a task', value: many.update, unit: 'ms', max: 20, note: beside('update') },
      { name: 'see the change of another window', value: many.see, unit: 'ms', max: 20, note: beside('see') },
      { name: 'look for abandoned tasks', value: many.abandoned, unit: 'ms', max: 20, note: beside('abandoned') },
      { name: 'remove a task', value: many.remove, unit: 'ms', max: 20, note: beside('remove') },
      {
        name: 'change one after 10,000 were removed',
        value: many.updateLate,
        unit: 'ms',
        max: 20,
        note: beside('updateLate')
      },
      { name: 'file on the disk', value: size / 1e6, unit: 'MB', max: 200 }
    ];
  } finally {
    await removeScratch(dir);
  }
}

interface Figures {
  readonly open: number;
  readonly readAll: number;
  readonly list: number;
  readonly one: number;
  readonly insert: number;
  readonly update: number;
  readonly see: number;
  readonly abandoned: number;
  readonly remove: number;
  readonly updateLate: number;
}

/** Median of several measurements, in milliseconds. */
function measure(file: string, count: number): Figures {
  const filled = createLedger(openDatabase(file, log, 0).db, 'filler', Date.now);
  filled.database.transaction(() => {
    for (let i = 0; i < count; i++) fill(filled, i);
  });
  filled.database.close();
  let db = openDatabase(file, log, 0).db;
  const open = middle(5, () => {
    db.close();
    db = openDatabase(file, log, 0).db;
  });
  const ledger = createLedger(db, 'window', Date.now);
  const other = createLedger(openDatabase(file, log, 0).db, 'other', Date.now);
  const readAll = middle(1, () => ledger.tasks.all());
  other.tasks.all();
  const list = middle(5, () => ledger.tasks.all());
  const one = middle(50, i => ledger.tasks.get(`task-${i}`));
  const insert = middle(50, i => ledger.tasks.insert(taskOf(count + i, 'running'), { plan: {}, saveTo }));
  const update = middle(50, i => ledger.tasks.update(`task-${count + i}`, ['running'], { progress: i / 50 }));
  other.tasks.takeChanges();
  const see = middle(20, i => {
    ledger.tasks.update(`task-${count + i}`, ['running'], { progress: null });
    other.database.changedElsewhere();
    other.tasks.takeChanges();
  });
  const abandoned = middle(20, () => ledger.leases.abandoned());
  const remove = middle(50, i => ledger.tasks.remove(`task-${i}`));
  for (let i = 50; i < Math.min(count, 10_000); i++) ledger.tasks.remove(`task-${i}`);
  const updateLate = middle(50, i => ledger.tasks.update(`task-${count + i}`, ['running'], { progress: i / 50 }));
  ledger.database.close();
  other.database.close();
  return { open, readAll, list, one, insert, update, see, abandoned, remove, updateLate };
}

function fill(ledger: Ledger, i: number): void {
  const task = taskOf(i, 'done');
  ledger.tasks.insert({ ...task, state: 'running' }, { plan: task.input, saveTo });
  ledger.tasks.accept(task.localId, `kie-${i}`);
  ledger.tasks.update(task.localId, ['running'], {
    request: task.input,
    submittedAt: i,
    finishedAt: i + 1,
    tookMs: 20_000
  });
  ledger.tasks.update(task.localId, ['running'], { state: 'done' });
  ledger.files.add(`/pictures/${i}.png`, task);
}

function taskOf(i: number, state: Task['state']): Task {
  const input = { prompt: `A red fox in the snow, number ${i}, in the evening light`, aspect_ratio: '16:9', seed: i };
  const model = `model-${i % 20}`;
  return { localId: `task-${i}`, model, state, input, results: [], createdAt: i, updatedAt: i, origin: 'form' };
}

function middle(times: number, work: (i: number) => unknown): number {
  const figures: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    work(i);
    figures.push(performance.now() - start);
  }
  return median(figures);
}
