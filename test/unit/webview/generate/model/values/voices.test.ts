import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupOf, sampleAddress } from '../../../../../../webview/generate/model/values/voices.ts';

const param = {
  enum: ['abc', 'x/y'],
  previewUrl: 'https://samples.test/voice/{voice}.mp3',
  limits: { groups: { Tutor: ['Bodi'], Podcast: ['Rami'] } }
};

test('voices: have the group of the documentation', () => {
  assert.deepEqual(
    [groupOf(param, 'Rami'), groupOf(param, 'Kore'), groupOf({}, 'Rami')],
    ['Podcast', undefined, undefined]
  );
});

test('voices: have the documented sample', () => {
  assert.equal(sampleAddress(param, 'abc'), 'https://samples.test/voice/abc.mp3');
  assert.equal(sampleAddress(param, 'x/y'), 'https://samples.test/voice/x%2Fy.mp3');
});

test('voices: have no sample for other values and without an address', () => {
  assert.equal(sampleAddress(param, 'Rachel'), undefined);
  assert.equal(sampleAddress({ enum: ['abc'] }, 'abc'), undefined);
  assert.equal(sampleAddress({ ...param, previewUrl: 'command:{voice}' }, 'abc'), undefined);
});
