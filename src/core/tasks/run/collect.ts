import type { Task, TaskError } from '../../../shared/task.ts';
import { diskCode } from '../../files/saving.ts';
import type { StoredResult } from '../store/rows.ts';
import { saveResult, TakenOverError, tidySaved } from './saveResult.ts';
import type { TaskContext } from './taskContext.ts';
import { isPassing, toSaveError } from './taskError.ts';

/** How long passing trouble is waited for before the person is asked to, and the longest pause between two tries. */
const PATIENCE_MS = 30 * 60_000;
const LONGEST_PAUSE_MS = 60_000;

/** Saves every result that is not saved yet; then the task is `done` or, when one failed, `uncollected`. */
export async function collectTask(ctx: TaskContext, task: Task, signal: AbortSignal): Promise<void> {
  const results = ctx.ledger.results(task.localId);
  for (const { index, state, part, path } of results) {
    if (state === 'saved' && part !== undefined && path !== undefined) await tidySaved(ctx, task, index, part, path);
  }
  const open = results.filter(result => result.state !== 'saved');
  const errors = await saveAll(ctx, task, open, PATIENCE_MS, signal);
  if (signal.aborted) return;
  const error = errors[0] ?? null;
  const state = error === null ? 'done' : 'uncollected';
  const end = { state, error, finishedAt: ctx.clock.now(), progress: null, note: null } as const;
  ctx.ledger.update(task.localId, ['collecting'], end);
  ctx.changed();
}

/** Saves what is there before the end, each piece tried once: what fails now is saved with the rest. */
export async function collectEarly(ctx: TaskContext, task: Task, signal: AbortSignal): Promise<void> {
  const open = ctx.ledger.results(task.localId).filter(result => result.state === 'pending');
  await saveAll(ctx, task, open, 0, signal);
}

async function saveAll(
  ctx: TaskContext,
  task: Task,
  results: readonly StoredResult[],
  patienceMs: number,
  signal: AbortSignal
): Promise<readonly TaskError[]> {
  const { ledger } = ctx;
  const target = ledger.details(task.localId)?.saveTo;
  if (target === undefined) return [];
  const errors: TaskError[] = [];
  // What the disk refuses is told at once, so then nobody goes on waiting for the network.
  const disk = new AbortController();
  await Promise.all(
    results.map(async result => {
      try {
        await saveWithPatience(ctx, task, [signal, disk.signal], patienceMs, async () => {
          // Read anew: an earlier try has left its traces.
          const now = ledger.results(task.localId)[result.index] ?? result;
          await ctx.fetching(() => saveResult(ctx, task, now, target, signal));
        });
      } catch (error) {
        if (signal.aborted || error instanceof TakenOverError) return;
        const told = toSaveError(error);
        errors.push(told);
        if (diskCode(error) !== undefined) disk.abort();
        ctx.log.warn(
          `Result ${result.index + 1} of task ${task.taskId ?? task.localId} was not saved: ${told.message}`
        );
        ledger.updateResult(task.localId, result.index, { state: 'failed', error: told.message });
      }
      ctx.changed();
    })
  );
  return errors;
}

/** Tries again while the trouble may pass; the pauses hold no place among the transfers. Throws the last failure. */
async function saveWithPatience(
  ctx: TaskContext,
  task: Task,
  [signal, disk]: readonly [AbortSignal, AbortSignal],
  patienceMs: number,
  save: () => Promise<void>
): Promise<void> {
  // Counted by its pauses: the hours of a sleeping computer are nobody's patience.
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      await save();
      return;
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      const wait = Math.max(error.retryAfterMs ?? 0, Math.min(LONGEST_PAUSE_MS, 2_000 * 2 ** attempt));
      if (waited + wait > patienceMs || disk.aborted) throw error;
      waited += wait;
      ctx.log.info(`A result of task ${task.taskId ?? task.localId} is fetched again later: ${error.message}`);
      if (!ctx.ledger.update(task.localId, ['collecting'], { error: toSaveError(error) })) throw new TakenOverError();
      ctx.changed();
      try {
        await ctx.clock.sleep(wait, AbortSignal.any([signal, disk]));
      } catch {
        throw error; // only the signals end the waiting
      }
    }
  }
}
