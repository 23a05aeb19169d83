import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkFailure } from '../../../../../src/core/http/errors/networkFailures.ts';

const failure = (code: string, syscall?: string): Error =>
  Object.assign(new Error(code), { code, ...(syscall === undefined ? {} : { syscall }) });

const CASES: readonly (readonly [string, Error, 'no' | 'perhaps'])[] = [
  ['refused while connecting', failure('ECONNREFUSED', 'connect'), 'no'],
  ['no route while connecting', failure('EHOSTUNREACH', 'connect'), 'no'],
  ['no network while connecting', failure('ENETUNREACH', 'connect'), 'no'],
  ['time ran out at the system while connecting', failure('ETIMEDOUT', 'connect'), 'no'],
  ['an unknown name', failure('ENOTFOUND', 'getaddrinfo'), 'no'],
  ['no name service', failure('EAI_AGAIN', 'getaddrinfo'), 'no'],
  ['time ran out while connecting', failure('UND_ERR_CONNECT_TIMEOUT'), 'no'],
  [
    'several addresses, none connects',
    new AggregateError([failure('ECONNREFUSED', 'connect'), failure('ENETUNREACH', 'connect')]),
    'no'
  ],
  ['wrapped by another', new TypeError('failed', { cause: failure('EHOSTUNREACH', 'connect') }), 'no'],
  ['the route was lost while reading', failure('EHOSTUNREACH', 'read'), 'perhaps'],
  ['the network was lost while reading', failure('ENETUNREACH', 'read'), 'perhaps'],
  ['refused while reading', failure('ECONNREFUSED', 'read'), 'perhaps'],
  ['the route was lost while writing', failure('EHOSTUNREACH', 'write'), 'perhaps'],
  ['nobody says when', failure('EHOSTUNREACH'), 'perhaps'],
  ['wrapped, while reading', new TypeError('failed', { cause: failure('ENETUNREACH', 'read') }), 'perhaps'],
  ['a reset', failure('ECONNRESET', 'read'), 'perhaps'],
  ['the other side closed', failure('UND_ERR_SOCKET'), 'perhaps']
];

for (const [what, error, accepted] of CASES) {
  test(`createTask, ${what}: accepted ${accepted}`, () => {
    const output = networkFailure(error, 'create', 'api.kie.ai');
    assert.deepEqual([output.accepted, output.transient], [accepted, accepted === 'no']);
    assert.equal(output.name, accepted === 'no' ? 'UnreachableError' : 'InterruptedError');
    // Free calls are always retried.
    const free = networkFailure(error, 'download', 'files.kie.ai');
    assert.deepEqual([free.accepted, free.transient], ['no', true]);
  });
}
