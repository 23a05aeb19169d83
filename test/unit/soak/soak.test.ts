import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soak, soakLine, soakProblems } from '../../soak/soak.ts';

test('soak: sixty tasks under random faults are neither bought twice nor lost', { timeout: 200_000 }, async t => {
  const result = await soak({ tasks: 60, seed: 3, speed: 20, windows: 2 });
  t.diagnostic(soakLine(result));
  assert.deepEqual(soakProblems(result), []);
  assert.equal(result.findings.intents, 60);
  assert.ok(result.kills > 0 && result.faults > 0);
});
