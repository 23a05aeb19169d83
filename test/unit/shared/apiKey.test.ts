import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPossibleKey } from '../../../src/shared/apiKey.ts';

test('API key: every printable character of ASCII but the space is possible', () => {
  const possible = Array.from({ length: 0x3000 }, (_, code) => code).filter(code =>
    isPossibleKey(`a${String.fromCharCode(code)}z`)
  );
  assert.deepEqual(
    possible,
    Array.from({ length: 0x7e - 0x21 + 1 }, (_, i) => 0x21 + i)
  );
});

test('API key: an invalid character is found at every position', () => {
  for (const bad of ['\u200b', '\ufeff', 'а', '…', '\n', '\r\n', ' ', '\0', '😀'])
    for (const key of [bad, `${bad}abc`, `ab${bad}c`, `abc${bad}`]) assert.ok(!isPossibleKey(key), JSON.stringify(key));
  assert.ok(!isPossibleKey(''));
});
