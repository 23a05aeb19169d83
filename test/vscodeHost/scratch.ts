import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from './paths.ts';

/** Creates a new folder with a short path, for one run. */
export async function makeScratch(): Promise<string> {
  return fs.mkdtemp(path.join(await fs.realpath(os.tmpdir()), 'kie-'));
}

export async function removeScratch(dir: string): Promise<void> {
  await fs.rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Copies the sample workspace to a folder that a run may write to. */
export async function copySample(dir: string): Promise<string> {
  const workspace = path.join(dir, 'sample');
  await fs.cp(path.join(root, 'test/sample'), workspace, { recursive: true });
  return workspace;
}
