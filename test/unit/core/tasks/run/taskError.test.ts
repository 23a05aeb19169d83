import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkFailure } from '../../../../../src/core/http/errors/networkFailures.ts';
import { unknownError } from '../../../../../src/core/tasks/run/taskError.ts';

test('unknown task: reports once that KIE may have accepted it, then the reason', () => {
  const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
  const { message } = unknownError(true, networkFailure(reset, 'create', 'api.kie.ai').message);
  assert.equal(message.match(/accepted/g)?.length, 1);
  assert.equal(message.match(/kie\.ai\/logs/g)?.length, 1);
  assert.match(message, /run it again\. The connection to api\.kie\.ai was lost \(ECONNRESET\)\.$/);
});
