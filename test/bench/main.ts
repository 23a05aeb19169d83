// npm run bench [sizes|activation|transfer|ledger|webview|following …]: measures sizes, activation, transfers, a large
// ledger, the form and polling against the budgets. The results are for developers, not tests.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../vscodeHost/paths.ts';
import { measureActivation } from './activation.ts';
import { measureFollowing } from './following.ts';
import { measureLedger } from './ledger.ts';
import type { Measurement } from './rows.ts';
import { printMeasurement } from './rows.ts';
import { measureSizes } from './sizes.ts';
import { measureTransfers } from './transfer.ts';
import { measureWebview } from './webview.ts';

const parts: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  sizes: measureSizes,
  activation: measureActivation,
  transfer: measureTransfers,
  ledger: measureLedger,
  webview: measureWebview,
  following: measureFollowing
};
const wanted = process.argv.slice(2);
let failures = 0;
await promisify(execFile)(process.execPath, ['esbuild.mjs', '--production', '--meta'], { cwd: root });
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n${name}`);
    try {
      for (const row of await measure()) if (!printMeasurement(row)) failures++;
    } catch (error) {
      // A part that cannot be measured must not prevent the others.
      console.error(`! ${name} could not be measured:`, error);
      failures++;
    }
  }
} finally {
  await fs.rm(path.join(root, 'build/bench'), { recursive: true, force: true });
}
console.log(failures === 0 ? '\nEverything is within its budget.' : `\n${failures} over budget or not measured.`);
process.exit(failures === 0 ? 0 : 1);
