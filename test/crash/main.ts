// node test/crash/main.ts [kills [seed]]: only the crash matrix, listing the steps at which windows died.
import { crashMatrix } from './matrix.ts';
import { matrixLine, matrixProblems } from './report.ts';

const [kills = 512, seed = 1] = process.argv.slice(2).map(Number);
const result = await crashMatrix(kills, seed, 2);
for (const [step, count] of [...result.steps].sort()) console.log(`${String(count).padStart(5)}  ${step}`);
for (const problem of matrixProblems(result)) console.log(problem);
console.log(matrixLine(result));
process.exit(matrixProblems(result).length === 0 ? 0 : 1);
