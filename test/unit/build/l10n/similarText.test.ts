import assert from 'node:assert/strict';
import { test } from 'node:test';
import { similarText } from '../../../../src/build/l10n/similarText.ts';

test('similarText: finds the earlier wording of a text', () => {
  const others = ['Run the task again', 'Remove the key', 'Run {0} once again'];
  assert.equal(similarText('Run {0} again', others), 'Run {0} once again');
});

test('similarText: finds nothing among unlike texts', () => {
  assert.equal(similarText('Run {0} again', ['Remove the key', '']), undefined);
  assert.equal(similarText('', ['', '…']), undefined);
});
