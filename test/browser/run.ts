// npm run test:browser [part of a path …]: runs workbench/**/*.test.ts against a real VS Code and page/**/*.test.ts
// against the webviews alone, one after the other. The evidence of failed tests is in build/browser.
import fs from 'node:fs/promises';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { ensureChromium } from '../vscodeHost/chromium.ts';
import { ensureHost } from '../vscodeHost/install.ts';
import { evidenceDir } from './harness/evidence.ts';

const wanted = process.argv.slice(2);
const files = (await fs.readdir(import.meta.dirname, { recursive: true }))
  .filter(name => name.endsWith('.test.ts'))
  .filter(name => wanted.length === 0 || wanted.some(part => name.includes(part)))
  .sort()
  .map(name => path.join(import.meta.dirname, name));
if (files.length === 0) throw new Error('No browser tests match.');

// Before the tests, so that the installation does not count against a test's timeout.
await ensureHost();
ensureChromium();
await fs.rm(evidenceDir, { recursive: true, force: true });

const totals = { passed: 0, failed: 0 };
const failedFiles: string[] = [];
const startedAt = Date.now();
const stream = run({ files, concurrency: 1, timeout: 600_000 });
stream.on('test:summary', ({ file, counts, success }) => {
  if (file === undefined) return; // the full run comes last
  if (!success) failedFiles.push(path.relative(import.meta.dirname, file));
  totals.passed += counts.passed;
  totals.failed += counts.tests - counts.passed - counts.skipped - counts.todo;
});
const report = stream.compose(spec);
report.pipe(process.stdout, { end: false });
await new Promise(resolve => report.on('end', resolve));

const { passed, failed } = totals;
if (failedFiles.length > 0) {
  console.log(`Failed: ${failedFiles.join(', ')}. Screenshots, traces and logs: ${evidenceDir}`);
}
console.log(`browser tests: ${passed} passed, ${failed} failed, ${Math.round((Date.now() - startedAt) / 1000)} s`);
process.exit(failed > 0 || failedFiles.length > 0 || passed === 0 ? 1 : 0);
