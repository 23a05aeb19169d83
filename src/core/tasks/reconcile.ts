import * as l10n from '@vscode/l10n';
import type { ModelEntry } from '../../shared/model.ts';
import type { Task, TaskError, TaskState } from '../../shared/task.ts';
import { messageOf } from '../../shared/messageOf.ts';
import { isActive } from '../../shared/task.ts';
import type { Clock, Logger } from '../base/ports.ts';
import { hasRecord } from './actions/resumePlan.ts';
import { unknownError } from './run/taskError.ts';
import type { SubmissionJournal } from './store/journal/journal.ts';
import type { JournalEntry, Submission, SubmittedTask } from './store/journal/journalEntries.ts';
import type { RecoveryStore, RestoredState, RowStatus } from './store/recoveryStore.ts';
import { isValueError } from './store/database/storageError.ts';
import type { Ledger } from './store/ledger.ts';

export interface ReconcileContext {
  readonly ledger: Ledger;
  readonly journal: SubmissionJournal;
  readonly log: Logger;
  readonly clock: Clock;
  entry(model: string): ModelEntry | undefined;
}

/**
 * Reconciles the ledger with the journal after a lost write-ahead log, an older copy or a deleted file: no submission
 * counts as unsent and no task ID is lost. Every change depends on the state of the row, so that several windows can
 * reconcile at the same time.
 * @returns the IDs of tasks that cannot be restored, because everything else about them is lost
 */
export function reconcile(ctx: ReconcileContext): readonly string[] {
  for (const localId of ctx.ledger.recovery.repairStates())
    ctx.log.error(`The state of task ${localId} was damaged and is repaired.`);
  const known = ctx.journal.read();
  const statuses = ctx.ledger.recovery.statuses([...known.keys()]);
  const entries = [...known];
  const lost: string[] = [];
  // Each transaction waits for the disk; a single one would block other windows for long.
  for (let start = 0; start < entries.length; start += CHUNK) {
    ctx.ledger.database.transaction(() => {
      for (const [localId, submission] of entries.slice(start, start + CHUNK)) {
        const found = statuses.get(localId);
        if (found === undefined) lost.push(...insertLost(ctx, localId, submission));
        else if (found.state !== 'removed') correct(ctx, localId, submission, found);
      }
    });
  }
  return lost;
}

/** Submissions in one transaction. */
const CHUNK = 200;

/** Returns the ID of a task that cannot be restored. */
function insertLost(ctx: ReconcileContext, localId: string, submission: Submission): readonly string[] {
  if (submission.removed === true) return [];
  const { task } = submission;
  if (task !== undefined && restored(ctx, localId, () => insertTask(ctx, localId, submission, task))) return [];
  return withoutDetails(ctx, submission);
}

/** Returns and logs the ID of a task without details. Older ones are summaries, whose results have expired. */
function withoutDetails({ ledger, clock, log }: ReconcileContext, { taskId, at }: Submission): readonly string[] {
  if (taskId === undefined || clock.now() - at >= DETAILS_MS || ledger.tasks.withTaskId(taskId) !== undefined)
    return [];
  log.warn(`The details of task ${taskId} are lost. Use "KIE: Track Task by ID" to download its results.`);
  return [taskId];
}

/**
 * Returns what `restore` returns; false if a damaged line of the journal has values that no row can have, which must not
 * affect other tasks.
 */
function restored({ log }: ReconcileContext, localId: string, restore: () => boolean): boolean {
  try {
    return restore();
  } catch (error) {
    if (!isValueError(error)) throw error;
    log.warn(`The journal of submissions has damaged values for task ${localId}: ${messageOf(error)}`);
    return false;
  }
}

/** Returns true: the task has a row then, of this or of another window. */
function insertTask(ctx: ReconcileContext, localId: string, submission: Submission, task: SubmittedTask): true {
  const { ledger, log } = ctx;
  const { taskId, answer } = submission;
  // If the user has entered another ID for this task, the ID in the response has its own row.
  if (taskId !== undefined && ledger.tasks.withTaskId(taskId, localId) !== undefined) return true;
  if (!ledger.recovery.restore(localId, task, submission, lostState(ctx, submission))) return true;
  if (submission.end === undefined && answer !== undefined) acceptAnswer(ledger, localId, answer);
  log.warn(`Task ${localId}${taskId === undefined ? '' : ` (${taskId})`} was missing in the ledger and is restored.`);
  return true;
}

function lostState(ctx: ReconcileContext, submission: Submission): RestoredState {
  const { end, outcome } = submission;
  if (end !== undefined) return end.error === undefined ? { state: end.state } : { state: end.state, error: end.error };
  if (outcome === 'accepted') return { state: 'queued' };
  if (outcome === 'refused') return { state: 'failed', error: notAcceptedError() };
  return { state: 'unknown', error: unknownError(isRecorded(ctx, submission)) };
}

