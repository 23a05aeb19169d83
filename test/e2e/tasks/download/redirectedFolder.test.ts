import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { openLedger } from '../../../../src/core/engine/openLedger.ts';
import { DeadAddressError } from '../../../../src/core/http/errors/errors.ts';
import { cleanUpKept } from '../../../../src/core/tasks/run/download/keepContent.ts';
import { FakeKie, PNG_IMAGE } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const HALF = PNG_IMAGE.subarray(0, PNG_IMAGE.length >> 1);
const dead = new DeadAddressError('The address has expired.', { code: 403, remedy: 'retry', accepted: 'no' });

/** When the folder becomes a link. */
const TIMES = ['before the download', 'during the download'] as const;

for (const when of TIMES) {
  test(`save: keeps the result when its folder becomes a link ${when}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const outside = path.join(fixture.dir, 'outside');
    await fs.mkdir(outside);
    await fs.mkdir(fixture.out);
    const redirect = async (): Promise<void> => {
      await fs.rename(fixture.out, path.join(fixture.dir, 'moved'));
      await fs.symlink(
        when === 'before the download' ? outside : path.join(fixture.dir, 'moved'),
        fixture.out,
        'junction'
      );
    };
    kie.download = async (url, file) => {
      kie.downloads.push(url);
      if (kie.downloads.length > 1) throw dead;
      await fs.writeFile(file, PNG_IMAGE, { flag: 'wx' });
      if (when === 'during the download') await redirect();
      return { bytes: PNG_IMAGE.length };
    };
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    if (when === 'before the download') await redirect();
    const task = await fixture.waitForEnd(window, localId);
    assert.deepEqual([task.state, task.error?.remedy, task.error?.code], ['uncollected', 'choose-folder', undefined]);
    assert.match(task.error?.message ?? '', /its folder is now a link to another location/);
    assert.deepEqual([await fixture.files(), await fs.readdir(outside)], [[], []]);
    const other = path.join(fixture.dir, 'elsewhere');
    window.engine.tasks.resume(localId, { folder: other, template: '${prompt}' });
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
    assert.deepEqual(await fs.readdir(other), ['a-red-fox.png']);
    assert.ok((await fs.readFile(path.join(other, 'a-red-fox.png'))).equals(PNG_IMAGE));
    assert.deepEqual(await fs.readdir(path.join(fixture.dir, 'unverified')), []);
    assert.equal(kie.downloads.length, 1);
  });
}

/** Replaces the output folder by a link to a folder outside. */
async function redirectOut(fixture: EngineFixture): Promise<void> {
  const outside = path.join(fixture.dir, 'outside');
  await fs.mkdir(outside);
  await fs.rm(fixture.out, { recursive: true });
  await fs.symlink(outside, fixture.out, 'junction');
}

test('cleanup: leaves the part of a redirected download that a window lost', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  await fs.mkdir(fixture.out);
  const held = path.join(fixture.dir, 'unverified');
  let isWritten = false;
  kie.download = async (_, file) => {
    await fs.writeFile(file, HALF);
    isWritten = true;
    return new Promise<never>(() => undefined);
  };
  const window = await fixture.openWindow();
  await window.engine.tasks.start(fixture.intent());
  await redirectOut(fixture);
  await fixture.advanceUntil(() => isWritten);
  window.crash();
  await fs.writeFile(path.join(held, 'of a removed task'), '');
  const later = Date.now() + 7_200_000;
  const fail = (line: string): never => assert.fail(line);
  const log = { debug: () => undefined, info: () => undefined, warn: fail, error: fail };
  const clock = { now: () => later, sleep: () => Promise.resolve() };
  const { ledger } = openLedger({ storageDir: fixture.dir, log, clock, entry: () => undefined });
  t.mock.method(Date, 'now', () => later);
  await cleanUpKept({ ledger, keptDir: held, log });
  t.mock.restoreAll();
  ledger.database.close();
  const [left, ...others] = await fs.readdir(held);
  assert.deepEqual(others, []);
  assert.ok((await fs.readFile(path.join(held, left ?? ''))).equals(HALF));
});

test('save: kept content stays when a redirected result cannot replace it', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  await fs.mkdir(fixture.out);
  kie.download = async (_, file) => {
    await fs.writeFile(file, HALF, { flag: 'wx' });
    return { bytes: HALF.length };
  };
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.equal((await fixture.waitForEnd(window, localId)).error?.code, 'unverified');
  await redirectOut(fixture);
  kie.download = async (_, file) => {
    await fs.writeFile(file, PNG_IMAGE, { flag: 'wx' });
    return { bytes: PNG_IMAGE.length };
  };
  t.mock.method(fs, 'rename', () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })));
  window.engine.tasks.resume(localId);
  const task = await fixture.waitForEnd(window, localId);
  t.mock.restoreAll();
  assert.deepEqual([task.error?.remedy, task.results[0]?.unverified], ['choose-folder', true]);
  const [name] = await fs.readdir(path.join(fixture.dir, 'unverified'));
  assert.ok((await fs.readFile(path.join(fixture.dir, 'unverified', name ?? ''))).equals(HALF));
});

for (const end of ['/', '/../out', '/.'] as const) {
  test(`save: a folder that is written as out${end} is no link`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const saveTo = { folder: `${fixture.out}${end}`, template: '${prompt}' };
    const { localId } = await window.engine.tasks.start({ ...fixture.intent(), saveTo });
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
    assert.deepEqual(await fixture.files(), ['a-red-fox.png']);
  });
}
