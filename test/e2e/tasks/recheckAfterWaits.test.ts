import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { UnreachableError } from '../../../src/core/http/errors/errors.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import { modelEntry } from '../../support/models/modelEntry.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';
import { FakeKie, PNG_IMAGE } from '../../support/engine/fakeKie.ts';

const OPTIONS = { timeout: 60_000 };
const unreachable = new UnreachableError('Away.', { remedy: 'check-network', accepted: 'no', transient: true });

/** A batch of one task with a file, at a price that the test can change. */
async function setUp(t: TestContext) {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const price = { credits: 4, unit: 'image' as const };
  const params = { image: { type: 'string', media: 'image' } } as const;
  const catalog = new Catalog([modelEntry({ id: 'priced', name: 'Priced', params, price: [price] })]);
  const window = await fixture.openWindow(catalog);
  window.engine.resumeAll();
  const file = path.join(fixture.dir, 'a.png');
  await fs.writeFile(file, PNG_IMAGE);
  const start = async (): Promise<string> => {
    const intent = fixture.intent({ model: 'priced', input: { image: pathToFileURL(file).href } });
    return (await window.engine.batches.start([intent], { name: 'batch' })).batchId ?? '';
  };
  const task = () => window.engine.tasks.list()[0] ?? assert.fail('no task');
  return { kie, fixture, window, price, file, start, task };
}

type Waiting = Awaited<ReturnType<typeof setUp>>;

/** How a task starts to wait, and how the wait ends. */
const WAITS: Readonly<Record<string, (given: Waiting) => Promise<() => void>>> = {
  'a missing key': async ({ fixture, window, kie, start }) => {
    const key = Promise.withResolvers<undefined>();
    kie.onUpload = () => key.promise.then(() => 'https://up.test/1');
    const batchId = await start();
    await fixture.advanceUntil(() => kie.uploads.length === 1);
    fixture.key = undefined;
    key.resolve(undefined);
    await fixture.advanceUntil(() => window.engine.batches.get(batchId)?.state === 'paused');
    return () => {
      fixture.key = 'test-key';
      window.engine.batches.resume(batchId);
    };
  },
  'the network during the upload': async ({ fixture, kie, start }) => {
    kie.onUpload = () => unreachable;
    await start();
    await fixture.advanceUntil(() => kie.uploads.length >= 2);
    return () => (kie.onUpload = n => `https://up.test/${n}`);
  },
  'the network after the upload': async ({ fixture, kie, start }) => {
    kie.onCreate = () => unreachable;
    await start();
    await fixture.advanceUntil(() => kie.posts.length >= 2);
    return () => (kie.onCreate = n => `task-${n}`);
  }
};

for (const [what, wait] of Object.entries(WAITS)) {
  test(`task waiting for ${what}: its file is checked again`, OPTIONS, async t => {
    const given = await setUp(t);
    const end = await wait(given);
    const posts = given.kie.posts.length;
    await fs.writeFile(given.file, '<html><body>Sign in</body></html>');
    end();
    await given.fixture.advanceUntil(() => given.task().state === 'failed' || given.task().taskId !== undefined);
    assert.match(given.task().error?.message ?? '', /web page instead of media/);
    assert.deepEqual([given.task().taskId, given.kie.posts.length], [undefined, posts]);
  });

  test(`task waiting for ${what}: its price is checked again`, OPTIONS, async t => {
    const given = await setUp(t);
    const end = await wait(given);
    const posts = given.kie.posts.length;
    given.price.credits = 7;
    end();
    await given.fixture.advanceUntil(() => given.task().hold !== undefined || given.task().taskId !== undefined);
    assert.deepEqual(given.task().hold?.price, { credits: 7, exact: true, kind: 'exact' });
    await given.fixture.advance(120_000);
    assert.deepEqual([given.task().state, given.kie.posts.length], ['preparing', posts]);
  });

  test(`task waiting for ${what}: goes on unchanged`, OPTIONS, async t => {
    const given = await setUp(t);
    const end = await wait(given);
    end();
    await given.fixture.advanceUntil(() => given.task().state === 'done');
    assert.equal(given.task().estimate, 4);
  });
}
