/** The options of an emulator. */
import { readTable } from './catalogData.ts';
import type { TableEntry } from './catalogData.ts';
import { FaultScript } from './faults.ts';
import { FileStore, idMaker } from './fileStore.ts';
import { IssuedIds } from './issuedIds.ts';
import { LiveCatalog } from './liveCatalog/liveCatalog.ts';
import { SlidingWindow } from './state.ts';
import type { State } from './state.ts';
import { Tasks } from './tasks.ts';
import type { Fault } from './types.ts';

export interface EmulatorOptions {
  readonly key?: string;
  /** Initial credits. Default: 1000. */
  readonly credits?: number;
  /** Milliseconds from submission to the end of a task. Default: 1500. */
  readonly taskMs?: number;
  /** Makes ids and URLs the same in every run. */
  readonly seed?: string | number;
  readonly ports?: { readonly api?: number; readonly upload?: number; readonly storage?: number };
  readonly faults?: readonly Fault[];
  /**
   * Rate limits. Default: the documented ones (20 submissions in 10 s, 10 queries and 1 catalog call a second).
   * Infinite queries also disable the documented 3 a second for one task (4o Image, Suno).
   */
  readonly limits?: {
    readonly submissionsPer10s?: number;
    readonly queriesPerSecond?: number;
    readonly catalogCallsPerSecond?: number;
  };
  /** Uploads above this size are counted and hashed, not kept. Default: 32 MiB. */
  readonly keepBytes?: number;
  /** Replaces entries of the model table. */
  readonly table?: ReadonlyMap<string, TableEntry>;
  /** Milliseconds since 1970, for lifetimes and limits. */
  readonly now?: () => number;
}

export const initialCredits = ({ credits = 1000 }: EmulatorOptions): number => credits;

export function initialState(options: EmulatorOptions): State {
  const now = options.now ?? Date.now;
  const makeId = idMaker(options.seed);
  const store = new FileStore(makeId, now);
  const faults = new FaultScript();
  faults.script(...(options.faults ?? []));
  const issued = new IssuedIds();
  const tasks = new Tasks({ store, faults, issued, makeId, now, taskMs: options.taskMs ?? 1500 });
  const liveCatalog = new LiveCatalog(options.table ?? readTable(), now);
  const { submissionsPer10s = 20, queriesPerSecond = 10, catalogCallsPerSecond = 1 } = options.limits ?? {};
  return {
    key: options.key ?? `emulator-${makeId('key')}`,
    table: liveCatalog.table,
    liveCatalog,
    store,
    faults,
    tasks,
    issued,
    requests: [],
    leaks: [],
    submissions: [],
    limits: {
      submissions: new SlidingWindow(submissionsPer10s, 10_000, now),
      queries: new SlidingWindow(queriesPerSecond, 1000, now),
      catalog: new SlidingWindow(catalogCallsPerSecond, 1000, now),
      perTask: queriesPerSecond !== Infinity
    },
    now,
    makeId,
    keepBytes: options.keepBytes ?? 32 * 1024 * 1024,
    credits: initialCredits(options)
  };
}
