// npm run test:crash; `node test/crash/main.ts [kills [seed]]` tells more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashMatrix } from './matrix.ts';
import { matrixLine, matrixProblems } from './report.ts';

const KILLS = 512;

test('windows killed at every step and at random moments buy nothing twice and lose nothing', async () => {
  const result = await crashMatrix(KILLS, 1, 2);
  console.log(matrixLine(result));
  assert.deepEqual(matrixProblems(result), []);
  assert.ok(result.kills >= KILLS, `${result.kills} kills`);
  assert.equal(result.missed, 0, 'every step had its turn');
});
