import type { BigIntStats } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promptText } from '../../../../shared/catalog/mainPrompt.ts';
import type { Task } from '../../../../shared/task.ts';
import type { SaveTarget } from '../../types.ts';
import { mediaName, mediaStrings } from '../../../models/mediaInput.ts';
import { nameFromStem, nameFromTemplate, safeName } from '../../../files/naming.ts';
import {
  claimPart,
  dropPlaceholder,
  exists,
  isPublished,
  partPath,
  publish,
  removeSame
} from '../../../files/saving.ts';
import { cleanUpAttempt, removePart } from './failedAttempt.ts';
import { keepForOtherFolder } from './redirectedFolder.ts';
import { isFolderRedirected } from '../../saveFolder.ts';
import { fetchInto } from './fetchResult.ts';
import type { Fetch } from './fetchResult.ts';
import { keepContent, keepCopy } from './keepContent.ts';
import { tidySaved } from './tidySaved.ts';
import type { ReleaseEarly } from '../semaphore.ts';
import type { ResultPatch, StoredResult } from '../../store/resultColumns.ts';
import type { TaskContext } from '../taskContext.ts';

/** Thrown when another window has taken over the task, which then saves the result. */
export class TakenOverError extends Error {}

/** One result to save. */
export interface Save {
  readonly task: Task;
  readonly result: StoredResult;
  readonly target: SaveTarget;
  /** 1-based number among the results with the same role, and their count. */
  readonly place: { readonly index: number; readonly count: number };
  readonly signal: AbortSignal;
  /** Lets other downloads start while this one is slow. */
  readonly releaseEarly: ReleaseEarly;
}

/**
 * Saves one result under a unique name. A crash at any point leaves it complete, or to be downloaded again.
 * @throws KieError, TakenOverError, system errors
 */
export async function saveResult(ctx: TaskContext, save: Save): Promise<void> {
  const { task, result, target, signal } = save;
  signal.throwIfAborted();
  const { part, path: published, bytes } = result;
  let isKeptComplete = false;
  const isRedirected = await isFolderRedirected(target);
  if (!isRedirected && part !== undefined && published !== undefined) {
    // After a crash between publishing and recording, both names refer to one file. A suspended window that resumes
    // now either publishes before its part file is claimed, or not at all. The URL may have expired, so the verified
    // content is kept.
    const content = { localId: task.localId, result, part };
    if (!(await isPublished(part, published, bytes)))
      isKeptComplete = (await exists(part)) && (await keepCopy(ctx, content));
    if ((await isPublished(part, published, bytes)) || (await claim(ctx, save, { part, published, bytes }))) {
      const { size } = await fs.stat(published);
      recordSaved(ctx, save, { path: published, bytes: size });
      await tidySaved(ctx, task, { ...result, part, path: published });
      return;
    }
    await dropPlaceholder(published, part);
  } else if (part !== undefined) {
    // Without its part file, nothing proves what the file at the path is.
    record(ctx, save, { path: null });
    // The URL may have expired since, so the received bytes are kept.
    await keepContent(ctx, { localId: task.localId, result, part });
    await removePart(ctx, part);
  }
  const folder = isRedirected ? ctx.keptDir : target.folder;
  await fs.mkdir(folder, { recursive: true });
  const stem = stemOf(ctx, save);
  const newPart = partPath(folder, stem);
  record(ctx, save, { part: newPart, path: null });
  const file = await fetchAndPublish(ctx, save, { stem, part: newPart, isKeptComplete, isRedirected });
  await tidySaved(ctx, task, { ...result, part: newPart, path: file });
}

/**
 * Claims the part file of an earlier attempt. Without the size, a crash right after that leaves no part file and nothing
 * that another file of the same name and size could be mistaken for.
 */
function claim(
  ctx: TaskContext,
  save: Save,
  { part, published, bytes }: { readonly part: string; readonly published: string; readonly bytes: number | undefined }
): Promise<boolean> {
  record(ctx, save, { bytes: null });
  return claimPart(part, published, bytes);
}

/** @throws TakenOverError when another window saves the result now */
function record(ctx: TaskContext, { task, result }: Save, patch: ResultPatch): void {
  if (!ctx.ledger.results.update(task.localId, result.index, patch)) throw new TakenOverError();
}

/** @throws TakenOverError when another window saves the result now */
function recordSaved(
  ctx: TaskContext,
  { task, result }: Save,
  file: { readonly path: string; readonly bytes: number }
): void {
  if (!ctx.ledger.results.saved(task.localId, result.index, file)) throw new TakenOverError();
}

/** How to fetch a result. */
interface FetchPlan extends Pick<Fetch, 'part' | 'isKeptComplete'> {
  readonly stem: string;
  /** Whether links redirect the folder: the content is kept, and not published. */
  readonly isRedirected: boolean;
}

/** Fetches a result into the part file, publishes it under its final name, and returns its path. */
async function fetchAndPublish(ctx: TaskContext, save: Save, plan: FetchPlan): Promise<string> {
  const { stem, part, isKeptComplete, isRedirected } = plan;
  const { task, result, target, signal, releaseEarly } = save;
  const { results } = ctx.ledger;
  const { localId } = task;
  let published: { readonly file: string; readonly stats: BigIntStats } | undefined;
  try {
    const extension = await fetchInto(ctx, { localId, result, part, isKeptComplete, signal, releaseEarly });
    signal.throwIfAborted();
    if (isRedirected || (await isFolderRedirected(target)))
      throw await keepForOtherFolder(ctx, { localId, result, part });
    const stats = await fs.stat(part, { bigint: true });
    const bytes = Number(stats.size);
    const file = await publish(part, { folder: target.folder, stem, extension }, attempt => {
      const reservation = results.reserve(localId, result.index, { path: attempt, bytes });
      if (reservation === 'lost') throw new TakenOverError();
      return reservation === 'reserved';
    });
    published = { file, stats };
    recordSaved(ctx, save, { path: file, bytes });
    return file;
  } catch (error) {
    await cleanUpAttempt(ctx, { localId, index: result.index, part, signal });
    if (published !== undefined && error instanceof TakenOverError && isOrphan(ctx, save, published.file))
      await removeSame(published.file, published.stats);
    throw error;
  }
}

/**
 * Whether a file that this window published but could not record belongs to nothing. The window that took over may have
 * recorded it; then it is the user's, even after the result was downloaded again or the task was removed.
 */
function isOrphan({ ledger }: TaskContext, { task, result }: Save, file: string): boolean {
  const isListed = ledger.results.get(task.localId, result.index) !== undefined;
  return isListed && !ledger.results.hasAt(file) && ledger.files.find(file) === undefined;
}

function stemOf(ctx: TaskContext, { task, result: { role }, target, place }: Save): string {
  const { index, count } = place;
  const parts = {
    index,
    count,
    ...(role === undefined ? {} : { role: `${safeName(role, 30)}${index > 1 ? `-${index}` : ''}` })
  };
  if ('stem' in target) return nameFromStem(target.stem, parts);
  const entry = ctx.entry(task.model);
  const [source] = mediaStrings(task.input);
  return nameFromTemplate(target.template, {
    ...parts,
    date: new Date(task.createdAt),
    model: task.model,
    prompt: promptText(entry, task.input),
    ...(source === undefined ? {} : { source: path.parse(mediaName(source)).name }),
    ...(task.taskId === undefined ? {} : { taskId: task.taskId })
  });
}
