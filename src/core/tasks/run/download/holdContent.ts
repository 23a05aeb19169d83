import fs from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../../../shared/messageOf.ts';
import { errorCode } from '../../../files/saving.ts';
import type { TaskContext } from '../taskContext.ts';

/**
 * Moves unrecognized content to the hold folder until the result is saved.
 * @returns its path; undefined when another window holds the task now
 * @throws the error of the file system
 */
export async function holdContent(
  ctx: TaskContext,
  localId: string,
  index: number,
  part: string
): Promise<string | undefined> {
  await fs.mkdir(ctx.holdDir, { recursive: true });
  const held = path.join(ctx.holdDir, `${localId}-${index}`);
  try {
    await fs.rename(part, held);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
    await fs.copyFile(part, held);
  }
  return ctx.ledger.results.update(localId, index, { held }) ? held : undefined;
}

/**
 * Holds the part of an interrupted download, unless more is held already: should the connection always end early, the
 * user can save this much.
 * @throws the error of the file system
 */
export async function holdPart(ctx: TaskContext, localId: string, index: number, part: string): Promise<void> {
  const { held } = ctx.ledger.results.get(localId, index) ?? {};
  if ((await sizeOf(part)) > (held === undefined ? 0 : await sizeOf(held)))
    await holdContent(ctx, localId, index, part);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await fs.stat(file)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}

/** Removes the held content of a saved result. */
export async function releaseHeld(ctx: TaskContext, localId: string, index: number, held: string): Promise<void> {
  try {
    await fs.rm(held, { force: true });
    ctx.ledger.results.update(localId, index, { held: null, accepted: false });
  } catch (error) {
    ctx.log.warn(`Failed to remove ${held}: ${messageOf(error)}`);
  }
}

/** Removes the held content of removed tasks. */
export async function sweepHeld(ctx: Pick<TaskContext, 'ledger' | 'holdDir' | 'log'>): Promise<void> {
  try {
    const names = await fs.readdir(ctx.holdDir).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return []; // nothing was held yet
      throw error;
    });
    const needed = ctx.ledger.results.heldFiles();
    for (const name of names) {
      const file = path.join(ctx.holdDir, name);
      if (!needed.has(file) && (await isOld(file))) await fs.rm(file, { force: true });
    }
  } catch (error) {
    ctx.log.warn(`Failed to clean up unverified content: ${messageOf(error)}`);
  }
}

/** Whether a file is old enough; one that another window has just moved here is not in the ledger yet. */
async function isOld(file: string): Promise<boolean> {
  return Date.now() - (await fs.stat(file)).ctimeMs > 3_600_000;
}
