import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { KieError } from '../../../../../../src/core/http/errors/errors.ts';
import { fetchInto } from '../../../../../../src/core/tasks/run/download/fetchResult.ts';
import { makeTempFolder } from '../../../../../support/http/testClient.ts';

type Given = Parameters<typeof fetchInto>;

/** A download of this many bytes of text; `reset` ends it with a lost connection. */
interface Step {
  readonly bytes: number;
  readonly unmeasured?: boolean;
  readonly endedEarly?: boolean;
  /** Whether the server has more. */
  readonly more?: boolean;
  readonly reset?: boolean;
}

const open = (bytes: number): Step => ({ bytes, unmeasured: true });
const more = (bytes: number): Step => ({ bytes, unmeasured: true, more: true });
const short = (bytes: number): Step => ({ bytes, endedEarly: true });
const reset = (bytes: number): Step => ({ bytes, reset: true });
const lost = new KieError('The connection was lost.', { remedy: 'retry', accepted: 'no', transient: true });

/** Returns the bytes of the result, undefined for an error, and those of the kept content. */
async function fetched(t: TestContext, steps: readonly Step[], keptBefore?: number) {
  const dir = await makeTempFolder(t);
  const keptDir = path.join(dir, 'kept');
  const textOf = (bytes: number): string => 'Lorem ipsum dolor sit amet, '.repeat(20).slice(0, bytes);
  let row: Record<string, unknown> = { index: 0, kind: 'text', state: 'pending', url: 'https://example.com/a.txt' };
  if (keptBefore !== undefined) {
    await fs.mkdir(keptDir);
    row['kept'] = path.join(keptDir, 'of-an-earlier-run');
    await fs.writeFile(path.join(keptDir, 'of-an-earlier-run'), textOf(keptBefore));
  }
  const left = [...steps];
  let last: Step | undefined;
  const ctx = {
    keptDir,
    log: { info: () => undefined, warn: () => undefined, debug: () => undefined },
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
    trace: { timed: (_id: unknown, _step: unknown, act: () => unknown) => act(), of: () => undefined },
    watched: () => undefined,
    ledger: {
      tasks: { get: () => undefined },
      results: {
        get: () => row,
        update: (_id: string, _index: number, patch: object) => {
          row = { ...row, ...patch };
          return true;
        }
      }
    },
    client: {
      download: async (_url: string, part: string) => {
        last = left.shift() ?? assert.fail('one download too many');
        await fs.writeFile(part, textOf(last.bytes));
        if (last.reset === true) throw lost;
        return last;
      },
      isLonger: () => Promise.resolve(last?.more)
    }
  };
  const part = path.join(dir, 'part');
  const fetch = { localId: 't', result: row, part, isKeptComplete: false, releaseEarly: () => true };
  const given = [ctx, { ...fetch, signal: new AbortController().signal }] as unknown as Given;
  const isSaved = await fetchInto(...given).then(
    () => true,
    (error: unknown) => {
      assert.ok(error instanceof KieError, String(error));
      return false;
    }
  );
  const sizeOf = async (file: unknown): Promise<number | undefined> =>
    typeof file === 'string' ? (await fs.stat(file)).size : undefined;
  return [isSaved ? await sizeOf(part) : undefined, await sizeOf(row['kept'])];
}

for (const [what, steps, saved, kept, keptBefore] of [
  ['a length that is declared', [{ bytes: 90 }], 90, undefined],
  ['the same length twice', [open(100), open(100)], 100, 100],
  ['a declared length after one without', [open(100), { bytes: 90 }], 90, 100],
  ['three lengths', [open(100), open(120), open(110)], undefined, 120],
  ['the same length twice, but the server had more', [more(120), open(100), open(100)], undefined, 120],
  ['a longer part of a broken download', [open(100), reset(150)], undefined, 150],
  ['a shorter part of a broken download', [open(100), reset(20)], undefined, 100],
  ['content of an earlier run', [open(150), reset(10)], undefined, 200, 200],
  ['the same too short length', [short(100), short(100), short(100)], 100, 100],
  ['a too short length that shrinks', [short(100), short(80), short(60)], 100, 100],
  ['a too short length and a broken download', [short(100), reset(20)], 100, 100],
  ['a too short length and a longer part', [short(100), reset(150)], undefined, 150],
  ['a too short length after a longer one', [open(100), short(80), short(80)], undefined, 100]
] as const) {
  test(`download: ${what}: ${saved === undefined ? 'is kept only' : `${saved} bytes count`}`, async t => {
    assert.deepEqual(await fetched(t, steps, keptBefore), [saved, kept]);
  });
}
