import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Effect } from '../../../emulator/types.ts';
import { withLegacyEmulator } from './client.ts';
import type { Data } from './client.ts';
import { IMAGE_ROWS } from './imageRows.ts';
import { MUSIC_ROWS } from './musicRows.ts';

const BEGUN = Date.parse('2026-08-18T22:51:40Z');
const WORK_MS = 15_500;

/** Fields of a record: its times, and those of its error with their values while there is none. */
type Fields = readonly [times: readonly string[], noError: Data];

const TIMES = ['createTime', 'completeTime'];
const NULLS = { errorCode: null, errorMessage: null };
const EMPTY_MESSAGE = { errorCode: null, errorMessage: '' };

/** By status endpoint. Suno, its lyrics and the voices have no times; Runway has its own names for an error. */
const FIELDS: Readonly<Record<string, Fields>> = {
  '/veo/record-info': [TIMES, EMPTY_MESSAGE],
  '/mj/record-info': [TIMES, NULLS],
  '/runway/record-detail': [[], { failCode: 0, failMsg: '' }],
  '/aleph/record-info': [TIMES, NULLS],
  '/gpt4o-image/record-info': [TIMES, EMPTY_MESSAGE],
  '/flux/kontext/record-info': [TIMES, EMPTY_MESSAGE],
  '/modify/record-info': [TIMES, NULLS],
  '/generate/record-info': [[], NULLS],
  '/lyrics/record-info': [[], NULLS],
  '/suno/cover/record-info': [TIMES, NULLS],
  '/vocal-removal/record-info': [TIMES, NULLS],
  '/wav/record-info': [TIMES, NULLS],
  '/mp4/record-info': [TIMES, NULLS],
  '/midi/record-info': [TIMES, NULLS],
  '/voice/validate-info': [[], NULLS],
  '/voice/record-info': [[], NULLS]
};

const pick = (data: Data, names: readonly string[]): Data => Object.fromEntries(names.map(name => [name, data[name]]));

const ROWS = new Map([...IMAGE_ROWS, ...MUSIC_ROWS].map(row => [row.status, row]));
const FAILED = { kind: 'fail', failCode: '501', failMsg: 'internal error, please try again later.' } as const;

test('legacy records: every status endpoint is in the table', () => {
  assert.deepEqual([...ROWS.keys()].toSorted(), Object.keys(FIELDS).toSorted());
});

for (const [status, { path, body, field, states }] of ROWS) {
  const [times, noError] = FIELDS[status] ?? [[], {}];

  const run = (effect: Effect, check: (data: Data) => void, isOver: (data: Data) => boolean): (() => Promise<void>) => {
    let now = BEGUN;
    return withLegacyEmulator(
      async (legacy, emulator) => {
        const request = await body(legacy);
        emulator.faults.script({ call: 'task', effect });
        const taskId = await legacy.make(path, request);
        now += WORK_MS;
        check(await legacy.until(status, taskId, isOver));
      },
      { now: () => now }
    );
  };

  test(
    `${status}: a running record has no error and no end`,
    run(
      { kind: 'stuck' },
      data => {
        assert.deepEqual(pick(data, times), pick({ createTime: BEGUN, completeTime: null }, times));
        assert.deepEqual(pick(data, Object.keys(noError)), noError);
      },
      () => true
    )
  );

  test(
    `${status}: a finished record has numbers as times, and no error`,
    run(
      { kind: 'steps', polls: 2 },
      data => {
        assert.deepEqual(pick(data, times), pick({ createTime: BEGUN, completeTime: BEGUN + WORK_MS }, times));
        assert.deepEqual(pick(data, Object.keys(noError)), noError);
      },
      data => data[field] === states.done
    )
  );

  test(
    `${status}: a failed record has numbers as times, and its error`,
    run(
      FAILED,
      data => {
        assert.deepEqual(pick(data, times), pick({ createTime: BEGUN, completeTime: BEGUN + WORK_MS }, times));
        assert.equal(data['errorMessage'] ?? data['failMsg'], FAILED.failMsg);
        assert.equal(Number(data['errorCode'] ?? data['failCode']), 501);
      },
      data => data[field] === states.broke
    )
  );
}
