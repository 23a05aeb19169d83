import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverText } from '../../../../src/core/http/redact.ts';
import { safeLogger } from '../../../../src/core/base/safeLogger.ts';

test('serverText: removes links, and secrets in all their forms', () => {
  const key = 'sk-0123456789+/=';
  const text = serverText(`[Pay](command:kie.run) ${key} ${encodeURIComponent(key)} Bearer abc //u:p@host`, key);
  assert.equal(text, '[Pay] (command :kie.run) *** *** Bearer *** //***@host');
});

test('serverText: removes a key at the end of a long text', () => {
  const key = 'sk-0123456789';
  assert.ok(!serverText(`${' '.repeat(3_995)}${key}`, key).includes('sk-'));
});

test('serverText: takes linear time on 2 MB of brackets', () => {
  const begun = process.cpuUsage();
  serverText('<'.repeat(2_000_000), 'sk-0123456789');
  assert.ok(process.cpuUsage(begun).user < 5_000_000);
});

test('safeLogger: text from outside cannot forge an entry', () => {
  const lines: string[] = [];
  const note = (message: string): void => void lines.push(message);
  safeLogger({ debug: note, info: note, warn: note, error: note }).warn('Task a\r\n2026 [error] forged \u202egnp');
  assert.deepEqual(lines, ['Task a 2026 [error] forged gnp']);
});
