import { isHeld } from '../../shared/tasks/heldTask.ts';
import type { HeldTask } from '../../shared/tasks/heldTask.ts';
import type { Task } from '../../shared/task.ts';

/** Delay that collects further tasks of a batch into one notification, because they are held one after another. */
const COLLECT_MS = 1_000;

export interface HeldNotificationsParts {
  readonly tasks: () => readonly Task[];
  /** Shows one notification. Resolves when the user answers or closes it. */
  readonly ask: (held: readonly HeldTask[]) => Promise<void>;
  readonly later: (run: () => void, ms: number) => void;
}

/**
 * Shows one notification for the held tasks of a batch and one for all others. Shows it again for a newly held task.
 */
export class HeldNotifications {
  readonly #parts: HeldNotificationsParts;
  /** The reason that was shown, by local ID. */
  readonly #announced = new Map<string, string>();
  /** Batches with a visible notification that covers all of their held tasks. */
  readonly #open = new Set<string>();
  #isPending = false;

  constructor(parts: HeldNotificationsParts) {
    this.#parts = parts;
  }

  /** Handles changed tasks. */
  see(changed: readonly Task[]): void {
    for (const task of changed) if (!isHeld(task)) this.#announced.delete(task.localId);
    if (this.#isPending || !changed.some(task => this.#isNew(task))) return;
    this.#isPending = true;
    this.#parts.later(() => {
      this.#isPending = false;
      const held = this.#parts.tasks().filter(isHeld);
      for (const group of Map.groupBy(held, ({ batch }) => batch?.id ?? '').values()) void this.#announce(group);
    }, COLLECT_MS);
  }

  async #announce(group: readonly HeldTask[]): Promise<void> {
    if (!group.some(task => this.#isNew(task))) return;
    for (const { localId, hold } of group) this.#announced.set(localId, hold.message);
    const batch = group.length > 1 ? group[0]?.batch?.id : undefined;
    if (batch === undefined) {
      await this.#parts.ask(group);
      return;
    }
    if (this.#open.has(batch)) return;
    this.#open.add(batch);
    await this.#parts.ask(group).finally(() => this.#open.delete(batch));
  }

  #isNew(task: Task): boolean {
    return isHeld(task) && this.#announced.get(task.localId) !== task.hold.message;
  }
}
