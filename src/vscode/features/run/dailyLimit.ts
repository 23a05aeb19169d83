import type * as vscode from 'vscode';
import { hasShape, isNumber, isString } from '../../../shared/guards.ts';

const RAISED = 'kie.spending.raised';

/** A purchase that would pass the limit of the day. In credits. */
export interface OverLimit {
  readonly limit: number;
  readonly spent: number;
  /** Enough for this purchase: the next multiple of the limit of the settings. */
  readonly raiseTo: number;
}

/** The credits that may be spent per day without a question, in all windows: the setting, or what the user raised it to. */
export class DailyLimit {
  readonly #memory: vscode.Memento;
  readonly #setting: () => number;
  readonly #now: () => number;

  /** `setting`: the limit in credits; 0 means none. `now`: milliseconds since 1970. */
  constructor(memory: vscode.Memento, setting: () => number, now: () => number = Date.now) {
    this.#memory = memory;
    this.#setting = setting;
    this.#now = now;
  }

  /** Today's limit in credits; undefined when there is none. */
  get today(): number | undefined {
    const setting = this.#setting();
    return setting === 0 ? undefined : Math.max(setting, this.#raised());
  }

  /** Whether `credits` more would pass today's limit. */
  over(spent: number, credits: number): OverLimit | undefined {
    const limit = this.today;
    if (limit === undefined || spent + credits <= limit) return undefined;
    const step = this.#setting();
    return { limit, spent, raiseTo: Math.ceil((spent + credits) / step) * step };
  }

  /** Raises the limit to this many credits until the local day ends. */
  async raise(credits: number): Promise<void> {
    await this.#memory.update(RAISED, { day: dayOf(this.#now()), credits });
  }

  #raised(): number {
    const stored = this.#memory.get<unknown>(RAISED);
    return isRaised(stored) && stored.day === dayOf(this.#now()) ? stored.credits : 0;
  }
}

const isRaised = hasShape<{ readonly day: string; readonly credits: number }>({
  day: isString,
  credits: isNumber
});

/** The local day, as "Sat Jan 31 2026". */
const dayOf = (time: number): string => new Date(time).toDateString();
