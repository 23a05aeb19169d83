import { isObject } from '../../../../shared/guards.ts';
import type { TaskError, TaskOrigin, TaskResult, TaskState } from '../../../../shared/task.ts';
import type { SaveTarget } from '../../types.ts';
import type { ResultItem } from '../../../kie/taskRecord.ts';

type Json = Readonly<Record<string, unknown>>;

/** Everything needed to restore the row of a submission in a ledger that has lost it. */
export interface SubmittedTask {
  readonly model: string;
  readonly input: Json;
  readonly plan: Json;
  readonly request?: Json;
  readonly saveTo: SaveTarget;
  readonly service?: string;
  readonly origin: TaskOrigin;
  readonly estimate?: number;
  readonly exact?: boolean;
  readonly retryOf?: string;
  readonly batchId?: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Final outcome of a submission. */
export interface SubmissionEnd {
  readonly at: number;
  readonly state: Extract<TaskState, 'done' | 'failed' | 'stopped'>;
  readonly results: readonly TaskResult[];
  readonly error?: TaskError;
  readonly credits?: number;
  /** Differs from that of the `sent` entry when KIE reported a higher price while the task ran. */
  readonly estimate?: number;
}

/** A result that was part of the response to createTask. */
interface SubmissionAnswer {
  readonly results: readonly ResultItem[];
  readonly credits?: number;
}

/**
 * One line of the journal; `at` is in milliseconds since 1970.
 *
 * sent      createTask is about to be sent
 * followed  the user entered the ID of a task that was created elsewhere
 * accepted  KIE returned an ID, or the user entered it
 * answered  the response was the result
 * refused   nothing was accepted; the task may be sent again
 * unclear   the call failed without proof of rejection
 * ended     done, failed or stopped
 * removed   the user removed these from the list
 * restored  the user has undone the removal of these
 * cleared   the user cleared the history of all ended tasks
 * past      summary of an old submission after a compaction
 */
export type JournalEntry =
  | { readonly e: 'sent'; readonly at: number; readonly localId: string; readonly task: SubmittedTask }
  | {
      readonly e: 'followed';
      readonly at: number;
      readonly localId: string;
      readonly taskId: string;
      readonly task: SubmittedTask;
    }
  | { readonly e: 'accepted'; readonly at: number; readonly localId: string; readonly taskId: string }
  | ({ readonly e: 'answered'; readonly localId: string; readonly at: number } & SubmissionAnswer)
  | { readonly e: 'refused' | 'unclear'; readonly at: number; readonly localId: string; readonly why?: string }
  | ({ readonly e: 'ended'; readonly localId: string } & SubmissionEnd)
  | { readonly e: 'removed'; readonly at: number; readonly localIds: readonly string[] }
  | { readonly e: 'restored'; readonly at: number; readonly localIds: readonly string[] }
  | { readonly e: 'cleared'; readonly at: number }
  | { readonly e: 'past'; readonly at: number; readonly localId: string; readonly taskId?: string };

/** State of one local ID according to the journal. */
export interface Submission {
  /** When createTask was last sent, in milliseconds since 1970. */
  readonly at: number;
  /** Absent after a compaction has dropped it. */
  readonly task?: SubmittedTask;
  /** `open`: sent, without proof of rejection. */
  readonly outcome: 'open' | 'accepted' | 'answered' | 'refused';
  readonly taskId?: string;
  readonly answer?: SubmissionAnswer;
  readonly end?: SubmissionEnd;
  readonly removed?: boolean;
}

const isTask = (task: unknown): boolean =>
  isObject(task) &&
  typeof task['model'] === 'string' &&
  typeof task['origin'] === 'string' &&
  typeof task['createdAt'] === 'number' &&
  isObject(task['input']) &&
  isObject(task['plan']) &&
  isObject(task['saveTo']) &&
  typeof task['saveTo']['folder'] === 'string';

const isList = (list: unknown, isOne: (one: unknown) => boolean): boolean => Array.isArray(list) && list.every(isOne);
const isString = (value: unknown): boolean => typeof value === 'string';
/** Also accepts an ID that the user entered. Rejects a damaged one, so that it is not tracked. */
const isId = (value: unknown): boolean => typeof value === 'string' && /^[\w.:/-]{1,200}$/.test(value);
const isResult = (value: unknown): boolean => isObject(value) && typeof value['kind'] === 'string';

/** Checks the fields that the code relies on: a line can be damaged, or written by a later version. */
const CHECKS: Readonly<Record<JournalEntry['e'], (entry: Json) => boolean>> = {
  sent: ({ task }) => isTask(task),
  followed: ({ task, taskId }) => isTask(task) && isId(taskId),
  accepted: ({ taskId }) => isId(taskId),
  answered: ({ results }) => isList(results, isResult),
  refused: () => true,
  unclear: () => true,
  ended: ({ state, results }) => ['done', 'failed', 'stopped'].includes(String(state)) && isList(results, isResult),
  removed: ({ localIds }) => isList(localIds, isString),
  restored: ({ localIds }) => isList(localIds, isString),
  cleared: () => true,
  past: ({ taskId }) => taskId === undefined || isId(taskId)
};

/** Parses a line; returns undefined when it is torn or unreadable. */
export function parseEntry(line: string): JournalEntry | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    if (!isObject(entry) || typeof entry['e'] !== 'string' || typeof entry['at'] !== 'number') return undefined;
    const { e } = entry;
    const needsId = e !== 'removed' && e !== 'restored' && e !== 'cleared';
    if (needsId && typeof entry['localId'] !== 'string') return undefined;
    // One damaged digit can make a fraction of a time, which the ledger rejects; the ID of the line still counts.
    const at = Math.trunc(entry['at']);
    return Object.hasOwn(CHECKS, e) && CHECKS[e as JournalEntry['e']](entry) && Number.isSafeInteger(at)
      ? ({ ...entry, at } as unknown as JournalEntry)
      : undefined;
  } catch {
    return undefined;
  }
}

