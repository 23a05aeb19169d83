import type { Task, TaskError } from '../../../../shared/task.ts';
import { diskCode, exists } from '../../../files/saving.ts';
import { MAX_RESULTS } from '../../store/matchResults.ts';
import type { StoredResult } from '../../store/resultColumns.ts';
import { dropKept } from './keepContent.ts';
import { saveResult, TakenOverError } from './saveResult.ts';
import type { Save } from './saveResult.ts';
import { tidySaved } from './tidySaved.ts';
import type { TaskContext } from '../taskContext.ts';
import { isTransientError, toSaveError } from '../taskError.ts';

/** Total and maximum pause between attempts. */
const RETRY_BUDGET_MS = 30 * 60_000;
const MAX_PAUSE_MS = 60_000;

/** Saves all results that are not saved yet. The task is then `done` or, if one failed, `uncollected`. */
export async function collectTask(ctx: TaskContext, task: Task, signal: AbortSignal): Promise<void> {
  const results = ctx.ledger.results.of(task.localId);
  for (const result of results) {
    const { state, part, path } = result;
    if (state === 'saved' && part !== undefined && path !== undefined)
      await tidySaved(ctx, task, { ...result, part, path });
  }
  const open = results.filter(result => result.state !== 'saved');
  const { errors, isTakenOver } = await saveAll(ctx, task, open, { budgetMs: RETRY_BUDGET_MS, signal });
  if (signal.aborted || isTakenOver) return;
  const error = errors[0] ?? null;
  // If a repeated download fails, the previous file remains.
  const missing = ctx.ledger.results.of(task.localId).some(result => result.state !== 'saved');
  const state = error === null || !missing ? 'done' : 'uncollected';
  const end = { state, error, finishedAt: task.finishedAt ?? ctx.clock.now(), progress: null } as const;
  // Keep the note that results were omitted.
  const note = results.length >= MAX_RESULTS ? {} : { note: null };
  ctx.ledger.tasks.update(task.localId, ['collecting'], { ...end, ...note });
}

/** Saves results that are available before the end, each with one attempt. Failed ones are saved with the rest. */
export async function collectEarly(ctx: TaskContext, task: Task, signal: AbortSignal): Promise<void> {
  const open = ctx.ledger.results.of(task.localId).filter(result => result.state === 'pending');
  await saveAll(ctx, task, open, { budgetMs: 0, signal });
}

/** Limits of the retries of one result. */
interface Retries {
  /** Maximum total of the pauses in milliseconds. */
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  /** Aborts the retries after a disk error of another result. */
  readonly disk: AbortSignal;
}

async function saveAll(
  ctx: TaskContext,
  task: Task,
  results: readonly StoredResult[],
  { budgetMs, signal }: Pick<Retries, 'budgetMs' | 'signal'>
): Promise<{ readonly errors: readonly TaskError[]; readonly isTakenOver: boolean }> {
  const { ledger } = ctx;
  const target = ledger.tasks.details(task.localId)?.saveTo;
  const errors: TaskError[] = [];
  let isTakenOver = false;
  if (target === undefined) return { errors, isTakenOver };
  const places = placesOf(ledger.results.of(task.localId));
  // Disk errors are reported at once: no other result then waits for the network.
  const disk = new AbortController();
  await Promise.all(
    results.map(async result => {
      const { index } = result;
      const place = places.get(index) ?? { index: 1, count: 1 };
      try {
        await saveWithRetries(ctx, task, { budgetMs, signal, disk: disk.signal }, async () => {
          // Read again, because earlier attempts changed the row.
          const now = ledger.results.get(task.localId, index) ?? result;
          await ctx.fetching(releaseEarly =>
            saveResult(ctx, { task, result: now, target, place, signal, releaseEarly })
          );
        });
      } catch (error) {
        if (error instanceof TakenOverError) isTakenOver = true;
        if (signal.aborted || isTakenOver) return;
        errors.push(await noteFailure(ctx, task, index, error));
        if (diskCode(error) !== undefined) disk.abort();
      }
    })
  );
  return { errors, isTakenOver };
}

/** Numbers the results of each role: the second song is number 2, regardless of preceding images. */
function placesOf(results: readonly StoredResult[]): ReadonlyMap<number, Save['place']> {
  const counts = new Map<string | undefined, number>();
  const indexes = results.map(({ index, role }) => {
    const place = (counts.get(role) ?? 0) + 1;
    counts.set(role, place);
    return { index, role, place };
  });
  return new Map(indexes.map(({ index, role, place }) => [index, { index: place, count: counts.get(role) ?? 1 }]));
}

async function noteFailure(ctx: TaskContext, task: Task, index: number, failure: unknown): Promise<TaskError> {
  const { ledger } = ctx;
  const error = toSaveError(failure);
  ctx.log.warn(`Failed to save result ${index + 1} of task ${task.taskId ?? task.localId}: ${error.message}`);
  const { replaces: before, kept } = ledger.results.get(task.localId, index) ?? {};
  const hasPrevious = before !== undefined && (await exists(before));
  ledger.results.update(task.localId, index, {
    ...(hasPrevious ? { state: 'saved', path: before, replaces: null } : { state: 'failed' }),
    error: error.message
  });
  if (hasPrevious && kept !== undefined) await dropKept(ctx, task.localId, index, kept);
  return error;
}

/**
 * Retries transient errors; pauses hold no download permit.
 * @throws the last error
 */
async function saveWithRetries(
  ctx: TaskContext,
  task: Task,
  { budgetMs, signal, disk }: Retries,
  save: () => Promise<void>
): Promise<void> {
  // Only the pauses count: time asleep must not use up the retry budget.
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      await save();
      return;
    } catch (error) {
      if (signal.aborted || !isTransientError(error)) throw error;
      const wait = Math.max(error.retryAfterMs ?? 0, Math.min(MAX_PAUSE_MS, 2_000 * 2 ** attempt));
      if (waited + wait > budgetMs || disk.aborted) throw error;
      waited += wait;
      ctx.log.info(`A result of task ${task.taskId ?? task.localId} will be downloaded again later: ${error.message}`);
      if (!ctx.ledger.tasks.update(task.localId, ['collecting'], { error: toSaveError(error) }))
        throw new TakenOverError();
      try {
        await ctx.clock.sleep(wait, AbortSignal.any([signal, disk]));
      } catch {
        throw error; // only the signals end the sleep
      }
    }
  }
}
