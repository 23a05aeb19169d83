import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import {
  DeadAddressError,
  InterruptedError,
  ServerError,
  UnreachableError
} from '../../../../src/core/http/errors/errors.ts';
import type { Downloaded } from '../../../../src/core/kie/clientTypes.ts';
import type { Task } from '../../../../src/shared/task.ts';
import { FakeKie, hangUntilAborted, PNG_IMAGE } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';
import type { TestWindow } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const HALF = PNG_IMAGE.subarray(0, PNG_IMAGE.length >> 1);
/** Complete by its format, with bytes that some programs write after the end. */
const LONGER = Buffer.concat([PNG_IMAGE, Buffer.from('more bytes')]);
const dead = new DeadAddressError('The address has expired.', { code: 403, remedy: 'retry', accepted: 'no' });
const lost = new InterruptedError('The connection was lost.', {
  code: 'ECONNRESET',
  remedy: 'check-network',
  accepted: 'no',
  transient: true
});

interface Received {
  readonly bytes?: Uint8Array;
  readonly error?: Error;
  readonly endedEarly?: true;
}

/** Downloads that leave bytes before they fail, as with `keepsPart`; the last one is repeated. */
function leaving(kie: FakeKie, ...received: readonly Received[]): void {
  let n = 0;
  kie.download = async (url, file): Promise<Downloaded> => {
    kie.downloads.push(url);
    const { bytes, error, endedEarly } = received[Math.min(n++, received.length - 1)] ?? {};
    if (bytes !== undefined) await fs.writeFile(file, bytes, { flag: 'wx' });
    if (error !== undefined) throw error;
    return { bytes: bytes?.length ?? 0, ...(endedEarly === undefined ? {} : { endedEarly }) };
  };
}

async function started(t: TestContext, kie: FakeKie) {
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  return { fixture, window, localId };
}

/** Opens a window after a time in milliseconds; it continues the tasks. */
async function nextRun(fixture: EngineFixture, afterMs: number): Promise<TestWindow> {
  await fixture.advance(afterMs);
  const next = await fixture.openWindow();
  next.engine.resumeAll();
  return next;
}

/** Saves the kept content and returns it. */
async function saveAnyway(fixture: EngineFixture, { engine, ...window }: TestWindow, localId: string): Promise<Buffer> {
  engine.tasks.saveAnyway(localId);
  const { results } = await fixture.waitForEnd({ engine, ...window }, localId);
  return fs.readFile(results[0]?.path ?? '');
}

/** Returns the names of the kept content. */
const kept = (fixture: EngineFixture): Promise<string[]> => fs.readdir(path.join(fixture.dir, 'unverified'));

const shown = ({ state, error, results }: Task) => [state, error?.code, results[0]?.unverified];

test('download: content that ended early counts only after the retries', OPTIONS, async t => {
  const kie = new FakeKie();
  leaving(kie, { bytes: PNG_IMAGE, endedEarly: true }, { bytes: PNG_IMAGE, endedEarly: true }, { bytes: LONGER });
  const { fixture, window, localId } = await started(t, kie);
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, kie.downloads.length], ['done', 3]);
  assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(LONGER));
});

test('download: content that always ends early counts when its format is complete', OPTIONS, async t => {
  const kie = new FakeKie();
  leaving(kie, { bytes: PNG_IMAGE, endedEarly: true });
  const { fixture, window, localId } = await started(t, kie);
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, task.error, kie.downloads.length], ['done', undefined, 3]);
  assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(PNG_IMAGE));
});

for (const [what, ...later] of [
  ['an expired URL', { error: dead }],
  ['half the content', { bytes: HALF }],
  ['a larger truncated part', { bytes: Buffer.concat([PNG_IMAGE.subarray(0, -8), Buffer.alloc(500)]) }],
  ['a lost connection', { bytes: HALF, error: lost }],
  ['a page in place of the content', { bytes: Buffer.from('<!doctype html><p>gone') }]
] as const) {
  test(`download: content that ended early counts when ${what} follows`, OPTIONS, async t => {
    const kie = new FakeKie();
    leaving(kie, { bytes: PNG_IMAGE, endedEarly: true }, ...later);
    const { fixture, window, localId } = await started(t, kie);
    const task = await fixture.waitForEnd(window, localId);
    assert.deepEqual(shown(task), ['done', undefined, undefined]);
    assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(PNG_IMAGE));
    assert.deepEqual([await fixture.files(), await kept(fixture)], [['a-red-fox.png'], []]);
  });
}

test('download: content that ended early counts at once when it cannot be kept', OPTIONS, async t => {
  const kie = new FakeKie();
  leaving(kie, { bytes: PNG_IMAGE, endedEarly: true }, { error: dead });
  const fixture = new EngineFixture(t, kie);
  await fs.writeFile(path.join(fixture.dir, 'unverified'), 'no folder');
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.deepEqual(shown(await fixture.waitForEnd(window, localId)), ['done', undefined, undefined]);
});