const LOCAL_ID = /"localId"\s{0,9}:\s{0,9}"([^"\\]{1,100})"/;
const TIME = /"at"\s{0,9}:\s{0,9}(\d{1,15})[,}]/;

/** Applies an unreadable line: it may have recorded a submission, so its task does not count as refused. */
export function addUnreadable(known: Map<string, Submission>, line: string): void {
  const localId = LOCAL_ID.exec(line)?.[1];
  if (localId === undefined) return;
  const was = known.get(localId) ?? { at: Number(TIME.exec(line)?.[1] ?? 0), outcome: 'open' };
  known.set(localId, was.outcome === 'refused' ? { ...was, outcome: 'open' } : was);
}

/** Applies an entry to the current state. The order of the entries determines the result, not their times. */
export function addEntry(known: Map<string, Submission>, entry: JournalEntry): void {
  if (entry.e === 'removed' || entry.e === 'restored') {
    const removed = entry.e === 'removed';
    for (const localId of entry.localIds) change(known, localId, submission => ({ ...submission, removed }));
  } else if (entry.e === 'cleared') {
    for (const [localId, one] of known) {
      if (isOver(one)) known.set(localId, { ...one, removed: true });
    }
  } else {
    known.set(entry.localId, withEntry(known.get(entry.localId), entry));
  }
}

const isOver = ({ end, taskId }: Submission): boolean =>
  end !== undefined && (end.state !== 'stopped' || taskId === undefined);

function change(known: Map<string, Submission>, localId: string, changed: (one: Submission) => Submission): void {
  const one = known.get(localId);
  if (one !== undefined) known.set(localId, changed(one));
}

type EntryOfOne = Extract<JournalEntry, { readonly localId: string }>;

function withEntry(before: Submission | undefined, entry: EntryOfOne): Submission {
  const { at } = entry;
  const task = before?.task === undefined ? {} : { task: before.task };
  const was: Submission = before ?? { at, outcome: 'open' };
  switch (entry.e) {
    case 'sent':
      return { at, outcome: 'open', task: entry.task };
    case 'followed':
      return { at, outcome: 'accepted', taskId: entry.taskId, task: entry.task };
    case 'accepted':
      // A response that arrives after the user removed the task restores it, since it was paid for.
      return { ...task, at: was.at, outcome: 'accepted', taskId: entry.taskId };
    case 'answered':
      return { ...task, at: was.at, outcome: 'answered', answer: answerOf(entry) };
    case 'refused':
      return { ...was, outcome: 'refused' };
    case 'unclear':
      return was;
    case 'ended':
      return { ...was, end: entry };
    case 'past':
      return entry.taskId === undefined ? { at, outcome: 'open' } : { at, outcome: 'accepted', taskId: entry.taskId };
  }
}

const answerOf = ({ results, credits }: SubmissionAnswer): SubmissionAnswer =>
  credits === undefined ? { results } : { results, credits };
