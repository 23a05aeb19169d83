// npm run test:crash; `node test/crash/main.ts [kills [seed]]` prints more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashMatrix } from './matrix.ts';
import { matrixLine, matrixProblems } from './report.ts';

const KILLS = 512;

test('crash matrix: kills, freezes and clock changes lose and repeat no purchase', async () => {
  const result = await crashMatrix(KILLS, 1, 2);
  console.log(matrixLine(result));
  assert.deepEqual(matrixProblems(result), []);
  assert.ok(result.kills >= KILLS, `${result.kills} kills`);
  assert.equal(result.missed, 0, 'every step was a crash point');
  assert.ok(result.freezes >= KILLS / 32, `${result.freezes} frozen windows`);
  assert.ok(result.clockMoves >= KILLS / 16, `${result.clockMoves} clocks set`);
});
