import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeadAddressError, FileError } from '../../../../src/core/http/errors/errors.ts';
import { FakeKie, PNG_IMAGE, imageResult, rejection } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const MINUTE = 60_000;
const passing = rejection({ remedy: 'check-network', transient: true });
const full = new FileError('The file cannot be written.', {
  remedy: 'choose-folder',
  accepted: 'no',
  cause: Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
});
const dead = new DeadAddressError('The address has expired.', { code: 403, remedy: 'retry', accepted: 'no' });

test('download: retries temporary failures with growing pauses', OPTIONS, async t => {
  const kie = new FakeKie();
  const tries: number[] = [];
  kie.onDownload = n => {
    tries.push(kie.now());
    return n <= 10 ? passing : PNG_IMAGE;
  };
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => kie.downloads.length === 3);
  const waiting = window.engine.tasks.get(localId);
  assert.deepEqual([waiting?.state, waiting?.error?.remedy], ['collecting', 'check-network']);
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, task.error], ['done', undefined]);
  assert.deepEqual(await fixture.files(), ['a-red-fox.png']);
  const pauses = tries.slice(1).map((at, i) => at - (tries[i] ?? 0));
  // Minimum only: the clock of this fixture does not wait for the disk.
  for (const [i, seconds] of [4, 8, 16, 32, 60, 60, 60, 60, 60, 60].entries()) {
    assert.ok((pauses[i] ?? 0) >= seconds * 1_000, `pause ${i + 1} has ${pauses[i] ?? 0} ms`);
  }
});

test('download: stops retrying after half an hour', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onDownload = () => passing;
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForState(window, localId, 'collecting');
  await fixture.advance(25 * MINUTE);
  assert.equal(window.engine.tasks.get(localId)?.state, 'collecting');
  await fixture.waitForEnd(window, localId);
  assert.equal(window.engine.tasks.get(localId)?.state, 'uncollected');
  const tries = kie.downloads.length;
  await fixture.advance(60 * MINUTE);
  assert.equal(kie.downloads.length, tries);
});

for (const end of ['stop', 'dispose'] as const) {
  test(`${end}: ends the retries at once, and the result is downloaded later`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onDownload = () => passing;
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    await fixture.advanceUntil(() => window.engine.tasks.get(localId)?.error !== undefined);
    if (end === 'stop') window.engine.tasks.stop(localId);
    else {
      window.engine.dispose();
      await window.engine.closed();
    }
    const tries = kie.downloads.length;
    await fixture.advance(10 * MINUTE);
    assert.equal(kie.downloads.length, tries);
    kie.onDownload = () => PNG_IMAGE;
    const next = end === 'stop' ? window : await fixture.openWindow();
    if (end === 'stop') next.engine.tasks.resume(localId);
    else next.engine.resumeAll();
    assert.equal((await fixture.waitForEnd(next, localId)).state, 'done');
    assert.equal(kie.posts.length, 1);
  });
}

const AT_START: readonly (readonly [string, Error, number, boolean])[] = [
  ['a temporary failure an hour ago', passing, 60, true],
  ['a temporary failure a day ago', passing, 24 * 60, false],
  ['a full disk', full, 60, false],
  ['an expired URL', dead, 60, false]
];

for (const [what, error, minutes, again] of AT_START) {
  test(`start: ${again ? 'retries' : 'does not retry'} a result not saved for ${what}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onDownload = () => error;
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'uncollected');
    window.engine.dispose();
    await fixture.advance(minutes * MINUTE);
    kie.onDownload = () => PNG_IMAGE;
    const next = await fixture.openWindow();
    next.engine.resumeAll();
    assert.equal(next.engine.tasks.get(localId)?.state, again ? 'collecting' : 'uncollected');
    assert.equal((await fixture.waitForEnd(next, localId)).state, again ? 'done' : 'uncollected');
    assert.equal(kie.posts.length, 1);
  });
}

test('download: a disk error of one result ends the retries of the other', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => imageResult('https://r.test/a', 'https://r.test/b');
  kie.onDownload = (n, url) => (url.endsWith('a') ? passing : n <= 2 ? passing : full);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, task.error?.remedy], ['uncollected', 'choose-folder']);
  // A few of each, in any order; waiting for retries of the other would take more than thirty.
  assert.ok(kie.downloads.length < 10);
});

for (const behind of ['%20(valid%20for%2024%20hours)', ',']) {
  test(`download: a dead URL with "${behind}" behind it is tried without`, OPTIONS, async t => {
    const kie = new FakeKie();
    const url = 'https://files.test/a.png';
    kie.onRecord = () => ({ state: 'success', results: [{ kind: 'image', url: `${url}${behind}` }] });
    kie.onDownload = () => (kie.downloads.at(-1) === url ? PNG_IMAGE : dead);
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    const task = await fixture.waitForEnd(window, localId);
    assert.deepEqual([task.state, kie.downloads.length], ['done', 2]);
  });
}

test('download: a URL that is dead with and without text behind it is renewed', OPTIONS, async t => {
  const kie = new FakeKie();
  const url = 'https://files.test/a.png,';
  kie.onRecord = () => ({ state: 'success', results: [{ kind: 'image', url }] });
  kie.onDownload = () => dead;
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  const task = await fixture.waitForEnd(window, localId);
  assert.equal(task.state, 'uncollected');
  assert.match(task.error?.message ?? '', /expired/);
  assert.deepEqual(kie.downloads.slice(0, 2), [url, url.slice(0, -1)]);
});
