import * as l10n from '@vscode/l10n';
import type { TaskState } from '../../../shared/task.ts';
import { exists } from '../../files/saving.ts';
import { planResume } from './resumePlan.ts';
import type { CollectPatch } from '../store/resultStore.ts';
import type { TaskRuntime } from '../taskRuntime.ts';
import type { SaveTarget } from '../types.ts';

/** Resumes a task without a new purchase. Does nothing if only a new run could continue it. */
export function resumeTask(runtime: TaskRuntime, localId: string, saveTo?: SaveTarget): void {
  const { context, supervisor } = runtime;
  const task = context.ledger.tasks.get(localId);
  const plan = task === undefined ? undefined : planResume(context, task);
  if (plan === undefined) return;
  if (plan.again !== undefined) {
    collectAgain(runtime, localId, {
      from: plan.from,
      indexes: plan.again,
      patch: saveTo === undefined ? {} : { saveTo }
    });
    return;
  }
  const patch = {
    state: plan.state,
    // Until the next response, the request remains one that KIE answered with "not ready yet".
    ...(plan.state === 'preparing' ? { attempts: 0, hold: null } : { error: null }),
    finishedAt: null,
    stopAsked: false,
    ...(saveTo === undefined ? {} : { saveTo })
  } as const;
  if (context.ledger.tasks.update(localId, plan.from, patch, true)) supervisor.launch(localId);
}

/**
 * Downloads saved results of a finished task again, next to the existing files.
 *
 * @param index - the result to download; by default those with missing files, or all if none is missing.
 * @throws when the URLs have expired
 */
export async function downloadAgain(runtime: TaskRuntime, localId: string, index?: number): Promise<void> {
  const { context } = runtime;
  const task = context.ledger.tasks.get(localId);
  const plan = task?.state === 'done' ? planResume(context, task) : undefined;
  const again = (plan?.again ?? []).filter(each => index === undefined || each === index);
  if (task === undefined || plan === undefined || again.length === 0) {
    throw new Error(l10n.t("This result can't be downloaded again: its URL has expired."));
  }
  const present = await Promise.all(
    again.map(async each => {
      const { path } = task.results.find(result => result.index === each) ?? {};
      return path !== undefined && (await exists(path));
    })
  );
  const missing = again.filter((_, n) => present[n] === false);
  collectAgain(runtime, localId, { from: plan.from, indexes: missing.length > 0 ? missing : again });
}

/**
 * Saves content that is incomplete or of an unexpected type as it is.
 * @throws when the task has no unverified result
 */
export function saveAnyway(runtime: TaskRuntime, localId: string, index?: number): void {
  const task = runtime.context.ledger.tasks.get(localId);
  const kept = (task?.results ?? []).filter(
    result => result.unverified === true && (index === undefined || result.index === index)
  );
  if (kept.length === 0) throw new Error(l10n.t('This task has no unverified result.'));
  collectAgain(runtime, localId, {
    from: ['uncollected', 'failed', 'stopped'],
    indexes: kept.map(result => result.index),
    patch: { accepted: true }
  });
}

interface Collection {
  readonly from: readonly TaskState[];
  readonly indexes: readonly number[];
  readonly patch?: CollectPatch;
}

function collectAgain({ context, supervisor }: TaskRuntime, localId: string, collection: Collection): void {
  const { from, indexes, patch = {} } = collection;
  if (context.ledger.results.collectAgain(localId, from, indexes, patch)) supervisor.launch(localId);
}
