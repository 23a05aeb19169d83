import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../../emulator/types.ts';
import { OPTIONS, openEmulatorFixtureWith } from '../../../support/engine/emulatorFixture.ts';

/** One byte at a time: such a download does not finish before the test ends. */
const SLOW_BODY: Fault = { call: 'download', effect: { kind: 'drip', bytes: 1, everyMs: 100 }, times: 4 };

test('download: four slow downloads do not hold up a fifth', OPTIONS, async t => {
  const { engine, emulator, run, out } = await openEmulatorFixtureWith(t, [SLOW_BODY], { slowMs: 200 });
  const start = (prompt: string) =>
    engine.tasks.start({
      model: 'google/nano-banana',
      input: { prompt },
      saveTo: { folder: out, template: '${prompt}' },
      origin: 'api'
    });
  const slow = await Promise.all(['one', 'two', 'three', 'four'].map(start));
  const downloads = (): number => emulator.requests.filter(({ call }) => call === 'download').length;
  while (downloads() < slow.length) await sleep(10);
  const fifth = await run({ model: 'google/nano-banana', input: { prompt: 'five' } });
  assert.equal(fifth.state, 'done', fifth.error?.message);
  assert.deepEqual(
    slow.map(({ localId }) => engine.tasks.get(localId)?.state),
    slow.map(() => 'collecting'),
    'the slow ones continue'
  );
  assert.equal(emulator.submissions.length, 5);
});
