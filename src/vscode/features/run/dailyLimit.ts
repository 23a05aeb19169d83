import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { hasShape, isNumber, isString } from '../../../shared/guards.ts';

/** In the global storage of the extension, which all windows of a profile share. */
const RAISED = 'raised-limit.json';

/** A purchase that would pass the limit of the day. In credits. */
export interface OverLimit {
  readonly limit: number;
  readonly spent: number;
  /** Enough for this purchase: the next multiple of the limit of the settings. */
  readonly raiseTo: number;
}

/**
 * The credits that may be spent per day without a question, in all windows: the setting, or what the user raised it to. The
 * raised limit is a file that is read each time: a window sees at once what another one raised, and VS Code writes the
 * `globalState` of a window as a whole, over what another window has just stored.
 */
export class DailyLimit {
  readonly #file: string;
  readonly #setting: () => number;
  readonly #now: () => number;

  /** `storageDir`: of all windows. `setting`: the limit in credits; 0 means none. `now`: milliseconds since 1970. */
  constructor(storageDir: string, setting: () => number, now: () => number = Date.now) {
    this.#file = path.join(storageDir, RAISED);
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

  /**
   * Raises the limit to this many credits until the local day ends. A higher one of another window stays.
   *
   * @throws the error of the file system.
   */
  async raise(credits: number): Promise<void> {
    const raised = { day: dayOf(this.#now()), credits: Math.max(credits, this.#raised()) };
    const part = `${this.#file}.${randomUUID()}`;
    await fs.promises.mkdir(path.dirname(this.#file), { recursive: true });
    await fs.promises.writeFile(part, JSON.stringify(raised));
    await fs.promises.rename(part, this.#file);
  }

  #raised(): number {
    try {
      const stored: unknown = JSON.parse(fs.readFileSync(this.#file, 'utf8'));
      return isRaised(stored) && stored.day === dayOf(this.#now()) ? stored.credits : 0;
    } catch {
      return 0; // never raised, or not readable: then the limit of the settings counts
    }
  }
}

const isRaised = hasShape<{ readonly day: string; readonly credits: number }>({
  day: isString,
  credits: isNumber
});

/** The local day, as "Sat Jan 31 2026". */
const dayOf = (time: number): string => new Date(time).toDateString();
