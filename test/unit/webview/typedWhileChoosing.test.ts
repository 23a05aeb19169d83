import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesSince } from '../../../webview/generate/draftPath.ts';

test('what was typed while another model was on its way is told from what was there before', () => {
  const before = { prompt: 'a', image: ['x'] };
  assert.deepEqual(changesSince(before, { ...before, prompt: 'ab', seed: 1 }), { prompt: 'ab', seed: 1 });
  assert.deepEqual(changesSince(before, before), {});
});
