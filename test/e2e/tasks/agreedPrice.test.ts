import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalog } from '../../../src/core/models/catalog.ts';
import type { Price } from '../../../src/shared/form.ts';
import type { PriceRow } from '../../../src/shared/modelPrice.ts';
import type { Task } from '../../../src/shared/task.ts';
import { modelEntry } from '../../support/models/modelEntry.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';
import { FakeKie } from '../../support/engine/fakeKie.ts';

const OPTIONS = { timeout: 60_000 };

const CASES: readonly (readonly [what: string, row: PriceRow, agreed: Price, isHeld: boolean])[] = [
  ['a higher price', { credits: 7, unit: 'image' }, { kind: 'exact', credits: 4, parts: [] }, true],
  ['a price that is now unknown', { credits: 4 }, { kind: 'exact', credits: 4, parts: [] }, true],
  [
    'a price that is now about',
    { credits: 4, unit: 'image', about: true },
    { kind: 'upTo', credits: 4, parts: [] },
    true
  ],
  ['a lower price', { credits: 4, unit: 'image' }, { kind: 'exact', credits: 70, parts: [] }, false],
  ['an unknown price that was agreed to', { credits: 4, unit: 'image' }, { kind: 'unknown', parts: [] }, false]
];

for (const [what, row, agreed, isHeld] of CASES) {
  test(`agreed price: ${what} ${isHeld ? 'waits for approval' : 'is sent'}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const entry = modelEntry({ id: 'priced', name: 'priced', params: { prompt: { type: 'string' } }, price: [row] });
    const { engine } = await fixture.openWindow(new Catalog([entry]));
    const intent = fixture.intent({ model: 'priced', input: { prompt: 'a kite' } });
    const { localId } = await engine.tasks.start({ ...intent, agreed });
    const task = (): Task | undefined => engine.tasks.get(localId);
    await fixture.advanceUntil(() => task()?.hold !== undefined || task()?.state === 'done');
    assert.deepEqual([task()?.hold?.kind, kie.posts.length], isHeld ? ['price', 0] : [undefined, 1]);
    assert.equal(task()?.estimate, 4);
  });
}
