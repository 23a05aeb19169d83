import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { hasShape, isNumber, isString } from '../../shared/guards.ts';

/** In the global storage of the extension, which all windows of a profile share. */
const RAISED = 'raised-limit.json';

/** A purchase that would exceed the daily limit. In credits. */
export interface OverLimit {
  readonly limit: number;
  readonly spent: number;
  /** A sufficient limit for this purchase: the next multiple of the limit in the settings. */
  readonly raiseTo: number;
}

/**
 * The credits that may be spent per day without confirmation, across all windows: the setting, or the limit that the
 * user raised it to. The raised limit is a file that is read each time, so every window sees a change at once.
 * `globalState` is unsuitable, because VS Code writes it as a whole per window and overwrites the values of other
 * windows.
 */
export class DailyLimit {
  readonly #file: string;
  readonly #setting: () => number;
  readonly #now: () => number;

  /**
   * `storageDir`: shared by all windows. `setting`: the limit in credits; 0 means none. `now`: milliseconds since 1970.
   */
  constructor(storageDir: string, setting: () => number, now: () => number = Date.now) {
    this.#file = path.join(storageDir, RAISED);
    this.#setting = setting;
    this.#now = now;
  }

  /** Today's limit in credits. Undefined when there is none. */
  get today(): number | undefined {
    const setting = this.#setting();
    return setting === 0 ? undefined : Math.max(setting, this.#raised());
  }

  /**
   * Returns the exceeded limit when `credits` more would exceed today's limit, otherwise undefined. With `hasMore`, the
   * purchase costs an unknown number of credits in addition, so that a limit that is just reached is exceeded too.
   */
  over(spent: number, credits: number, hasMore = false): OverLimit | undefined {
    const limit = this.today;
    // Without the noise of binary fractions, which would exceed a limit that is just reached.
    const sum = Math.round((spent + credits) * 1e6) / 1e6;
    if (limit === undefined || sum < limit || (sum === limit && !hasMore)) return undefined;
    const step = this.#setting();
    const steps = hasMore ? Math.floor(sum / step) + 1 : Math.ceil(sum / step);
    return { limit, spent, raiseTo: steps * step };
  }

  /**
   * Raises the limit to this number of credits until the end of the local day. Keeps a higher limit of another window.
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
      return 0; // never raised, or not readable: the limit of the settings applies
    }
  }
}

const isRaised = hasShape<{ readonly day: string; readonly credits: number }>({
  day: isString,
  credits: isNumber
});

/** Returns the local day, such as "Sat Jan 31 2026". */
const dayOf = (time: number): string => new Date(time).toDateString();
