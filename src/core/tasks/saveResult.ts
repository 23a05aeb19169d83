import fs from 'node:fs/promises';
import { mainPrompt } from '../../shared/mainPrompt.ts';
import type { Task } from '../../shared/task.ts';
import type { SaveTarget } from '../engineTypes.ts';
import { nameFromStem, nameFromTemplate, safeName } from '../files/naming.ts';
import { exists, isPublished, partPath, publish } from '../files/saving.ts';
import { fetchInto } from './fetchResult.ts';
import type { ResultPatch } from './ledger.ts';
import type { StoredResult } from './rows.ts';
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
    note({ state: 'saved', bytes: size, part: null, error: null });
    ledger.addFile(result.path, task);
    await fs.rm(result.part, { force: true });
    return;
  }
  if (result.part !== undefined && (await exists(result.part))) {
    // In this order: a missing part beside a noted name means that it was moved there.
    note({ path: null });
    await fs.rm(result.part, { force: true });
  }
  await fs.mkdir(target.folder, { recursive: true });
  const stem = stemOf(ctx, task, result, target);
  const part = partPath(target.folder, stem);
  note({ part, path: null });
  try {
    const extension = await fetchInto(ctx, result, part, signal);
    signal.throwIfAborted();
    const { size } = await fs.stat(part);
    const file = await publish(part, target.folder, stem, extension, intended => note({ path: intended, bytes: size }));
    note({ state: 'saved', bytes: size, path: file, part: null, error: null });
    ledger.addFile(file, task);
  } catch (error) {
    const { path: intended, bytes } = ledger.results(localId)[result.index] ?? {};
    // Published but not noted: the next try needs what the ledger says, and the part file as the proof.
    if (intended === undefined || !(await isPublished(part, intended, bytes))) {
      if (intended !== undefined) ledger.updateResult(localId, result.index, { path: null });
      await fs.rm(part, { force: true });
    }
    throw error;
  }
  await fs.rm(part, { force: true });
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
