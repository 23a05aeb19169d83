// npm run test:unit [glob …]: runs test/unit and test/e2e in plain Node.
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const wanted = process.argv.slice(2);
const stream = run({
  globPatterns: wanted.length > 0 ? wanted : ['test/unit/**/*.test.ts', 'test/e2e/**/*.test.ts'],
  // By default Node leaves one processor unused, which is half of two.
  concurrency: Math.max(2, availableParallelism() - 1),
  timeout: 240_000
});
stream.on('test:summary', ({ file, success, counts }) => {
  if (file === undefined && (!success || counts.passed === 0)) process.exitCode = 1; // the full run
});
const report = stream.compose(spec);
report.pipe(process.stdout, { end: false });
await new Promise(resolve => report.on('end', resolve));