for (const [what, error] of [
  ['an expired URL', dead],
  ['an error of the server', new ServerError('No.', { code: 503, remedy: 'retry', accepted: 'no', transient: true })],
  [
    'an unreachable server',
    new UnreachableError('No.', { code: 'ENOTFOUND', remedy: 'check-network', accepted: 'no' })
  ],
  ['a lost connection', lost]
] as const) {
  test(`download: keeps the received bytes before ${what}`, OPTIONS, async t => {
    const kie = new FakeKie();
    leaving(kie, { bytes: HALF, error }, { error });
    const { fixture, window, localId } = await started(t, kie);
    const task = await fixture.waitForEnd(window, localId);
    assert.deepEqual(shown(task), ['uncollected', error.code, true]);
    assert.ok((await saveAnyway(fixture, window, localId)).equals(HALF));
  });
}

test('download: keeps the larger part, and content of the right kind', OPTIONS, async t => {
  const kie = new FakeKie();
  leaving(
    kie,
    { bytes: HALF },
    { bytes: HALF.subarray(0, -4) },
    { bytes: Buffer.from(Int16Array.from({ length: 5_000 }, (_, i) => i * 37 - 7000).buffer) }
  );
  const { fixture, window, localId } = await started(t, kie);
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual(shown(task), ['uncollected', 'unverified', true]);
  assert.ok((await saveAnyway(fixture, window, localId)).equals(HALF));
});

test('download: reports the error of the network when the part cannot be kept', OPTIONS, async t => {
  const kie = new FakeKie();
  leaving(kie, { bytes: HALF, error: dead });
  const fixture = new EngineFixture(t, kie);
  await fs.writeFile(path.join(fixture.dir, 'unverified'), 'no folder');
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.deepEqual(shown(await fixture.waitForEnd(window, localId)), ['uncollected', '403', undefined]);
  assert.match(window.log.join('\n'), /Failed to keep the content/);
});

test('download: does not offer to save truncated content that cannot be kept', OPTIONS, async t => {
  const kie = new FakeKie();
  leaving(kie, { bytes: HALF });
  const fixture = new EngineFixture(t, kie);
  await fs.writeFile(path.join(fixture.dir, 'unverified'), 'no folder');
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([...shown(task), kie.downloads.length], ['uncollected', undefined, undefined, 3]);
  assert.match(task.error?.message ?? '', /truncated several times\. Try/);
});

test('download: half a copy to another disk is removed, and the part kept before stays', OPTIONS, async t => {
  const kie = new FakeKie();
  leaving(kie, { bytes: HALF.subarray(0, -4), error: dead }, { error: dead }, { bytes: HALF, error: dead });
  const { fixture, window, localId } = await started(t, kie);
  await fixture.waitForEnd(window, localId);
  const otherDisk = Object.assign(new Error('other disk'), { code: 'EXDEV' });
  t.mock.method(fs, 'rename', () => Promise.reject(otherDisk));
  t.mock.method(fs, 'link', () => Promise.reject(otherDisk));
  const copy = t.mock.method(fs, 'copyFile', async (_: string, to: string) => {
    await fs.writeFile(to, 'half');
    throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  });
  window.engine.tasks.resume(localId);
  assert.deepEqual(shown(await fixture.waitForEnd(window, localId)), ['uncollected', '403', true]);
  assert.ok(copy.mock.callCount() > 0);
  t.mock.restoreAll();
  assert.deepEqual(await kept(fixture), [`${localId}-0`]);
  assert.ok((await saveAnyway(fixture, window, localId)).equals(HALF.subarray(0, -4)));
});

test('downloadAgain: releases the received bytes when the existing file remains', OPTIONS, async t => {
  const kie = new FakeKie();
  const { fixture, window, localId } = await started(t, kie);
  const [first] = (await fixture.waitForEnd(window, localId)).results;
  leaving(kie, { bytes: HALF, error: dead });
  await window.engine.tasks.downloadAgain(localId);
  const after = await fixture.waitForEnd(window, localId);
  assert.deepEqual([after.state, after.error?.code, after.results[0]?.path], ['done', '403', first?.path]);
  assert.deepEqual([await fixture.files(), await kept(fixture)], [['a-red-fox.png'], []]);
});

for (const end of ['stop', 'close'] as const) {
  test(`${end}: ${end === 'stop' ? 'drops' : 'keeps'} the part of a download`, OPTIONS, async t => {
    const kie = new FakeKie();
    let isWritten = false;
    kie.download = async (_, file, options) => {
      await fs.writeFile(file, HALF);
      isWritten = true;
      return hangUntilAborted(options);
    };
    const { fixture, window, localId } = await started(t, kie);
    await fixture.advanceUntil(() => isWritten);
    if (end === 'stop') window.engine.tasks.stop(localId);
    window.engine.dispose();
    await window.engine.closed();
    leaving(kie, { error: dead });
    const next = await nextRun(fixture, 7_200_000);
    if (end === 'stop') next.engine.tasks.resume(localId);
    const task = await fixture.waitForEnd(next, localId);
    assert.deepEqual(shown(task), ['uncollected', '403', end === 'close' || undefined]);
    assert.deepEqual(await fixture.files(), []);
    if (end === 'close') assert.ok((await saveAnyway(fixture, next, localId)).equals(HALF));
  });
}

