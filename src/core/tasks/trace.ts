import type { Clock } from '../base/ports.ts';
import type { CallSeen } from '../kie/clientTypes.ts';
import type { TaskState } from '../../shared/task.ts';

/** One event of a task: a call to KIE or a state change. `at` is in milliseconds since 1970. */
export type TraceItem = CallSeen | { readonly at: number; readonly call: 'state'; readonly state: TaskState };

const CALLS = 200;
const TASKS = 200;

/** Recent calls of recent tasks, in memory, for diagnosis. Contains no key, URL or content. */
export class Trace {
  readonly #clock: Clock;
  readonly #calls = new Map<string, CallSeen[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns a listener that records the calls of a task. */
  of(localId: string): (seen: CallSeen) => void {
    return seen => {
      const calls = this.#calls.get(localId) ?? [];
      this.#calls.delete(localId);
      this.#calls.set(localId, [...calls.slice(1 - CALLS), seen]);
      const [oldest] = this.#calls.keys();
      if (this.#calls.size > TASKS && oldest !== undefined) this.#calls.delete(oldest);
    };
  }

  /**
   * Records one call that the client does not report.
   * @throws the error of `work`
   */
  async timed<T>(localId: string, call: string, work: () => Promise<T>): Promise<T> {
    const at = this.#clock.now();
    const note = (error?: string): void =>
      this.of(localId)({ at, call, ms: this.#clock.now() - at, ...(error === undefined ? {} : { error }) });
    try {
      const value = await work();
      note();
      return value;
    } catch (error) {
      note(error instanceof Error ? error.name : 'failed');
      throw error;
    }
  }

  /** Returns the calls and the state changes in the ledger, in order. */
  read(localId: string, states: readonly { readonly at: number; readonly state: TaskState }[]): readonly TraceItem[] {
    const changes = states.map(({ at, state }) => ({ at, call: 'state', state }) as const);
    return [...changes, ...(this.#calls.get(localId) ?? [])].sort((a, b) => a.at - b.at);
  }
}
