import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMessage } from '../../../../../src/vscode/features/generate/messages.ts';

const good = [
  { seq: 0, name: 'ready', params: {} },
  { seq: 1, name: 'chooseModel', params: { id: 'a/b' } },
  {
    seq: 2,
    name: 'evaluate',
    params: { revision: 3, model: 'm', edition: 2, typed: 1, draft: { prompt: 'x', turns: [{ text: 'y' }] } }
  },
  { seq: 3, name: 'pickMedia', params: { kind: 'image', many: true, accept: ['image/png'] } },
  { seq: 4, name: 'run', params: { model: 'm', draft: {} } },
  { seq: 5, name: 'command', params: { name: 'openResult', localId: 'l' } },
  { seq: 6, name: 'command', params: { name: 'setApiKey' } },
  { seq: 7, name: 'command', params: { name: 'openSuccessor', localId: 'l' } },
  {
    seq: 8,
    name: 'giveMedia',
    params: { files: [{ uri: 'file:///a.png' }, { name: 'b.png', data: new Uint8Array(3) }] }
  },
  { seq: 9, name: 'run', params: { model: 'm', draft: {}, batch: { times: 50 } } },
  {
    seq: 10,
    name: 'quote',
    params: { model: 'm', draft: {}, batch: { times: 1, sweep: { name: 'n', values: [1, 'x'] } } }
  },
  { seq: 11, name: 'picker', params: { favourite: { id: 'a/b', on: true } } }
];

test('every request of the protocol is read as it was sent', () => {
  for (const message of good) {
    const parsed = parseMessage(message);
    assert.ok(parsed.ok, message.name);
    assert.deepEqual(parsed.message, message);
  }
});

test('what is no request is refused, and answered where it carries a number', () => {
  const bad: readonly (readonly [unknown, number | undefined])[] = [
    [undefined, undefined],
    ['ready', undefined],
    [{ name: 'ready', params: {} }, undefined],
    [{ seq: -1, name: 'ready', params: {} }, undefined],
    [{ seq: 1, name: 'nothing', params: {} }, 1],
    [{ seq: 2, name: 'run', params: {} }, 2],
    [{ seq: 3, name: 'command', params: { name: 'rm' } }, 3],
    [{ seq: 4, name: 'pickMedia', params: { kind: 'text', many: true, accept: [] } }, 4],
    [{ seq: 1.5, name: 'ready', params: {} }, undefined],
    [{ seq: 5, name: 'ready' }, 5],
    [{ seq: 6, name: 'toString', params: {} }, 6],
    [{ seq: 7, name: 'run', params: { model: 'm', draft: [] } }, 7],
    [{ seq: 8, name: 'run', params: { model: 'm', draft: {}, batch: { times: 51 } } }, 8],
    [
      { seq: 9, name: 'run', params: { model: 'm', draft: {}, batch: { times: 1, sweep: { name: 'n', values: [] } } } },
      9
    ],
    [{ seq: 10, name: 'giveMedia', params: { files: [{ name: 'b.png', data: 'text' }] } }, 10],
    [{ seq: 11, name: 'useResult', params: { localId: 'l', index: NaN } }, 11]
  ];
  for (const [message, seq] of bad) {
    const parsed = parseMessage(message);
    assert.ok(!parsed.ok);
    assert.equal(parsed.seq, seq);
    assert.notEqual(parsed.problem, '');
  }
});
