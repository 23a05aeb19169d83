import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverText } from '../../../../src/core/http/redact.ts';
import { safeLogger } from '../../../../src/core/base/safeLogger.ts';

test('server text: no link, and no secret in any of its forms', () => {
  const key = 'sk-0123456789+/=';
  const text = serverText(`[Pay](command:kie.run) ${key} ${encodeURIComponent(key)} Bearer abc //u:p@host`, key);
  assert.equal(text, '[Pay] (command :kie.run) *** *** Bearer *** //***@host');
});

test('server text: a key that a long text ends in is not cut before it is found', () => {
  const key = 'sk-0123456789';
  assert.ok(!serverText(`${' '.repeat(3_995)}${key}`, key).includes('sk-'));
});

test('server text: two megabytes of brackets take no time', () => {
  const begun = performance.now();
  serverText('<'.repeat(2_000_000), 'sk-0123456789');
  assert.ok(performance.now() - begun < 500);
});

test('log: a text from outside cannot forge an entry', () => {
  const lines: string[] = [];
  const note = (message: string): void => void lines.push(message);
  safeLogger({ debug: note, info: note, warn: note, error: note }).warn('Task a\r\n2026 [error] forged \u202egnp');
  assert.deepEqual(lines, ['Task a 2026 [error] forged gnp']);
});
