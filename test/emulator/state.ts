/** State shared by the hosts: key, credits, files, tasks, faults, logs and limits. */
import type { TableEntry } from './catalogData.ts';
import type { FaultScript } from './faults.ts';
import type { FileStore } from './fileStore.ts';
import type { LiveCatalog } from './liveCatalog/liveCatalog.ts';
import type { IssuedIds } from './issuedIds.ts';
import type { Tasks } from './tasks.ts';
import type { EmulatedTask, LoggedRequest } from './types.ts';

export interface Submission {
  readonly taskId: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly credits: number;
  readonly at: number;
}

export interface State {
  readonly key: string;
  /** The models that createTask and the legacy endpoints know now. */
  readonly table: ReadonlyMap<string, TableEntry>;
  readonly liveCatalog: LiveCatalog;
  readonly store: FileStore;
  readonly faults: FaultScript;
  readonly tasks: Tasks;
  /** Track, voice and other ids for follow-ups. */
  readonly issued: IssuedIds;
  readonly requests: LoggedRequest[];
  /** Requests that sent the key, or any Authorization header, to a host that must not receive it. */
  readonly leaks: LoggedRequest[];
  readonly submissions: Submission[];
  readonly limits: {
    readonly submissions: SlidingWindow;
    readonly queries: SlidingWindow;
    /** The four calls of the catalog together. */
    readonly catalog: SlidingWindow;
    /** Whether the documented limits of queries for one task apply. */
    readonly perTask: boolean;
  };
  readonly now: () => number;
  readonly makeId: (what: string) => string;
  /** Uploads above this many bytes are counted and hashed, not kept. */
  readonly keepBytes: number;
  credits: number;
}

/** At most `count` events in `ms` milliseconds; rejected ones do not count. */
export class SlidingWindow {
  readonly #count: number;
  readonly #ms: number;
  readonly #now: () => number;
  #times: number[] = [];

  constructor(count: number, ms: number, now: () => number) {
    this.#count = count;
    this.#ms = ms;
    this.#now = now;
  }

  admit(): boolean {
    const now = this.#now();
    this.#times = this.#times.filter(time => now - time < this.#ms);
    if (this.#times.length >= this.#count) return false;
    this.#times.push(now);
    return true;
  }

  clear(): void {
    this.#times = [];
  }
}

export function submissionOf(task: EmulatedTask): Submission {
  const { taskId, model, input, credits, createTime } = task;
  return { taskId, model, input, credits, at: createTime };
}
