import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { RateLimitError } from '../../../src/core/http/errors/errors.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import type { PriceBy, PriceRow } from '../../../src/shared/modelPrice.ts';
import { modelEntry } from '../../support/models/modelEntry.ts';
import { FakeKie, PNG_IMAGE } from '../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };

const catalog = (credits: number, row: Partial<PriceRow> = {}, priceBy: PriceBy = {}): Catalog =>
  new Catalog([
    modelEntry({
      id: 'priced',
      name: 'priced',
      params: {
        image: { type: 'string', media: 'image', maxSizeMB: 0.001 },
        prompt: { type: 'string' },
        n: { type: 'integer' }
      },
      price: [{ credits, unit: 'image', ...row }],
      priceBy
    })
  ]);

async function image(fixture: EngineFixture, name: string): Promise<string> {
  const file = path.join(fixture.dir, name);
  await fs.writeFile(file, Buffer.concat([PNG_IMAGE, Buffer.from(name)]));
  return pathToFileURL(file).href;
}

test('waiting task: fails before it is bought when its file became unusable', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const { engine } = await fixture.openWindow(catalog(5));
  const images = await Promise.all(['a.png', 'b.png', 'c.png', 'd.png'].map(name => image(fixture, name)));
  const [, html = '', huge = '', cut = ''] = images;
  const intents = images.map(value => fixture.intent({ model: 'priced', input: { image: value } }));
  const first = kie.onCreate;
  const gate = Promise.withResolvers<string>();
  kie.onCreate = () => gate.promise;
  const { batchId = '' } = await engine.batches.start(intents, { name: 'batch', atOnce: 1 });
  engine.batches.pause(batchId);
  await fs.writeFile(fileURLToPath(html), '<html><body>Sign in</body></html>');
  await fs.appendFile(fileURLToPath(huge), Buffer.alloc(2_000));
  await fs.truncate(fileURLToPath(cut), 40);
  engine.batches.resume(batchId);
  kie.onCreate = first;
  gate.resolve('task-a');
  await fixture.advanceUntil(() => engine.batches.get(batchId)?.finishedAt !== undefined);
  const ends = new Map(engine.tasks.list().map(task => [task.input['image'], task]));
  assert.deepEqual(
    images.map(value => ends.get(value)?.state),
    ['done', 'failed', 'failed', 'failed']
  );
  for (const [value, problem] of [
    [html, /web page instead of media/],
    [huge, /at most 0\.001 MB/],
    [cut, /truncated/]
  ] as const) {
    const task = ends.get(value);
    assert.match(task?.error?.message ?? '', problem);
    assert.deepEqual([task?.error?.remedy, task?.submittedAt], ['fix-input', undefined]);
  }
  assert.deepEqual([kie.posts.length, kie.uploads.length], [1, 1]);
  assert.equal(engine.account.spentToday(), 5);
});

test('waiting task: a higher price waits for approval, also after a restart', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const cheap = await fixture.openWindow(catalog(4));
  const input = { image: await image(fixture, 'a.png') };
  const { batchId = '' } = await cheap.engine.batches.start([fixture.intent({ model: 'priced', input })], {
    name: 'batch'
  });
  cheap.engine.batches.pause(batchId);
  const [waiting] = cheap.engine.tasks.list();
  cheap.crash();
  const { engine } = await fixture.openWindow(catalog(7));
  engine.resumeAll();
  engine.batches.resume(batchId);
  const localId = waiting?.localId ?? '';
  await fixture.advanceUntil(
    () => engine.tasks.get(localId)?.hold !== undefined || engine.tasks.get(localId)?.state === 'done'
  );
  const hold = engine.tasks.get(localId)?.hold;
  assert.deepEqual([hold?.kind, hold?.price], ['price', { credits: 7, exact: true, kind: 'exact' }]);
  assert.match(hold?.message ?? '', /now costs 7 credits.*was 4/);
  await fixture.advance(120_000);
  assert.deepEqual([kie.posts.length, kie.uploads.length, engine.tasks.get(localId)?.state], [0, 0, 'preparing']);
  assert.equal(engine.tasks.approve(localId, { kind: 'price', message: 'Another question.' }), false);
  assert.ok(hold !== undefined && engine.tasks.approve(localId, hold));
  assert.equal(engine.tasks.approve(localId, hold), false, 'approved once');
  assert.equal((await fixture.waitForEnd({ engine } as never, localId)).state, 'done');
  assert.deepEqual([kie.posts.length, engine.tasks.get(localId)?.estimate], [1, 7]);
});

