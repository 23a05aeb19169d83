import { isActive } from '../../../../shared/task.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';
import type { EngineService } from '../../../common/engineService.ts';

/** Whether tasks and results have follow-ups, which the menus of their items offer. */
export class FollowUps {
  readonly #engineService: EngineService;
  /** The models whose results have follow-ups. */
  #models: ReadonlySet<string> | undefined;

  constructor(engineService: EngineService) {
    this.#engineService = engineService;
  }

  /** Clears the cached models after the model list changed. */
  forget(): void {
    this.#models = undefined;
  }

  /** Whether the documentation has a follow-up for the task. */
  existFor(task: Task): boolean {
    const entries = this.#engineService.current?.models.entries;
    if (entries === undefined) return false;
    this.#models ??= new Set(entries.flatMap(({ from = [] }) => from.flatMap(({ of }) => of)));
    return this.#models.has(task.model);
  }

  existForResult(task: Task, { index }: TaskResult): boolean {
    if (isActive(task.state) || !this.existFor(task)) return false;
    return (
      this.#engineService.current?.tasks.followUps(task.localId).some(({ resultIndex }) => resultIndex === index) ??
      false
    );
  }
}
