import fs from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../../../shared/messageOf.ts';
import { completenessOf } from '../../../files/completeness.ts';
import { errorCode, exists } from '../../../files/saving.ts';
import { fits, sniffFile } from '../../../files/sniff.ts';
import type { StoredResult } from '../../store/resultColumns.ts';
import type { TaskContext } from '../taskContext.ts';
import { verifyResult } from './verifyResult.ts';
import type { Verified } from './verifyResult.ts';

/** Content of a result that is not saved yet. */
export interface Content {
  readonly localId: string;
  readonly result: StoredResult;
  readonly part: string;
}

/**
 * Moves content to the folder for kept content until the result is saved, unless better content is kept already:
 * content that is incomplete, of an unexpected type, or waits for another folder. A failure is only logged: the error of
 * the download is the one to report.
 * @returns whether content of this result is kept
 */
export const keepContent = (ctx: TaskContext, content: Content): Promise<boolean> => keep(ctx, content, moveFile);

/** Like {@link keepContent}, but leaves the part file in place. */
export const keepCopy = (ctx: TaskContext, content: Content): Promise<boolean> => keep(ctx, content, copyFile);

/**
 * Moves complete content to the folder for kept content, to be saved without another download, and replaces the kept
 * content. A failure is only logged, and leaves the previous content.
 */
export async function keepComplete(ctx: TaskContext, { localId, result, part }: Content): Promise<void> {
  const kept = keptPath(ctx, localId, result.index);
  try {
    await fs.mkdir(ctx.keptDir, { recursive: true });
    await moveFile(part, kept);
    ctx.ledger.results.update(localId, result.index, { kept, accepted: true });
  } catch (error) {
    warnNotKept(ctx, localId, result.index, error);
  }
}

async function keep(
  ctx: TaskContext,
  content: Content,
  transfer: (from: string, to: string) => Promise<void>
): Promise<boolean> {
  const { localId, result, part } = content;
  const own = keptPath(ctx, localId, result.index);
  // If a window lost the task while moving content here, the content exists but is not recorded.
  let kept = ctx.ledger.results.get(localId, result.index)?.kept ?? own;
  try {
    if (await isBetter(content, kept)) {
      await fs.mkdir(ctx.keptDir, { recursive: true });
      await transfer(part, own);
      kept = own;
    }
  } catch (error) {
    warnNotKept(ctx, localId, result.index, error);
  }
  const isKept = await exists(kept).catch(() => false); // as above, not to be reported
  return isKept && ctx.ledger.results.update(localId, result.index, { kept });
}

const keptPath = ({ keptDir }: TaskContext, localId: string, index: number): string =>
  path.join(keptDir, `${localId}-${index}`);

function warnNotKept({ log }: TaskContext, localId: string, index: number, error: unknown): void {
  log.warn(`Failed to keep the content of result ${index + 1} of task ${localId}: ${messageOf(error)}`);
}

/**
 * Whether the new content is better than the kept content: the expected kind counts first, then whether the end is
 * present, then the size.
 */
async function isBetter({ result, part }: Content, kept: string): Promise<boolean> {
  const [now, before] = [await sizeOf(part), await sizeOf(kept)];
  if (now === 0 || before === 0) return now > before;
  const [fitsNow, fitsBefore] = [fits(result.kind, await sniffFile(part)), fits(result.kind, await sniffFile(kept))];
  if (fitsNow !== fitsBefore) return fitsNow;
  const [isCutNow, isCutBefore] = [await isTruncated(part), await isTruncated(kept)];
  return isCutNow === isCutBefore ? now > before : isCutBefore;
}

const isTruncated = async (file: string): Promise<boolean> => (await completenessOf(file)) === 'truncated';

/**
 * Copies kept content that is complete as far as its format shows into the part file; it stays kept until the result is
 * saved. A failure is only logged: the error of the download is the one to report.
 * @param proof - `byFormat`: only a format that shows its end counts
 */
export async function restoreKept(
  ctx: TaskContext,
  { localId, result, part }: Content,
  proof?: 'byFormat'
): Promise<Verified | undefined> {
  const kept = ctx.ledger.results.get(localId, result.index)?.kept;
  if (kept === undefined) return undefined;
  try {
    const bytes = await sizeOf(kept);
    const verified = await verifyResult(result, kept, { bytes }, () => Promise.resolve(undefined));
    if (verified.verdict !== 'complete') return undefined;
    if (proof === 'byFormat' && (await completenessOf(kept)) !== 'complete') return undefined;
    await fs.rm(part, { force: true });
    await fs.link(kept, part).catch(() => fs.copyFile(kept, part, fs.constants.COPYFILE_EXCL));
    return verified;
  } catch (error) {
    ctx.log.warn(
      `Failed to put back the content of result ${result.index + 1} of task ${localId}: ${messageOf(error)}`
    );
    return undefined;
  }
}

/** The size of the kept content; 0 when there is none. */
export async function keptBytes(ctx: TaskContext, { localId, result }: Content): Promise<number> {
  const kept = ctx.ledger.results.get(localId, result.index)?.kept;
  return kept === undefined ? 0 : sizeOf(kept);
}

async function moveFile(from: string, to: string): Promise<void> {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
    await copyFile(from, to);
  }
}

/** Copies a file, without space on the disk if possible. A failure leaves the previous file. */
async function copyFile(from: string, to: string): Promise<void> {
  const fresh = `${to}.new`;
  await fs.rm(fresh, { force: true });
  try {
    await fs.link(from, fresh).catch(() => fs.copyFile(from, fresh)); // links exist within one disk only
    await fs.rename(fresh, to);
  } catch (error) {
    await fs.rm(fresh, { force: true });
    throw error;
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await fs.stat(file)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}

/** Removes the kept content of a saved result, unless another window runs the task: its content may be newer. */
export async function dropKept(ctx: TaskContext, localId: string, index: number, kept: string): Promise<void> {
  if (!ctx.ledger.leases.holds(localId)) return;
  try {
    await fs.rm(kept, { force: true });
    ctx.ledger.results.update(localId, index, { kept: null, accepted: false });
  } catch (error) {
    ctx.log.warn(`Failed to remove ${kept}: ${messageOf(error)}`);
  }
}

/** Removes kept content of removed tasks and saved results. */
export async function cleanUpKept(ctx: Pick<TaskContext, 'ledger' | 'keptDir' | 'log'>): Promise<void> {
  try {
    const names = await fs.readdir(ctx.keptDir).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return []; // nothing was kept yet
      throw error;
    });
    const needed = ctx.ledger.results.keptFiles();
    for (const name of names) {
      const file = path.join(ctx.keptDir, name);
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
