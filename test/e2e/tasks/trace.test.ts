import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { OPTIONS, SAMPLES_DIR, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

test('trace: lists states and calls in order with codes and times, without secrets', OPTIONS, async t => {
  const { run, engine, emulator } = await openEmulatorFixture(
    t,
    { call: 'createTask', effect: { kind: 'code', code: 455 } },
    { call: 'download', effect: { kind: 'dead' } }
  );
  const image = pathToFileURL(path.join(SAMPLES_DIR, 'portrait.png')).href;
  const { localId, state } = await run({ model: 'recraft/crisp-upscale', input: { image } });
  assert.equal(state, 'done');
  const trace = engine.tasks.trace(localId);
  assert.deepEqual(
    trace.map(item => item.at),
    trace.map(item => item.at).toSorted((a, b) => a - b)
  );
  const states = trace.flatMap(item => ('state' in item ? [item.state] : []));
  assert.deepEqual(
    states.filter(word => word !== 'running'),
    ['preparing', 'submitting', 'preparing', 'submitting', 'queued', 'collecting', 'done']
  );
  const calls = trace.flatMap(item => ('state' in item ? [] : [item]));
  assert.deepEqual(
    [...new Set(calls.map(item => item.call))],
    ['upload', 'create', 'record', 'download', 'downloadUrl']
  );
  const creates = calls.filter(item => item.call === 'create');
  assert.deepEqual(
    creates.map(item => [item.status, item.code]),
    [
      [200, '455'],
      [200, undefined]
    ]
  );
  assert.equal(calls.find(item => item.call === 'download')?.error, 'DeadAddressError');
  assert.ok(calls.every(item => item.ms >= 0));
  const text = JSON.stringify(trace);
  assert.ok(!text.includes(emulator.key) && !text.includes('http'), 'neither key nor URL');
});

test('trace: keeps states after a restart, but not calls', OPTIONS, async t => {
  const { run, reopen } = await openEmulatorFixture(t);
  const { localId } = await run({ model: 'google/nano-banana', input: { prompt: 'a red fox' } });
  const engine = await reopen();
  const trace = engine.tasks.trace(localId);
  assert.ok(trace.length > 3);
  assert.ok(trace.every(item => item.call === 'state'));
  assert.deepEqual(engine.tasks.trace('unknown'), []);
});
