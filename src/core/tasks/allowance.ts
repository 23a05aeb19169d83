import * as l10n from '@vscode/l10n';
import { formatCredits } from '../../shared/format/credits.ts';
import type { TaskHold } from '../../shared/task.ts';
import type { TaskContext } from './run/taskContext.ts';
import type { NewRow } from './store/batchStore.ts';

/**
 * The rest of the daily limit. The question about the limit precedes other waits, in which more tasks may start in any
 * window, so each start is compared again here. Create and use it inside the transaction that writes the tasks.
 */
export class Allowance {
  readonly #limit: TaskContext['dailyLimit'];
  #spent: number;

  constructor({ clock, dailyLimit, ledger }: Pick<TaskContext, 'clock' | 'dailyLimit' | 'ledger'>) {
    this.#limit = dailyLimit;
    this.#spent = ledger.spending.today(clock.now());
  }

  /**
   * Reserves the credits of a task, undefined for an unknown price. When they exceed the limit, reserves nothing and
   * returns the hold for the user's approval.
   */
  reserve(credits: number | undefined): TaskHold | undefined {
    const over = this.#limit.over(this.#spent, credits ?? 0, credits === undefined);
    if (over === undefined) {
      this.#spent += credits ?? 0;
      return undefined;
    }
    const message = l10n.t(
      'When this task was started, it would have exceeded your daily limit of {0} ({1} used or reserved). Nothing was charged. Approve it to send it now, or cancel it.',
      formatCredits(over.limit),
      formatCredits(over.spent)
    );
    return { kind: 'limit', message };
  }

  /** Reserves the credits of new tasks in order. Returns their rows; those that exceed the limit are held. */
  admit(rows: readonly NewRow[]): readonly NewRow[] {
    return rows.map(({ task, details }) => {
      const hold = this.reserve(task.estimate);
      return { task: hold === undefined ? task : { ...task, hold }, details };
    });
  }
}
