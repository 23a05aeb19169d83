/** Follows 24 tasks of models with a known usual duration, with the engine's own code on a simulated clock. */
import { Limiter } from '../../src/core/http/rateLimit/limiter.ts';
import { QUERIES, SUBMISSIONS } from '../../src/core/http/rateLimit/limits.ts';
import type { TaskRecord } from '../../src/core/kie/taskRecord.ts';
import { followTask } from '../../src/core/tasks/run/follow/follow.ts';
import type { TaskContext } from '../../src/core/tasks/run/taskContext.ts';
import type { Task } from '../../src/shared/task.ts';
import { SimulatedClock } from './simulatedClock.ts';

/** Round-trip time of a query or submission. */
const ROUND_TRIP_MS = 60;
const TASKS_AT_ONCE = 24;
const FLAT_PAUSE_MS = 3_000;

export interface Followed {
  /** Milliseconds from the end of the task at KIE to the response that reports it. */
  readonly lateMs: number;
  readonly queries: number;
}

export interface FollowingRun {
  readonly tasks: readonly Followed[];
  /** Maximum number of queries received in any second. */
  readonly peak: number;
}

export interface RunOptions {
  /** Median duration of each model, in seconds; the tasks use the models in turn. */
  readonly models: readonly number[];
  /** Standard deviation of the durations as a fraction of the median. */
  readonly variation: number;
  readonly seed: number;
  readonly how: 'learned' | 'flat';
}

export async function runFollowing({ models, variation, seed, how }: RunOptions): Promise<FollowingRun> {
  const clock = new SimulatedClock();
  const random = randomFrom(seed);
  const draw = (seconds: number): number => seconds * 1_000 * Math.exp(variation * normal(random));
  const kie = new SimulatedKie(clock);
  const durations = new Map(models.map(seconds => [String(seconds), [1, 2, 3].map(() => draw(seconds))]));
  const submissions = new Limiter(SUBMISSIONS, clock);
  const one = async (n: number): Promise<Followed> => {
    const seconds = models[n % models.length] ?? 0;
    const place = await submissions.take();
    await clock.sleep(ROUND_TRIP_MS / 2);
    const taskId = kie.create(draw(seconds));
    await clock.sleep(ROUND_TRIP_MS / 2);
    submissions.settle(place);
    if (how === 'flat') await pollFlat(clock, kie, taskId);
    else await follow(clock, kie, durations, { taskId, model: String(seconds) });
    return kie.seen(taskId);
  };
  const tasks = await clock.run(Promise.all(Array.from({ length: TASKS_AT_ONCE }, (_, n) => one(n))));
  return { tasks, peak: kie.peak() };
}

class SimulatedKie {
  readonly #clock: SimulatedClock;
  readonly #lane: Limiter;
  readonly #arrivals: number[] = [];
  readonly #tasks = new Map<
    string,
    { readonly created: number; readonly ends: number; queries: number; late: number }
  >();

  constructor(clock: SimulatedClock) {
    this.#clock = clock;
    this.#lane = new Limiter(QUERIES, clock);
  }

  create(durationMs: number): string {
    const created = this.#clock.now();
    const taskId = `task-${this.#tasks.size}`;
    this.#tasks.set(taskId, { created, ends: created + durationMs, queries: 0, late: NaN });
    return taskId;
  }

  async recordInfo(taskId: string, onCall?: (at: number) => void): Promise<TaskRecord> {
    const task = this.#tasks.get(taskId);
    if (task === undefined) throw new Error(taskId);
    const place = await this.#lane.take(undefined, { group: taskId });
    onCall?.(this.#clock.now());
    await this.#clock.sleep(ROUND_TRIP_MS / 2);
    const now = this.#clock.now();
    this.#arrivals.push(now);
    task.queries++;
    const isDone = now >= task.ends;
    await this.#clock.sleep(ROUND_TRIP_MS / 2);
    this.#lane.settle(place);
    if (!isDone) return { taskId, state: 'generating', results: [] };
    task.late = this.#clock.now() - task.ends;
    const results = [{ kind: 'image', url: 'https://r.test/a.png' }] as const;
    return { taskId, state: 'success', results, tookMs: task.ends - task.created };
  }

  seen(taskId: string): Followed {
    const task = this.#tasks.get(taskId);
    return { lateMs: task?.late ?? NaN, queries: task?.queries ?? NaN };
  }

  peak(): number {
    const times = this.#arrivals;
    return Math.max(...times.map(from => times.filter(at => at >= from && at < from + 1_000).length));
  }
}

async function pollFlat(clock: SimulatedClock, kie: SimulatedKie, taskId: string): Promise<void> {
  let due = clock.now();
  for (;;) {
    due = Math.max(clock.now(), due + FLAT_PAUSE_MS);
    await clock.sleep(due - clock.now());
    if ((await kie.recordInfo(taskId)).state === 'success') return;
  }
}

/** Runs the engine's own loop over a ledger with only the fields that the loop reads. */
async function follow(
  clock: SimulatedClock,
  kie: SimulatedKie,
  durations: Map<string, number[]>,
  { taskId, model }: { readonly taskId: string; readonly model: string }
): Promise<void> {
  const now = clock.now();
  const task = { localId: taskId, taskId, model, state: 'queued', createdAt: now, submittedAt: now } as unknown as Task;
  const ledger = {
    tasks: {
      durations: () => (durations.get(model) ?? []).slice(-20),
      details: () => undefined,
      get: () => task,
      update: () => true
    },
    leases: { take: () => true },
    results: {
      beginCollecting: (_id: string, _results: unknown, { tookMs }: { tookMs?: number }) => {
        if (tookMs !== undefined) durations.get(model)?.push(tookMs);
        return true;
      }
    }
  };
  const client = {
    recordInfo: (id: string, options: { onCall(call: { at: number }): void }) =>
      kie.recordInfo(id, at => options.onCall({ at }))
  };
  const ctx = {
    ledger,
    client,
    clock,
    entry: () => undefined,
    apiKey: () => Promise.resolve('key'),
    connection: { found: () => undefined },
    trace: { of: () => () => undefined },
    watched: () => false
  } as unknown as TaskContext;
  await followTask(ctx, task, taskId, new AbortController().signal);
}

/** A small seeded generator (mulberry32) of numbers from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
