import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortMessage } from '../../../../../../webview/generate/model/text/shortMessage.ts';

test('short message: does not repeat the label of a missing value', () => {
  assert.equal(shortMessage('Prompt is required.', 'Prompt'), 'Required.');
});

test('short message: keeps every other message', () => {
  for (const message of ['Title is required with Custom Mode on.', 'Voice is required.']) {
    assert.equal(shortMessage(message, 'Prompt'), message);
  }
});
