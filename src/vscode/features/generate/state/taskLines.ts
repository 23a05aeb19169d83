import { compact } from '../../../../shared/compact.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import type { BatchLine } from '../../../../shared/protocol/batch.ts';
import type { Snapshot, TaskLine } from '../../../../shared/protocol/snapshot.ts';
import { isActive } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import { failureTexts, lastTries, progressText } from '../../../common/text/batchText.ts';
import { actionOf } from '../../../common/endActions.ts';
import { isProblem, isWaiting } from '../../../../shared/tasks/activeTasks.ts';

/** The most active runs, and the most that ended. */
const MAX_TASKS = 12;
const MAX_REASONS = 3;
/** The number of earlier tasks in the usual duration. */
const SAMPLE = 20;

/**
 * The active runs of the form and those that ended in this session and were not dismissed, newest first. Of many, those
 * that need the user come before the others.
 */
export function taskLines(
  engine: Engine,
  dismissed: ReadonlySet<string>
): Pick<Snapshot, 'tasks' | 'moreTasks' | 'batch'> {
  const all = engine.tasks.list();
  // Ends of earlier sessions are in the Tasks view.
  const isShown = (task: Task): boolean =>
    isActive(task.state) ||
    (!dismissed.has(task.localId) && (task.finishedAt ?? task.updatedAt) >= performance.timeOrigin);
  const newest = all
    .filter(task => task.origin === 'form' && !isWaiting(task) && isShown(task))
    .toSorted((a, b) => b.createdAt - a.createdAt);
  const active = newest.filter(task => isActive(task.state));
  const ended = newest.filter(task => !isActive(task.state));
  const listed = new Set([...first(active, task => task.hold !== undefined), ...first(ended, isProblem)]);
  const others = newest.filter(task => !listed.has(task));
  const tasks = newest
    .filter(task => listed.has(task))
    .map(task => compact<TaskLine>({ task, usualSeconds: usual(all, task.model), action: actionOf(task)?.title }));
  const more = others.filter(task => isActive(task.state) || isProblem(task)).length;
  const batch = batchLine(engine, newest[0]?.batch?.id, all);
  return {
    tasks,
    ...(more === 0 ? {} : { moreTasks: more }),
    ...(batch === undefined || dismissed.has(batch.id) ? {} : { batch })
  };
}

/** The tasks to list: those that need the user, then the others. */
const first = (tasks: readonly Task[], needsUser: (task: Task) => boolean): readonly Task[] =>
  [...tasks.filter(needsUser), ...tasks.filter(task => !needsUser(task))].slice(0, MAX_TASKS);

/** A batch that runs, or one with failures; a successful one shows by its results. */
function batchLine(engine: Engine, id: string | undefined, all: readonly Task[]): BatchLine | undefined {
  const batch = id === undefined ? undefined : engine.batches.get(id);
  if (batch === undefined) return undefined;
  const tasks = all.filter(task => task.batch?.id === id);
  const over = batch.finishedAt !== undefined || !tasks.some(task => isActive(task.state));
  const { failed = 0, unknown = 0, uncollected = 0 } = batch.counts;
  if (over && failed + unknown + uncollected === 0) return undefined;
  const failures = [
    ...(over || batch.reason === undefined ? [] : [batch.reason.message]),
    ...failureTexts(lastTries(tasks))
  ].slice(0, MAX_REASONS);
  return {
    id: batch.id,
    name: batch.name,
    text: progressText(batch),
    failures,
    isOver: over,
    canRetry: over && failed > 0
  };
}

/** The median duration of earlier tasks of the model, in seconds. */
function usual(all: readonly Task[], model: string): number | undefined {
  const took = all
    .filter(task => task.model === model && task.state === 'done')
    .slice(-SAMPLE)
    .flatMap(({ submittedAt, finishedAt }) =>
      submittedAt === undefined || finishedAt === undefined ? [] : [(finishedAt - submittedAt) / 1000]
    )
    .sort((a, b) => a - b);
  return took[Math.floor(took.length / 2)];
}