const isRecorded = (ctx: ReconcileContext, { task }: Submission): boolean =>
  task === undefined || hasRecord(ctx, { model: task.model, service: task.service } as Task);

const notAcceptedError = (): TaskError => ({
  message: l10n.t('KIE had not accepted this task when the task list was lost. Run it again.'),
  remedy: 'retry'
});

const BEFORE_ACCEPTED: readonly TaskState[] = ['preparing', 'submitting', 'unknown'];

function correct(ctx: ReconcileContext, localId: string, submission: Submission, found: RowStatus): void {
  const { ledger, log } = ctx;
  const { task, taskId, outcome, end, answer, at } = submission;
  const { state } = found;
  if (!found.isReadable && task !== undefined) {
    ledger.recovery.repairRow(localId, task);
    log.warn(`Task ${localId} could not be read and is repaired from the journal of submissions.`);
  }
  if (state === 'removed') return;
  const isDone = end?.state === 'done' && (isActive(state) || state === 'unknown');
  if (isDone && restored(ctx, localId, () => ledger.recovery.restoreEnd(localId, submission, end))) return;
  if (!BEFORE_ACCEPTED.includes(state)) return;
  if (state === 'preparing' && outcome !== 'refused') {
    const error = unknownError(isRecorded(ctx, submission));
    const patch = { state: 'unknown', error, submittedAt: at, progress: null } as const;
    if (!ledger.tasks.update(localId, ['preparing'], patch, true)) return;
    log.warn(`Task ${localId} was sent but the ledger did not record it. It is not sent again.`);
  }
  if (taskId !== undefined && !found.hasId && ledger.tasks.withTaskId(taskId, localId) === undefined) {
    ledger.tasks.accept(localId, taskId);
    log.warn(`Task ${localId} has the ID ${taskId}, which the ledger did not record.`);
  }
  if (answer !== undefined) restored(ctx, localId, () => acceptAnswer(ledger, localId, answer));
}

function acceptAnswer(
  ledger: Ledger,
  localId: string,
  { results, credits }: NonNullable<Submission['answer']>
): boolean {
  if (results.length === 0) return false;
  return ledger.results.accept(localId, results, { error: null, ...(credits === undefined ? {} : { credits }) });
}

const DAY_MS = 24 * 3_600_000;
/** Results have expired by then (docs.kie.ai/common-api/download-url), so details are no longer useful. */
const DETAILS_MS = 7 * DAY_MS;
/** Maximum age and number of submissions for which the journal detects an older copy of the ledger. */
const MEMORY_MS = 180 * DAY_MS;
const MAX_PAST = 20_000;

/** Returns the entries that a compaction keeps: full details of recent or open tasks, a summary of the rest. */
export function keptEntries(
  known: ReadonlyMap<string, Submission>,
  recovery: Pick<RecoveryStore, 'statuses'>,
  now: number
): readonly JournalEntry[] {
  const statuses = recovery.statuses([...known.keys()]);
  const past: JournalEntry[] = [];
  const recent: JournalEntry[] = [];
  for (const [localId, submission] of known) {
    const state = statuses.get(localId)?.state;
    const isOver = submission.removed === true || (state !== undefined && isSettled(state));
    const age = now - submission.at;
    if (submission.task !== undefined && !(isOver && age > DETAILS_MS)) recent.push(...entriesOf(localId, submission));
    else if (age < MEMORY_MS && submission.outcome !== 'refused') past.push(pastEntry(localId, submission));
  }
  return [...past.slice(-MAX_PAST), ...recent];
}

const isSettled = (state: RowStatus['state']): boolean =>
  state === 'removed' || state === 'done' || state === 'failed' || state === 'stopped';

const pastEntry = (localId: string, { at, taskId }: Submission): JournalEntry =>
  taskId === undefined ? { e: 'past', at, localId } : { e: 'past', at, localId, taskId };

function entriesOf(localId: string, submission: Submission): readonly JournalEntry[] {
  const { at, task, taskId, outcome, answer, end, removed } = submission;
  if (task === undefined) return [];
  return [
    { e: 'sent', at, localId, task },
    ...(outcome === 'refused' ? [{ e: outcome, at, localId } as const] : []),
    ...(taskId === undefined ? [] : [{ e: 'accepted', at, localId, taskId } as const]),
    ...(answer === undefined ? [] : [{ e: 'answered', at, localId, ...answer } as const]),
    ...(end === undefined ? [] : [{ e: 'ended', localId, ...end } as const]),
    ...(removed === true ? [{ e: 'removed', at, localIds: [localId] } as const] : [])
  ];
}
