import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMessage } from '../../../src/vscode/features/generate/messages.ts';

const draft = { prompt: 'a' };
const good: readonly [string, unknown][] = [
  ['ready', {}],
  ['readSound', { value: 'file:///project/a.mp3' }],
  ['chooseModel', { id: 'm' }],
  ['evaluate', { revision: 1, model: 'm', draft, edition: 3, typed: 2 }],
  ['pickMedia', { kind: 'image', many: true, accept: [], source: 'results' }],
  ['pickEarlier', { model: 'm', name: 'task_id' }],
  ['giveMedia', { files: [{ uri: 'file:///a' }, { name: 'b.png', data: new Uint8Array([1]) }] }],
  ['useResult', { localId: 't', index: 0 }],
  ['picker', { favourite: { id: 'm', on: true } }],
  ['request', { model: 'm', draft }],
  ['quote', { model: 'm', draft, batch: { times: 2 } }],
  ['savePreset', { model: 'm', draft }],
  ['removePreset', { model: 'm' }],
  ['run', { model: 'm', draft, batch: { times: 1, sweep: { name: 'a', values: [1, 'b', true] } } }],
  ['command', { name: 'copy', text: 'x' }]
];
for (const [name, params] of good) {
  test(`${name} arrives whole`, () => {
    const message = { seq: 1, name, params };
    assert.deepEqual(parseMessage(message), { ok: true, message });
  });
}

const bad: readonly [string, string, unknown][] = [
  ['an unknown request', 'delete', {}],
  ['an unknown command', 'command', { name: 'workbench.action.quit' }],
  ['no runs', 'run', { model: 'm', draft, batch: { times: 0 } }],
  ['a thousand runs', 'run', { model: 'm', draft, batch: { times: 1000 } }],
  ['a sweep over nothing', 'quote', { model: 'm', draft, batch: { times: 1, sweep: { name: 'a', values: [] } } }],
  ['bytes that are none', 'giveMedia', { files: [{ name: 'a', data: 'AAAA' }] }],
  ['a draft that is none', 'request', { model: 'm', draft: [] }]
];
for (const [what, name, params] of bad) {
  test(`${what} is refused under its number`, () => {
    const parsed = parseMessage({ seq: 7, name, params });
    assert.ok(!parsed.ok);
    assert.equal(parsed.seq, 7);
  });
}
