import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOT_ACCEPTED_CODES } from '../../../src/core/http/errors/notAcceptedCodes.ts';
import type { Effect } from '../../emulator/types.ts';
import { OPTIONS, openEmulatorFixture } from '../../support/engine/emulatorFixture.ts';

const image = { model: 'google/nano-banana', input: { prompt: 'a red fox' } };
/** Documented as temporarily refused: the only codes that are retried automatically. */
const AGAIN = [429, 430, 455, 550];
/** Codes outside the list may mean acceptance: documented ones, and some that gateways return. */
const MAYBE = [408, 418, 500, 502, 503, 504, 520, 524, 599, 9999];

const codes = Object.keys(NOT_ACCEPTED_CODES).map(Number);

test('notAcceptedCodes: contains all codes that are retried automatically', () => {
  assert.deepEqual(
    AGAIN.filter(code => !codes.includes(code)),
    []
  );
});

const ways = (code: number): readonly (readonly [string, Effect])[] => [
  ['inside HTTP 200', { kind: 'code', code }],
  ...(code < 600 ? [['as HTTP status', { kind: 'status', status: code }] as const] : [])
];

for (const code of [...codes, ...MAYBE]) {
  for (const [where, effect] of ways(code)) {
    const state = AGAIN.includes(code) ? 'done' : codes.includes(code) ? 'failed' : 'unknown';
    test(
      `createTask: code ${code} ${where} (${NOT_ACCEPTED_CODES[code] ?? 'ambiguous'}) → ${state}`,
      OPTIONS,
      async t => {
        const { run, emulator } = await openEmulatorFixture(t, { call: 'createTask', effect });
        const task = await run(image);
        assert.equal(task.state, state, task.error?.message);
        const sent = emulator.requests.filter(request => request.call === 'createTask').length;
        assert.deepEqual([sent, emulator.submissions.length], state === 'done' ? [2, 1] : [1, 0]);
      }
    );
  }
}
