import type { Task, TaskError } from '../../../shared/task.ts';
import { diskCode, exists } from '../../files/saving.ts';
import { MAX_RESULTS } from '../store/matchResults.ts';
import type { StoredResult } from '../store/resultColumns.ts';
import { saveResult, TakenOverError, tidySaved } from './saveResult.ts';
import type { Save } from './saveResult.ts';
import type { TaskContext } from './taskContext.ts';
import { isPassing, toSaveError } from './taskError.ts';

/** How long the pauses between attempts may be in all, and the longest of them. */
const PATIENCE_MS = 30 * 60_000;
const MAX_PAUSE_MS = 60_000;

/** Saves every result that is not saved yet; then the task is `done` or, when one failed, `uncollected`. */
export async function collectTask(ctx: TaskContext, task: Task, signal: AbortSignal): Promise<void> {
  const results = ctx.ledger.results.of(task.localId);
  for (const result of results) {
    const { state, part, path } = result;
    if (state === 'saved' && part !== undefined && path !== undefined) await tidySaved(ctx, task, result, part, path);
  }
  const open = results.filter(result => result.state !== 'saved');
  const errors = await saveAll(ctx, task, open, PATIENCE_MS, signal);
  if (signal.aborted) return;
  const error = errors[0] ?? null;
  // A repeated download that fails leaves the file that was there before.
  const missing = ctx.ledger.results.of(task.localId).some(result => result.state !== 'saved');
  const state = error === null || !missing ? 'done' : 'uncollected';
  const end = { state, error, finishedAt: task.finishedAt ?? ctx.clock.now(), progress: null } as const;
  // A note that results were left out stays.
  const note = results.length >= MAX_RESULTS ? {} : { note: null };
  ctx.ledger.tasks.update(task.localId, ['collecting'], { ...end, ...note });
}

/** Saves what is there before the end, each piece tried once: what fails now is saved with the rest. */
export async function collectEarly(ctx: TaskContext, task: Task, signal: AbortSignal): Promise<void> {
  const open = ctx.ledger.results.of(task.localId).filter(result => result.state === 'pending');
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
  const target = ledger.tasks.details(task.localId)?.saveTo;
  if (target === undefined) return [];
  const errors: TaskError[] = [];
  const places = placesOf(ledger.results.of(task.localId));
  // What the disk refuses is reported at once, so then no other result waits for the network.
  const disk = new AbortController();
  await Promise.all(
    results.map(async result => {
      const { index } = result;
      const place = places.get(index) ?? { index: 1, count: 1 };
      try {
        await saveWithPatience(ctx, task, [signal, disk.signal], patienceMs, async () => {
          // Read again, because an earlier attempt has left its traces.
          const now = ledger.results.get(task.localId, index) ?? result;
          await ctx.fetching(leave => saveResult(ctx, { task, result: now, target, place, signal, leave }));
        });
      } catch (error) {
        if (signal.aborted || error instanceof TakenOverError) return;
        errors.push(await noteFailure(ctx, task, index, error));
        if (diskCode(error) !== undefined) disk.abort();
      }
    })
  );
  return errors;
}

/** Each result's place among those with the same role: the second song is the second, whatever images came first. */
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
  ctx.log.warn(`Result ${index + 1} of task ${task.taskId ?? task.localId} was not saved: ${error.message}`);
  const before = ledger.results.get(task.localId, index)?.replaces;
  const kept = before !== undefined && (await exists(before));
  ledger.results.update(task.localId, index, {
    ...(kept ? { state: 'saved', path: before, replaces: null } : { state: 'failed' }),
    error: error.message
  });
  return error;
}

/** Retries while the trouble may pass; the pauses hold no place among the transfers. @throws the last failure. */
async function saveWithPatience(
  ctx: TaskContext,
  task: Task,
  [signal, disk]: readonly [AbortSignal, AbortSignal],
  patienceMs: number,
  save: () => Promise<void>
): Promise<void> {
  // Only the pauses count: time asleep must not use up the retry budget.
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      await save();
      return;
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      const wait = Math.max(error.retryAfterMs ?? 0, Math.min(MAX_PAUSE_MS, 2_000 * 2 ** attempt));
      if (waited + wait > patienceMs || disk.aborted) throw error;
      waited += wait;
      ctx.log.info(`A result of task ${task.taskId ?? task.localId} is fetched again later: ${error.message}`);
      if (!ctx.ledger.tasks.update(task.localId, ['collecting'], { error: toSaveError(error) }))
        throw new TakenOverError();
      try {
        await ctx.clock.sleep(wait, AbortSignal.any([signal, disk]));
      } catch {
        throw error; // only the signals end the waiting
      }
    }
  }
}
