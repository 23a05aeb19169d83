import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EngineFixture } from '../../../../support/engine/engineFixture.ts';
import { FakeKie, imageResult } from '../../../../support/engine/fakeKie.ts';

const INPUT = { image: 'https://files.test/a.png', label: 'a fox' };

/** A record's `param`, of which the client has read the outer JSON text. */
const PARAMS: readonly (readonly [what: string, param: object, input: object])[] = [
  ['JSON text, as recorded', { model: 'edit', input: JSON.stringify(INPUT) }, INPUT],
  ['an object, as documented', { model: 'edit', input: INPUT }, INPUT],
  ['an object with other fields', { model: 'edit', input: { ...INPUT, generate_type: 'x', others: [] } }, INPUT],
  ['absent', { model: 'edit' }, {}],
  ['no JSON', { model: 'edit', input: 'a fox' }, {}]
];

for (const [what, param, input] of PARAMS) {
  test(`track: restores an input that is ${what}`, { timeout: 60_000 }, async t => {
    const kie = new FakeKie();
    kie.onRecord = () => ({ ...imageResult('https://r.test/a.png'), param: { ...param } });
    const fixture = new EngineFixture(t, kie);
    const { engine } = await fixture.openWindow();
    const task = await engine.tasks.track('elsewhere', { saveTo: { folder: fixture.out, template: 'x' } });
    assert.deepEqual([task.model, task.input], ['edit', input]);
  });
}
