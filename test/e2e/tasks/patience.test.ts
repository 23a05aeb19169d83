import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeadAddressError, FileError } from '../../../src/core/http/errors/errors.ts';
import { FakeKie, PICTURE, picture, refusal } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
const MINUTE = 60_000;
const passing = refusal({ remedy: 'check-network', transient: true });
const full = new FileError('The file cannot be written.', {
  remedy: 'choose-folder',
  accepted: 'no',
  cause: Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
});
const dead = new DeadAddressError('The address has expired.', { code: 403, remedy: 'retry', accepted: 'no' });

test('passing trouble is waited for with growing pauses, and the result is saved', OPTIONS, async t => {
  const kie = new FakeKie();
  const tries: number[] = [];
  kie.onDownload = n => {
    tries.push(kie.now());
    return n <= 10 ? passing : PICTURE;
  };
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  await world.until(() => kie.downloads.length === 3);
  const waiting = window.engine.tasks.get(localId);
  assert.deepEqual([waiting?.state, waiting?.error?.remedy], ['collecting', 'check-network']);
  const task = await world.ends(window, localId);
  assert.deepEqual([task.state, task.error], ['done', undefined]);
  assert.deepEqual(await world.files(), ['a-red-fox.png']);
  const pauses = tries.slice(1).map((at, i) => at - (tries[i] ?? 0));
  // Minimum only: the clock of this world does not wait for the disk.
  for (const [i, seconds] of [4, 8, 16, 32, 60, 60, 60, 60, 60, 60].entries()) {
    assert.ok((pauses[i] ?? 0) >= seconds * 1_000, `pause ${i + 1} has ${pauses[i] ?? 0} ms`);
  }
});

test('after half an hour it is left to the person', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onDownload = () => passing;
  const world = new World(t, kie);
  const window = await world.open();
  window.engine.resumeAll();
  const { localId } = await window.engine.tasks.start(world.intent());
  await world.reaches(window, localId, 'collecting');
  await world.pass(25 * MINUTE);
  assert.equal(window.engine.tasks.get(localId)?.state, 'collecting');
  await world.ends(window, localId);
  assert.equal(window.engine.tasks.get(localId)?.state, 'uncollected');
  const tries = kie.downloads.length;
  await world.pass(60 * MINUTE);
  assert.equal(kie.downloads.length, tries);
});

for (const end of ['stop', 'dispose'] as const) {
  test(`${end} ends the waiting at once, and what was bought is collected later`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onDownload = () => passing;
    const world = new World(t, kie);
    const window = await world.open();
    const { localId } = await window.engine.tasks.start(world.intent());
    await world.until(() => window.engine.tasks.get(localId)?.error !== undefined);
    if (end === 'stop') window.engine.tasks.stop(localId);
    else {
      window.engine.dispose();
      await window.engine.closed();
    }
    const tries = kie.downloads.length;
    await world.pass(10 * MINUTE);
    assert.equal(kie.downloads.length, tries);
    kie.onDownload = () => PICTURE;
    const next = end === 'stop' ? window : await world.open();
    if (end === 'stop') next.engine.tasks.resume(localId);
    else next.engine.resumeAll();
    assert.equal((await world.ends(next, localId)).state, 'done');
    assert.equal(kie.posts.length, 1);
  });
}

const AT_START: readonly (readonly [string, Error, number, boolean])[] = [
  ['passing trouble, an hour ago', passing, 60, true],
  ['passing trouble, a day ago', passing, 24 * 60, false],
  ['a full disk', full, 60, false],
  ['a dead address', dead, 60, false]
];

for (const [what, error, minutes, again] of AT_START) {
  test(`not saved for ${what}: the next start ${again ? 'tries once more' : 'leaves it'}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onDownload = () => error;
    const world = new World(t, kie);
    const window = await world.open();
    const { localId } = await window.engine.tasks.start(world.intent());
    assert.equal((await world.ends(window, localId)).state, 'uncollected');
    window.engine.dispose();
    await world.pass(minutes * MINUTE);
    kie.onDownload = () => PICTURE;
    const next = await world.open();
    next.engine.resumeAll();
    assert.equal(next.engine.tasks.get(localId)?.state, again ? 'collecting' : 'uncollected');
    assert.equal((await world.ends(next, localId)).state, again ? 'done' : 'uncollected');
    assert.equal(kie.posts.length, 1);
  });
}

test('when the disk refuses one of two, the other is not waited for', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => picture('https://r.test/a', 'https://r.test/b');
  kie.onDownload = (n, url) => (url.endsWith('a') ? passing : n <= 2 ? passing : full);
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  const task = await world.ends(window, localId);
  assert.deepEqual([task.state, task.error?.remedy], ['uncollected', 'choose-folder']);
  // A few of each, in any order; waiting for retries of the other would take more than thirty.
  assert.ok(kie.downloads.length < 10);
});
