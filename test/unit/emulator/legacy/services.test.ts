import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileTypeFromBuffer } from 'file-type';
import { readTable } from '../../../emulator/catalogData.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { legacyRoute } from '../../../emulator/legacy/routes.ts';
import type { Fault } from '../../../emulator/types.ts';
import { withLegacyEmulator } from './client.ts';
import type { Data, LegacyFixture } from './client.ts';
import { MUSIC_ROWS } from './musicRows.ts';
import { IMAGE_ROWS } from './imageRows.ts';
import { differences } from './shape.ts';

function addressesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('http://127.0.0.1') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addressesIn) : [];
}

/** Returns the addresses outside the echoed request, because echoed addresses are not results. */
function resultsIn(data: Data): string[] {
  const echoes = ['paramJson', 'param', 'generateParam', 'callbackUrl'];
  return addressesIn(Object.entries(data).filter(([name]) => !echoes.includes(name)));
}

it('legacy services: every entry with its own operation is served', () => {
  const table = readTable();
  const lacking = [...table.values()].filter(
    entry =>
      !entry.operation.endsWith('/jobs/createTask') && !legacyRoute(table, entry.operation.replace(/^(GET|POST) /, ''))
  );
  assert.deepEqual(lacking, []);
});

for (const { path, body, status, field, states, files } of [...IMAGE_ROWS, ...MUSIC_ROWS]) {
  describe(path, () => {
    /** Scripts faults after the request's prerequisites are created, so that they affect this task only. */
    async function start(legacy: LegacyFixture, emulator: Emulator, ...faults: readonly Fault[]): Promise<string> {
      const request = await body(legacy);
      emulator.faults.script(...faults);
      return legacy.make(path, request);
    }

    it(
      'runs as documented and returns its files',
      withLegacyEmulator(async (legacy, emulator) => {
        const { running, done } = states;
        const polls = Math.max(2, running.length * 4);
        const taskId = await start(legacy, emulator, { call: 'task', effect: { kind: 'steps', polls } });
        assert.equal(emulator.submissions.at(-1)?.model, path);
        assert.equal(emulator.submissions.at(-1)?.taskId, taskId);
        const seen: unknown[] = [];
        let last: Data = {};
        for (let i = 0; i < polls; i++) {
          last = (await legacy.get(status, { taskId })).data ?? {};
          seen.push(last[field]);
          if (i === 0) assert.deepEqual(resultsIn({ response: last['response'] }), [], 'no result at first');
        }
        assert.deepEqual([...new Set(seen)], [...running, done]);
        assert.equal(last['taskId'], taskId);
        assert.deepEqual(differences(status, last), { surplus: [], lacking: [] });
        const types = [];
        for (const address of resultsIn(last)) {
          types.push((await fileTypeFromBuffer(await legacy.client.download(address)))?.mime);
        }
        assert.deepEqual(types.sort(), [...files].sort());
        assert.equal((await legacy.client.record(taskId)).code, 422, 'recordInfo does not know the task');
      })
    );

    for (const [failCode, word] of [
      ['400', states.notMade],
      ['501', states.broke]
    ] as const) {
      it(
        `fails with ${failCode} as ${String(word)}`,
        withLegacyEmulator(async (legacy, emulator) => {
          const effect = { kind: 'fail', failCode, failMsg: 'Refused' } as const;
          const taskId = await start(legacy, emulator, { call: 'task', effect });
          const data = await legacy.until(status, taskId, record =>
            ['errorMessage', 'failMsg'].some(name => record[name] === 'Refused')
          );
          assert.equal(data[field], word);
          assert.equal(Number(data['errorCode'] ?? data['failCode']), Number(failCode));
          assert.deepEqual(resultsIn(data), []);
        })
      );
    }

    it(
      'is unknown for a while when it is new, with 404 or 422',
      withLegacyEmulator(async (legacy, emulator) => {
        for (const code of [404, 422] as const) {
          emulator.reset();
          const taskId = await start(legacy, emulator, { call: 'task', effect: { kind: 'notFound', polls: 2, code } });
          const codes = [];
          for (let i = 0; i < 3; i++) codes.push((await legacy.get(status, { taskId })).code);
          assert.deepEqual(codes, [code, code, 200]);
        }
      })
    );

    it(
      'rejects undocumented values and requires the required ones',
      withLegacyEmulator(async (legacy, emulator) => {
        const good = (await body(legacy)) as Record<string, unknown>;
        const before = emulator.submissions.length;
        const params = readTable().get(path)?.params ?? {};
        const bad: Record<string, unknown>[] = [
          { ...good, surplus: 1 },
          { input: good, model: path }
        ];
        for (const name of Object.keys(good)) {
          if (params[name]?.required === true) bad.push({ ...good, [name]: undefined });
          bad.push({ ...good, [name]: null }, { ...good, [name]: { a: 1 } });
        }
        // Two endpoints accept a parent that does not exist, see liveShapes.test.ts.
        if ('taskId' in good && path !== '/runway/extend') bad.push({ ...good, taskId: 'none' });
        if ('audioId' in good && path !== '/generate/extend') bad.push({ ...good, audioId: 'none' });
        for (const request of bad) {
          assert.equal((await legacy.post(path, request)).code, 422, JSON.stringify(request));
        }
        assert.equal(emulator.submissions.length, before);
      })
    );

    if (files.length === 0) return;
    it(
      'a success can lack its URLs at first, and they can be expired',
      withLegacyEmulator(async (legacy, emulator) => {
        const taskId = await start(
          legacy,
          emulator,
          { call: 'task', effect: { kind: 'noAddresses', polls: 1 } },
          { call: 'task', effect: { kind: 'deadResults' } }
        );
        const isDone = (data: Data): boolean => data[field] === states.done;
        const first = await legacy.until(status, taskId, isDone);
        const results = (data: Data): string[] => resultsIn(data).filter(address => address.includes('/result/'));
        assert.deepEqual(results(first), []);
        const found = results(await legacy.until(status, taskId, isDone));
        assert.ok(found.length > 0);
        for (const address of found) assert.equal((await fetch(address)).status, 403);
        assert.equal((await fetch(await legacy.client.remint(found[0] ?? ''))).status, 200);
      })
    );
  });
}
