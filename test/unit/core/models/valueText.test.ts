import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valueText } from '../../../../src/core/models/valueText.ts';

test('valueText: names options, files, switches and lists', () => {
  assert.equal(valueText({ enumLabels: { basic: '2K (Basic)' } }, 'basic'), '2K (Basic)');
  assert.equal(valueText(undefined, 'file:///a/b%20c.png'), 'b c.png');
  assert.equal(valueText(undefined, true), 'On');
  assert.equal(valueText({ type: 'array' }, ['https://x.test/a.png', 'https://x.test/b.png']), 'a.png and b.png');
  assert.equal(valueText(undefined, 7), '7');
  assert.equal(valueText(undefined, [{ text: 'x' }]), '[\n  {\n    "text": "x"\n  }\n]');
});