for (const [what, saved, ...later] of [
  ['counts when its URL expired', PNG_IMAGE, { error: dead }],
  ['waits while the download is retried', LONGER, { error: lost }, { bytes: LONGER }]
] as const) {
  test(`close: kept content that is complete by its format ${what}`, OPTIONS, async t => {
    const kie = new FakeKie();
    let n = 0;
    kie.download = async (_, file, options) => {
      if (++n > 1) return hangUntilAborted(options);
      await fs.writeFile(file, PNG_IMAGE, { flag: 'wx' });
      return { bytes: PNG_IMAGE.length, endedEarly: true };
    };
    const { fixture, window, localId } = await started(t, kie);
    await fixture.advanceUntil(() => n === 2);
    window.engine.dispose();
    await window.engine.closed();
    assert.deepEqual(await kept(fixture), [`${localId}-0`]);
    leaving(kie, ...later);
    const next = await nextRun(fixture, 7_200_000);
    const task = await fixture.waitForEnd(next, localId);
    assert.deepEqual(shown(task), ['done', undefined, undefined]);
    assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(saved));
    assert.deepEqual([await fixture.files(), await kept(fixture)], [['a-red-fox.png'], []]);
  });
}

test('downloadAgain: removes the part file that could not be removed before', OPTIONS, async t => {
  const kie = new FakeKie();
  const { fixture, window, localId } = await started(t, kie);
  await fixture.waitForEnd(window, localId);
  const error = new UnreachableError('No.', { code: 'ENOTFOUND', remedy: 'check-network', accepted: 'no' });
  leaving(kie, { bytes: HALF, error }, { error });
  const inUse = Object.assign(new Error('in use'), { code: 'EBUSY' });
  t.mock.method(fs, 'rm', () => Promise.reject(inUse));
  t.mock.method(fs, 'rename', () => Promise.reject(inUse));
  await window.engine.tasks.downloadAgain(localId);
  await fixture.waitForEnd(window, localId);
  t.mock.restoreAll();
  assert.equal((await fixture.files()).length, 2);
  await window.engine.tasks.downloadAgain(localId);
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.deepEqual([await fixture.files(), await kept(fixture)], [['a-red-fox.png'], []]);
});

test('start: keeps the part of a download that a crash ended', OPTIONS, async t => {
  const kie = new FakeKie();
  let isWritten = false;
  kie.download = async (_, file) => {
    await fs.writeFile(file, HALF);
    isWritten = true;
    return new Promise<never>(() => undefined);
  };
  const { fixture, window, localId } = await started(t, kie);
  await fixture.advanceUntil(() => isWritten);
  window.crash();
  leaving(kie, { error: dead });
  const next = await nextRun(fixture, 60_000);
  assert.deepEqual(shown(await fixture.waitForEnd(next, localId)), ['uncollected', '403', true]);
  assert.deepEqual(await fixture.files(), []);
  assert.ok((await saveAnyway(fixture, next, localId)).equals(HALF));
});

test('start: saves a complete download that a crash ended before its name was set', OPTIONS, async t => {
  const kie = new FakeKie();
  let isTried = false;
  const link = t.mock.method(fs, 'link', () => {
    isTried = true;
    return new Promise<never>(() => undefined);
  });
  const { fixture, window, localId } = await started(t, kie);
  await fixture.advanceUntil(() => isTried);
  window.crash();
  link.mock.restore();
  leaving(kie, { error: dead });
  const next = await nextRun(fixture, 60_000);
  const task = await fixture.waitForEnd(next, localId);
  assert.deepEqual(shown(task), ['done', undefined, undefined]);
  assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(PNG_IMAGE));
  assert.deepEqual([await fixture.files(), await kept(fixture)], [['a-red-fox.png'], []]);
});

test('download: finds content that another window kept and could not record', OPTIONS, async t => {
  const kie = new FakeKie();
  const { fixture, window, localId } = await started(t, kie);
  const folder = path.join(fixture.dir, 'unverified');
  kie.download = async () => {
    await fs.mkdir(folder, { recursive: true });
    await fs.writeFile(path.join(folder, `${localId}-0`), HALF);
    throw dead;
  };
  assert.deepEqual(shown(await fixture.waitForEnd(window, localId)), ['uncollected', '403', true]);
  assert.ok((await saveAnyway(fixture, window, localId)).equals(HALF));
});

test('download: reports the error of the network when the part cannot be removed', OPTIONS, async t => {
  const kie = new FakeKie();
  const { code, message } = lost;
  leaving(kie, { error: new InterruptedError(message, { code, remedy: 'check-network', accepted: 'no' }) });
  t.mock.method(fs, 'rm', () => Promise.reject(Object.assign(new Error('in use'), { code: 'EBUSY' })));
  const { fixture, window, localId } = await started(t, kie);
  assert.deepEqual(shown(await fixture.waitForEnd(window, localId)), ['uncollected', 'ECONNRESET', undefined]);
});
