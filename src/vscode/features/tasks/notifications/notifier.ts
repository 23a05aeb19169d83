import type * as vscode from 'vscode';
import type { BatchInfo } from '../../../../core/tasks/types.ts';
import { isActive } from '../../../../shared/task.ts';
import { isHeld } from '../../../../shared/tasks/heldTask.ts';
import type { Task } from '../../../../shared/task.ts';
import type { HeldNotifications } from '../../../../core/tasks/heldNotifications.ts';
import type { EngineService } from '../../../common/engineService.ts';
import { filesOf } from '../../../common/resultFiles.ts';
import { textSetting } from '../../../common/settings.ts';

/** Shows a notification when a task finishes, depending on the user's settings. */
export class Notifier implements vscode.Disposable {
  readonly #engineService: EngineService;
  readonly #viewVisible: () => boolean;
  readonly #followed = new Set<string>();
  readonly #suppressed = new Set<string>();
  readonly #byCaller = new Set<string>();
  #heldNotifications: Promise<HeldNotifications> | undefined;
  readonly #subscriptions: vscode.Disposable[];

  constructor(engineService: EngineService, viewVisible: () => boolean) {
    this.#engineService = engineService;
    this.#viewVisible = viewVisible;
    this.#subscriptions = [
      engineService.onTasks(changed => {
        for (const task of changed) this.#seen(task);
        void this.#seenHeld(changed);
      }),
      engineService.onBatch(batch => void this.#seenBatch(batch))
    ];
  }

  /**
   * Suppresses the notification for a task. The caller reports its end with `report`, or elsewhere and then calls
   * `release`.
   */
  suppress(localId: string): void {
    this.#suppressed.add(localId);
  }

  /** Marks the end of these tasks as reported. Later changes are reported as usual. */
  release(tasks: readonly Pick<Task, 'localId'>[]): void {
    for (const { localId } of tasks) {
      this.#suppressed.delete(localId);
      this.#followed.delete(localId);
    }
  }

  #seen(task: Task): void {
    if (isActive(task.state)) {
      this.#followed.add(task.localId);
      return;
    }
    if (this.#suppressed.has(task.localId)) return;
    if (!this.#followed.delete(task.localId) || task.origin === 'api') return;
    // Tasks of a running batch are reported once, at its end. Later changes of a task are reported as usual.
    if (task.batch !== undefined && this.#engineService.current?.batches.get(task.batch.id)?.finishedAt === undefined)
      return;
    // Every window observes the end. Only the window that tracks the task reports it.
    if (this.#engineService.current?.tasks.isOwned(task.localId) === true) this.report([task]);
  }

  /** Asks about tasks that wait for the user's approval. */
  async #seenHeld(changed: readonly Task[]): Promise<void> {
    if (this.#heldNotifications === undefined && !changed.some(isHeld)) return;
    this.#heldNotifications ??= loadHeldNotifications(this.#engineService);
    (await this.#heldNotifications).see(changed);
  }

  /** Leaves a batch without any result to the program that started it, which receives a rejection. */
  leaveToCaller(batchId: string): void {
    this.#byCaller.add(batchId);
  }

  /** Reports a batch that finished or that needs the user to continue. Actions of the user are not reported. */
  async #seenBatch(batch: BatchInfo): Promise<void> {
    const ended = batch.finishedAt !== undefined;
    const engine = this.#engineService.current;
    if (engine === undefined || (!ended && (batch.state !== 'paused' || batch.reason === undefined))) return;
    const done = (batch.counts.done ?? 0) > 0;
    if (ended && this.#byCaller.delete(batch.id) && !done) return;
    const mode = textSetting('kie.notifications');
    const tasks = engine.tasks.list().filter(task => task.batch?.id === batch.id);
    if (mode === 'none' || (mode === 'auto' && this.#isVisible(tasks))) return;
    const { showBatchEnd, showBatchPause } = await import('./batchNotifications.ts');
    await (ended ? showBatchEnd(engine, batch, mode === 'failures') : showBatchPause(batch));
  }

  /** Shows one notification for finished tasks. */
  report(tasks: readonly Task[]): void {
    this.release(tasks);
    const mode = textSetting('kie.notifications');
    if (mode === 'none' || (mode === 'auto' && this.#isVisible(tasks))) return;
    const failed = tasks.find(
      task => !['done', 'stopped'].includes(task.state) || (task.state === 'done' && task.error)
    );
    const files = tasks.flatMap(filesOf);
    if (failed !== undefined || (files.length > 0 && mode !== 'failures')) void this.#show(failed, tasks, files);
  }

  /**
   * Whether a visible view shows the end of these tasks. The form lists only its own runs, so runs of commands are always
   * reported.
   */
  #isVisible(tasks: readonly Task[]): boolean {
    return this.#viewVisible() && tasks.every(({ origin }) => origin !== 'command');
  }

  async #show(failed: Task | undefined, tasks: readonly Task[], files: readonly vscode.Uri[]): Promise<void> {
    const { showFailure, showSuccess } = await import('./taskNotifications.ts');
    const engine = this.#engineService.current;
    await (failed === undefined ? showSuccess(engine, tasks, files) : showFailure(engine, failed, tasks));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

async function loadHeldNotifications(engineService: EngineService): Promise<HeldNotifications> {
  const [{ HeldNotifications }, { askAboutHeld }] = await Promise.all([
    import('../../../../core/tasks/heldNotifications.ts'),
    import('./heldNotification.ts')
  ]);
  return new HeldNotifications({
    tasks: () => (textSetting('kie.notifications') === 'none' ? [] : (engineService.current?.tasks.list() ?? [])),
    ask: held => askAboutHeld(held, ({ model }) => engineService.current?.models.entry(model)?.name ?? model),
    later: (run, ms) => void setTimeout(run, ms)
  });
}
