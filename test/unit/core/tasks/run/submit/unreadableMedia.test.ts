import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayBeMediaFailure, isMediaRejection } from '../../../../../../src/core/tasks/run/submit/unreadableMedia.ts';

const WORDS: readonly (readonly [string, boolean])[] = [
  ['Failed to fetch the image', true],
  ['Unable to access the video URL you provided', true],
  ["Your image couldn't be accessed; the image url is not accessible", true],
  ['image_url could not be downloaded', true],
  ['The file does not exist', true],
  ['File not found', true],
  ['The url has expired', true],
  ['The image is too small', false],
  ['The prompt violates our policy', false],
  ['failed to generate', false]
];
const GENERAL: readonly (readonly [string, boolean])[] = [
  ['Server exception, please try again later', true],
  ['internal error, please try again later.', true],
  ['This field is required', false],
  ['The prompt caused an internal error, please try again later', false]
];

for (const [message, expected] of WORDS) {
  test(`mayBeMediaFailure: "${message}" is ${expected ? '' : 'not '}about an unreadable file`, () => {
    assert.equal(mayBeMediaFailure('500', message), expected);
    assert.equal(isMediaRejection('422', message), expected);
    assert.equal(isMediaRejection('500', message), false, 'a code that may mean acceptance is never retried');
  });
}

for (const [message, expected] of GENERAL) {
  test(`mayBeMediaFailure: "${message}" ${expected ? 'may be' : 'is not'} about a file`, () => {
    assert.equal(mayBeMediaFailure('500', message), expected);
    assert.equal(mayBeMediaFailure('501', message), false);
    for (const code of ['400', '422', '500'])
      assert.equal(isMediaRejection(code, message), false, 'proves no rejection');
  });
}
