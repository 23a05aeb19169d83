import fs from 'node:fs/promises';
import { messageOf } from '../../../shared/messageOf.ts';
import { mainPrompt } from '../../../shared/mainPrompt.ts';
import type { Task } from '../../../shared/task.ts';
import type { SaveTarget } from '../types.ts';
import { nameFromStem, nameFromTemplate, safeName } from '../../files/naming.ts';
import { dropPlaceholder, exists, isPublished, partPath, publish } from '../../files/saving.ts';
import { fetchInto } from './fetchResult.ts';
import { releaseHeld } from './holdContent.ts';
import type { LeavePlace } from './semaphore.ts';
import type { ResultPatch, StoredResult } from '../store/resultColumns.ts';
import type { TaskContext } from './taskContext.ts';

/** Another window holds the task now: it saves, we let go. */
export class TakenOverError extends Error {}

/** One result on its way to the disk. */
export interface Save {
  readonly task: Task;
  readonly result: StoredResult;
  readonly target: SaveTarget;
  /** Its place among the results with the same role, from 1, and how many these are. */
  readonly place: { readonly index: number; readonly count: number };
  readonly signal: AbortSignal;
  /** Lets other downloads begin while this one is slow. */
  readonly leave: LeavePlace;
}

/** Saves one result under a name of its own, so that a crash at any point leaves it whole or to be fetched again. */
export async function saveResult(ctx: TaskContext, save: Save): Promise<void> {
  const { task, result, target, signal } = save;
  signal.throwIfAborted();
  const { ledger } = ctx;
  const { localId } = task;
  const note = (patch: ResultPatch): void => {
    if (!ledger.results.update(localId, result.index, patch)) throw new TakenOverError();
  };
  // A crash between giving the name and noting it leaves both names on one file.
  if (
    result.part !== undefined &&
    result.path !== undefined &&
    (await isPublished(result.part, result.path, result.bytes))
  ) {
    const { size } = await fs.stat(result.path);
    note({ state: 'saved', bytes: size, error: null, replaces: null });
    await tidySaved(ctx, task, result, result.part, result.path);
    return;
  }
  if (result.part !== undefined && (await exists(result.part))) {
    if (result.path !== undefined) await dropPlaceholder(result.path);
    // In this order: a missing part beside a noted name means that it was moved there.
    note({ path: null });
    await fs.rm(result.part, { force: true });
  }
  await fs.mkdir(target.folder, { recursive: true });
  const stem = stemOf(ctx, save);
  const part = partPath(target.folder, stem);
  note({ part, path: null });
  let file: string | undefined;
  try {
    const extension = await fetchInto(ctx, { localId, result, part, signal, leave: save.leave });
    signal.throwIfAborted();
    const { size } = await fs.stat(part);
    file = await publish(part, { folder: target.folder, stem, extension }, attempt =>
      note({ path: attempt, bytes: size })
    );
    note({ state: 'saved', bytes: size, path: file, error: null, replaces: null });
  } catch (error) {
    const { path: intended, bytes } = ledger.results.get(localId, result.index) ?? {};
    // Published but not noted: the next try needs what the ledger says, and the part file as the proof.
    if (intended === undefined || !(await isPublished(part, intended, bytes))) {
      if (intended !== undefined) ledger.results.update(localId, result.index, { path: null });
      await fs.rm(part, { force: true });
    }
    // Frozen between publishing and its note: the window that took over saves a file of its own.
    if (file !== undefined && file !== intended && error instanceof TakenOverError) await fs.rm(file, { force: true });
    throw error;
  }
  await tidySaved(ctx, task, result, part, file);
}

/**
 * What remains once a result is noted as saved: its file's link to the task, and the end of the part file and of held
 * content. The part stays noted until it is gone, so that a window that takes the task up after a crash tidies it.
 */
export async function tidySaved(
  ctx: TaskContext,
  task: Task,
  { index, held }: Pick<StoredResult, 'index' | 'held'>,
  part: string,
  file: string
): Promise<void> {
  ctx.ledger.files.add(file, task);
  try {
    await fs.rm(part, { force: true });
    ctx.ledger.results.update(task.localId, index, { part: null });
  } catch (error) {
    // The result itself is safe under its name.
    ctx.log.warn(`${part} could not be removed: ${messageOf(error)}`);
  }
  const nowHeld = held ?? ctx.ledger.results.get(task.localId, index)?.held;
  if (nowHeld !== undefined) await releaseHeld(ctx, task.localId, index, nowHeld);
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
  const prompt = task.input[(entry === undefined ? undefined : mainPrompt(entry)) ?? 'prompt'];
  return nameFromTemplate(target.template, {
    ...parts,
    date: new Date(task.createdAt),
    model: task.model,
    ...(typeof prompt === 'string' ? { prompt } : {}),
    ...(task.taskId === undefined ? {} : { taskId: task.taskId })
  });
}