test('waiting task: a held one can be stopped, a cheaper one continues', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const now = await fixture.openWindow(catalog(4));
  const intents = ['a', 'b'].map(prompt => fixture.intent({ model: 'priced', input: { prompt } }));
  const started = await now.engine.batches.start(intents, { name: 'batch' });
  now.engine.batches.pause(started.batchId ?? '');
  now.crash();
  const dear = await fixture.openWindow(catalog(7));
  dear.engine.resumeAll();
  dear.engine.batches.resume(started.batchId ?? '');
  await fixture.advanceUntil(() =>
    dear.engine.tasks.list().some(task => task.hold !== undefined || task.state === 'done')
  );
  for (const task of dear.engine.tasks.list()) if (task.hold !== undefined) dear.engine.tasks.stop(task.localId);
  await fixture.advanceUntil(() =>
    dear.engine.tasks.list().every(({ state }) => state === 'stopped' || state === 'done')
  );
  assert.equal(kie.posts.length, dear.engine.tasks.list().filter(({ state }) => state === 'done').length);
});

test('waiting task: a file that changes during its upload is uploaded again', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow(catalog(4));
  const value = await image(fixture, 'a.png');
  kie.onUpload = async n => {
    if (n === 1) await fs.appendFile(fileURLToPath(value), 'changed');
    return `https://up.test/${n}`;
  };
  const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'priced', input: { image: value } }));
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.deepEqual([kie.uploads.length, kie.posts.map(({ input }) => input['image'])], [2, ['https://up.test/2']]);
});

test('waiting task: fails unbought when its file keeps changing', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow(catalog(4));
  const value = await image(fixture, 'a.png');
  kie.onUpload = async n => {
    await fs.appendFile(fileURLToPath(value), String(n));
    return `https://up.test/${n}`;
  };
  const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'priced', input: { image: value } }));
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, task.error?.remedy, kie.posts.length], ['failed', 'retry', 0]);
  assert.match(task.error?.message ?? '', /a\.png keeps changing/);
});

test('rejected task: is checked again before it is sent again', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow(catalog(4));
  const value = await image(fixture, 'a.png');
  kie.onCreate = async () => {
    await fs.writeFile(fileURLToPath(value), '<html></html>');
    throw new RateLimitError('Too many.', { code: 429, remedy: 'wait', accepted: 'no', transient: true });
  };
  const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'priced', input: { image: value } }));
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, kie.posts.length], ['failed', 1]);
  assert.match(task.error?.message ?? '', /web page/);
});

for (const [kind, credits, row, priceBy, sentence] of [
  ['about', 7, { about: true }, {}, /now costs about 7 credits.*was 4/],
  ['about', 4, { about: true }, {}, /now costs about 4 credits.*was 4/],
  ['upTo', 7, {}, { images: 'n', imagesAtMost: true }, /now costs up to 7 credits.*was 4/]
] as const) {
  test(`waiting task: approves "${kind}" ${credits} credits and keeps that kind`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const before = await fixture.openWindow(catalog(4));
    const intents = [fixture.intent({ model: 'priced', input: { prompt: 'a', n: 1 } })];
    const { batchId = '' } = await before.engine.batches.start(intents, { name: 'batch' });
    before.engine.batches.pause(batchId);
    before.crash();
    const { engine } = await fixture.openWindow(catalog(credits, row, priceBy));
    engine.resumeAll();
    engine.batches.resume(batchId);
    const [{ localId } = { localId: '' }] = engine.tasks.list();
    await fixture.advanceUntil(
      () => engine.tasks.get(localId)?.hold !== undefined || engine.tasks.get(localId)?.state === 'done'
    );
    const hold = engine.tasks.get(localId)?.hold;
    assert.deepEqual(hold?.price, { credits, exact: false, kind });
    assert.match(hold.message, sentence);
    assert.equal(engine.tasks.approve(localId, hold), true);
    const task = await fixture.waitForEnd({ engine } as never, localId);
    assert.deepEqual([task.state, task.estimate, task.estimateKind], ['done', credits, kind]);
  });
}
