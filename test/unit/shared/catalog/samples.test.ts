import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSampleOf, sampleAddress } from '../../../../src/shared/catalog/samples.ts';
import { entryOf } from '../../../support/models/testCatalog.ts';

const param = { type: 'string', enum: ['abc', 'x/y'], previewUrl: 'https://samples.test/voice/{voice}.mp3' } as const;

test('samples: have the documented address', () => {
  assert.equal(sampleAddress(param, 'abc'), 'https://samples.test/voice/abc.mp3');
  assert.equal(sampleAddress(param, 'x/y'), 'https://samples.test/voice/x%2Fy.mp3');
});

test('samples: have no address for other values and without a documented one', () => {
  assert.equal(sampleAddress(param, 'Rachel'), undefined);
  assert.equal(sampleAddress({ enum: ['abc'] }, 'abc'), undefined);
  assert.equal(sampleAddress({ ...param, previewUrl: 'command:{voice}' }, 'abc'), undefined);
});

test('samples: belong to a model that documents them at any depth', () => {
  const lines = { type: 'array', items: { type: 'object', properties: { voice: param } } } as const;
  const entry = entryOf({ id: 'maker/speech', name: 'Speech', params: { lines } });
  assert.equal(isSampleOf(entry, 'https://samples.test/voice/abc.mp3'), true);
  assert.equal(isSampleOf(entry, 'https://samples.test/voice/other.mp3'), false);
  assert.equal(isSampleOf(entry, 'https://elsewhere.test/voice/abc.mp3'), false);
});
