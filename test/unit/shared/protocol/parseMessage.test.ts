import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_DROPPED_BYTES } from '../../../../src/shared/files/droppedFiles.ts';
import { REQUESTS } from '../../../../src/shared/protocol/requests.ts';
import { parseMessage } from '../../../../src/shared/protocol/parseMessage.ts';

const TOO_LARGE = Object.defineProperty(new Uint8Array(0), 'byteLength', { value: MAX_DROPPED_BYTES + 1 });

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
  { seq: 7, name: 'command', params: { name: 'resolve', localId: 'l' } },
  {
    seq: 8,
    name: 'importMedia',
    params: { files: [{ uri: 'file:///a.png' }, { name: 'b.png', data: new Uint8Array(3) }] }
  },
  { seq: 9, name: 'run', params: { model: 'm', draft: {}, batch: { times: 20 } } },
  {
    seq: 10,
    name: 'quote',
    params: { model: 'm', draft: {}, batch: { times: 1, sweep: { name: 'n', values: [1, 'x'] } } }
  },
  { seq: 11, name: 'changePicker', params: { favorite: { id: 'a/b', on: true } } },
  { seq: 12, name: 'readAudio', params: { value: 'file:///project/a.mp3' } },
  { seq: 13, name: 'pickEarlier', params: { model: 'm', name: 'task_id' } },
  { seq: 15, name: 'previewRequest', params: { model: 'm', draft: {} } },
  { seq: 16, name: 'savePreset', params: { model: 'm', draft: {} } },
  { seq: 17, name: 'removePreset', params: { model: 'm' } },
  { seq: 18, name: 'chooseModel', params: { id: 'a/b', ahead: true } },
  { seq: 19, name: 'promptHistory', params: {} },
  { seq: 20, name: 'drawOnImage', params: { model: 'm', param: 'mask', index: 0 } },
  { seq: 21, name: 'pickPrompts', params: { source: 'selection' } },
  { seq: 22, name: 'loadSample', params: { model: 'm', address: 'https://samples.test/a.mp3' } }
];

test('protocol: this file has an example of every request', () => {
  assert.deepEqual([...new Set(good.map(({ name }) => name))].sort(), Object.keys(REQUESTS).sort());
});

test('parseMessage: reads every request as it was sent', () => {
  for (const message of good) {
    const parsed = parseMessage(REQUESTS, message);
    assert.ok(parsed.ok, message.name);
    assert.deepEqual(parsed.message, message);
  }
});

test('parseMessage: rejects invalid requests under their number', () => {
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
    [{ seq: 8, name: 'run', params: { model: 'm', draft: {}, batch: { times: 21 } } }, 8],
    [
      { seq: 9, name: 'run', params: { model: 'm', draft: {}, batch: { times: 1, sweep: { name: 'n', values: [] } } } },
      9
    ],
    [{ seq: 10, name: 'importMedia', params: { files: [{ name: 'b.png', data: 'text' }] } }, 10],
    [{ seq: 11, name: 'evaluate', params: { model: 'm', draft: {}, revision: NaN, edition: 1, typed: 0 } }, 11],
    [{ seq: 12, name: 'run', params: { model: 'm', draft: {}, batch: { times: 0 } } }, 12],
    [{ seq: 13, name: 'chooseModel', params: { id: 'a', ahead: false } }, 13],
    [{ seq: 14, name: 'importMedia', params: { files: [{ name: 'b.png', data: TOO_LARGE }] } }, 14]
  ];
  for (const [message, seq] of bad) {
    const parsed = parseMessage(REQUESTS, message);
    assert.ok(!parsed.ok);
    assert.equal(parsed.seq, seq);
    assert.notEqual(parsed.problem, '');
  }
});
