import fs from 'node:fs/promises';
import { messageOf } from '../../../shared/messageOf.ts';
import { mainPrompt } from '../../../shared/mainPrompt.ts';
import type { Task } from '../../../shared/task.ts';
import type { SaveTarget } from '../../engine/api.ts';
import { nameFromStem, nameFromTemplate, safeName } from '../../files/naming.ts';
import { dropPlaceholder, exists, isPublished, partPath, publish } from '../../files/saving.ts';
import { fetchInto } from './fetchResult.ts';
import type { ResultPatch } from '../store/resultStore.ts';
import type { StoredResult } from '../store/rows.ts';
import type { TaskContext } from './taskContext.ts';

/** Another window holds the task now: it saves, we let go. */
export class TakenOverError extends Error {}

/** Brings one result to disk under a name of its own, so that a crash at any point leaves it whole or to be done again. */
export async function saveResult(
  ctx: TaskContext,
  task: Task,
  result: StoredResult,
  target: SaveTarget,
  signal: AbortSignal
): Promise<void> {
  signal.throwIfAborted();
  const { ledger } = ctx;
  const { localId } = task;
  const note = (patch: ResultPatch): void => {
    if (!ledger.updateResult(localId, result.index, patch)) throw new TakenOverError();
  };
  // A crash between giving the name and noting it leaves both names on one file.
  if (
    result.part !== undefined &&
    result.path !== undefined &&
    (await isPublished(result.part, result.path, result.bytes))
  ) {
    const { size } = await fs.stat(result.path);
    note({ state: 'saved', bytes: size, error: null });
    await tidySaved(ctx, task, result.index, result.part, result.path);
    return;
  }
  if (result.part !== undefined && (await exists(result.part))) {
    if (result.path !== undefined) await dropPlaceholder(result.path);
    // In this order: a missing part beside a noted name means that it was moved there.
    note({ path: null });
    await fs.rm(result.part, { force: true });
  }
  await fs.mkdir(target.folder, { recursive: true });
  const stem = stemOf(ctx, task, result, target);
  const part = partPath(target.folder, stem);
  note({ part, path: null });
  let file: string | undefined;
  try {
    const extension = await fetchInto(ctx, localId, result, part, signal);
    signal.throwIfAborted();
    const { size } = await fs.stat(part);
    file = await publish(part, target.folder, stem, extension, intended => note({ path: intended, bytes: size }));
    note({ state: 'saved', bytes: size, path: file, error: null });
  } catch (error) {
    const { path: intended, bytes } = ledger.results(localId)[result.index] ?? {};
    // Published but not noted: the next try needs what the ledger says, and the part file as the proof.
    if (intended === undefined || !(await isPublished(part, intended, bytes))) {
      if (intended !== undefined) ledger.updateResult(localId, result.index, { path: null });
      await fs.rm(part, { force: true });
    }
    // Frozen between publishing and its note: the window that took over saves a file of its own.
    if (file !== undefined && file !== intended && error instanceof TakenOverError) await fs.rm(file, { force: true });
    throw error;
  }
  await tidySaved(ctx, task, result.index, part, file);
}

/**
 * What remains once a result is noted as saved: its file's link to the task, and the part file's end. The part stays noted
 * until it is gone, so that whoever takes up the task after a crash in between knows what to tidy.
 */
export async function tidySaved(
  ctx: TaskContext,
  task: Task,
  index: number,
  part: string,
  file: string
): Promise<void> {
  ctx.ledger.addFile(file, task);
  try {
    await fs.rm(part, { force: true });
    ctx.ledger.updateResult(task.localId, index, { part: null });
  } catch (error) {
    // The result itself is safe under its name.
    ctx.log.warn(`${part} could not be removed: ${messageOf(error)}`);
  }
}

function stemOf(ctx: TaskContext, task: Task, result: StoredResult, target: SaveTarget): string {
  const { role } = result;
  // Counted among its like: the second song is the second, whatever pictures came with the first.
  const like = ctx.ledger.results(task.localId).filter(other => other.role === role);
  const index = like.findIndex(other => other.index === result.index) + 1;
  const parts = {
    index,
    count: like.length,
    ...(role === undefined ? {} : { role: `${safeName(role, 30)}${index > 1 ? `-${index}` : ''}` })
  };
  if ('stem' in target) return nameFromStem(target.stem, parts);
  const entry = ctx.entry(task.model);
  const prompt = task.input[(entry === undefined ? undefined : mainPrompt(entry)) ?? 'prompt'];
  return nameFromTemplate(target.template, {
    ...parts,
    date: new Date(task.createdAt),
    model: task.model,
    ...(typeof prompt === 'string' ? { prompt } : {}),
    ...(task.taskId === undefined ? {} : { taskId: task.taskId })
  });
}
