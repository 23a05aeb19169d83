import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createSemaphore } from '../../../../src/core/tasks/run/semaphore.ts';
import { FakeKie, PNG_IMAGE, imageResult } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const WIDTH = 4;

/** Counts concurrent transfers; each value passes on the next turn of the event loop. */
function meter() {
  const seen = { now: 0, most: 0 };
  return {
    seen,
    pass: async <T>(value: T): Promise<T> => {
      seen.most = Math.max(seen.most, ++seen.now);
      for (let i = 0; i < 5; i++) await new Promise(setImmediate);
      seen.now--;
      return value;
    }
  };
}

test('transfers: at most four uploads and four downloads at once', OPTIONS, async t => {
  const kie = new FakeKie();
  const [up, down] = [meter(), meter()];
  kie.onUpload = n => up.pass(`https://up.test/${n}`);
  kie.onDownload = () => down.pass(PNG_IMAGE);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const images = await Promise.all(
    Array.from({ length: 12 }, async (_, i) => {
      const file = path.join(fixture.dir, `${i}.png`);
      await fs.writeFile(file, Buffer.concat([PNG_IMAGE, Buffer.from([i])]));
      return pathToFileURL(file).href;
    })
  );
  kie.onRecord = () => imageResult(...Array.from({ length: 6 }, (_, i) => `https://r.test/${i}.png`));
  await Promise.all(
    images.map(image => window.engine.tasks.start(fixture.intent({ model: 'edit', input: { image, others: images } })))
  );
  await fixture.advanceUntil(() => window.engine.tasks.list().every(task => task.state === 'done'));
  assert.deepEqual([kie.uploads.length, kie.downloads.length], [12, 72]);
  assert.deepEqual([up.seen.most, down.seen.most], [WIDTH, WIDTH]);
});

test('transfers: uploads that hang do not block downloads', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const first = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForState(window, first.localId, 'queued');
  kie.onUpload = () => new Promise<never>(() => undefined);
  for (let i = 0; i < 6; i++) {
    await window.engine.tasks.start(fixture.intent({ model: 'edit', input: { image: `https://else.test/${i}.png` } }));
  }
  assert.equal((await fixture.waitForEnd(window, first.localId)).state, 'done');
});

test('createSemaphore: keeps its limit when work fails, in the order of calls', async () => {
  const gate = createSemaphore(2);
  const { seen, pass } = meter();
  const order: number[] = [];
  const ends = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) =>
      gate(async () => {
        order.push(i);
        await pass(i);
        if (i % 3 === 0) throw new Error('failed');
      })
    )
  );
  assert.equal(ends.filter(end => end.status === 'rejected').length, 7);
  assert.equal(seen.most, 2);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b)
  );
});
