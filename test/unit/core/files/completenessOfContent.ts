import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { completenessOf } from '../../../../src/core/files/completeness.ts';

/** Returns the completeness of a file with this content. */
export async function completenessOfContent(content: Buffer): Promise<string> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-end-'));
  try {
    const file = path.join(dir, 'file');
    await fs.writeFile(file, content);
    return await completenessOf(file);
  } finally {
    await fs.rm(dir, { recursive: true });
  }
}
