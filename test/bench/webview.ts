// Performance of the Generate view, measured by test/browser/workbench/form/measure.ts, which has the types of the page.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../vscodeHost/paths.ts';
import type { Measurement } from './rows.ts';

export async function measureWebview(): Promise<Measurement[]> {
  const script = path.join(root, 'test/browser/workbench/form/measure.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as Measurement[];
}
