// npm run test:browser [name …]: the files test/browser/*.browser.ts against a real VS Code and page/*.page.ts against
// the page of the Generate view alone, one after the other.
import fs from 'node:fs/promises';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { ensureChromium } from '../vscodeHost/chromium.ts';
import { ensureHost } from '../vscodeHost/install.ts';

const wanted = process.argv.slice(2);
const files = (await fs.readdir(import.meta.dirname, { recursive: true }))
  .filter(name => name.endsWith('.browser.ts') || name.endsWith('.page.ts'))
  .filter(name => wanted.length === 0 || wanted.some(part => name.includes(part)))
  .sort()
  .map(name => path.join(import.meta.dirname, name));
if (files.length === 0) throw new Error('No such browser tests.');

// Before the tests, so that an installation counts against no test's time.
await ensureHost();
ensureChromium();

let passed = 0;
let failed = 0;
const stream = run({ files, concurrency: 1, timeout: 600_000 });
stream.on('test:summary', summary => {
  if (summary.file !== undefined) return; // the whole run comes last
  passed = summary.counts.passed;
  failed = summary.counts.tests - summary.counts.passed - summary.counts.skipped - summary.counts.todo;
});
const report = stream.compose(spec);
report.pipe(process.stdout);
await new Promise(resolve => report.on('end', resolve));
console.log(`browser tests: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
