import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupOf } from '../../../../../../webview/generate/model/values/voices.ts';

const param = {
  limits: { groups: { Tutor: ['Bodi'], Podcast: ['Rami'] } }
};

test('voices: have the group of the documentation', () => {
  assert.deepEqual(
    [groupOf(param, 'Rami'), groupOf(param, 'Kore'), groupOf({}, 'Rami')],
    ['Podcast', undefined, undefined]
  );
});
