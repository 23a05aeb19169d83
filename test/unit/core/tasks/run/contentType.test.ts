import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTypes } from '../../../../../src/core/tasks/run/contentType.ts';
import { FakeKie } from '../../../tasks/fakeKie.ts';
import { World } from '../../../tasks/world.ts';

const CASES: readonly (readonly [string | undefined, string, 'none' | 'small' | 'gross'])[] = [
  [undefined, 'image/png', 'none'],
  ['', 'image/png', 'none'],
  ['application/octet-stream', 'image/png', 'none'],
  ['binary/octet-stream', 'video/mp4', 'none'],
  ['image/png', 'image/png', 'none'],
  ['image/jpeg', 'image/png', 'none'],
  ['text/plain', 'image/png', 'small'],
  ['video/mp4', 'audio/mp4', 'small'],
  ['application/xml', 'image/svg+xml', 'small'],
  ['text/plain', 'application/json', 'small'],
  ['text/html', 'image/png', 'gross'],
  ['text/html', 'text/plain', 'gross'],
  ['application/xml', 'image/png', 'gross'],
  ['application/json', 'video/mp4', 'gross'],
  ['application/problem+json', 'audio/mpeg', 'gross'],
  ['video/mp4', 'image/png', 'gross'],
  ['image/png', 'audio/mpeg', 'gross']
];

for (const [announced, mime, difference] of CASES) {
  test(`${announced ?? 'nothing'} announced, ${mime} found: ${difference}`, () => {
    assert.equal(compareTypes(announced, { kind: 'other', mime, extension: '' }), difference);
  });
}

for (const [announced, state] of [
  ['application/json', 'uncollected'],
  ['text/plain', 'done']
] as const) {
  test(`a picture that is announced as ${announced}: ${state}`, { timeout: 60_000 }, async t => {
    const kie = new FakeKie();
    kie.mime = announced;
    const world = new World(t, kie);
    const window = await world.open();
    const { localId } = await window.engine.start(world.intent());
    const task = await world.ends(window, localId);
    assert.equal(task.state, state);
    assert.deepEqual(await world.files(), state === 'done' ? ['a-red-fox.png'] : []);
    const told = state === 'done' ? window.log.join('\n') : (task.error?.message ?? '');
    assert.match(told, new RegExp(`announced as ${announced}`));
  });
}
