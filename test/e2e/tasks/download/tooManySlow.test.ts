import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { test } from 'node:test';
import type { CallOptions } from '../../../../src/core/kie/clientTypes.ts';
import { InterruptedError } from '../../../../src/core/http/errors/errors.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';
import { FakeKie, imageResult, PNG_IMAGE } from '../../../support/engine/fakeKie.ts';

/** Number of slow downloads that continue beside the four others. */
const IN_BACKGROUND = 12;
const cut = new InterruptedError('Cut.', { remedy: 'retry', accepted: 'no', transient: true });

interface SlowOptions extends CallOptions {
  readonly onSlow?: () => void;
}

test('download: a 13th slow one makes room and continues later', { timeout: 60_000 }, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const others = Promise.withResolvers<undefined>();
  const aborted: string[] = [];
  let isSlow = true;
  kie.onRecord = n => imageResult(`https://r.test/${n}.png`);
  kie.download = async (url, file, options: SlowOptions = {}) => {
    kie.downloads.push(url);
    if (isSlow) {
      const end = Promise.withResolvers<undefined>();
      options.signal?.addEventListener('abort', () => {
        aborted.push(url);
        end.reject(cut);
      });
      options.onSlow?.();
      await Promise.race([others.promise, end.promise]);
    }
    await fs.writeFile(file, PNG_IMAGE, { flag: 'wx' });
    return { bytes: PNG_IMAGE.length };
  };
  for (let n = 0; n <= IN_BACKGROUND; n++) await window.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => kie.downloads.length === IN_BACKGROUND + 1);
  await fixture.advance(1_000);
  const [last = ''] = aborted;
  const isLast = ({ results }: { readonly results: readonly { readonly url?: string }[] }) => results[0]?.url === last;
  const waiting = () => window.engine.tasks.list().find(isLast);
  assert.deepEqual([aborted.length, kie.downloads.length], [1, IN_BACKGROUND + 1]);
  assert.match(waiting()?.error?.message ?? '', /is slow and continues after the others/);
  isSlow = false;
  const other = await window.engine.tasks.start(fixture.intent());
  assert.equal((await fixture.waitForEnd(window, other.localId)).state, 'done');
  await fixture.advanceUntil(() => waiting()?.state === 'done');
  assert.equal(window.engine.tasks.list().filter(({ state }) => state === 'collecting').length, IN_BACKGROUND);
  others.resolve(undefined);
  await fixture.advanceUntil(() => window.engine.tasks.list().every(({ state }) => state === 'done'));
  assert.deepEqual([aborted, kie.posts.length], [[last], IN_BACKGROUND + 2]);
});
