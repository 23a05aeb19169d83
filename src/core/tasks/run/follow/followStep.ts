import type { TaskRecord } from '../../../kie/taskRecord.ts';
import { GenerationError, KieError, NotFoundError, UnreachableError } from '../../../http/errors/errors.ts';
import { isGone } from './endpointGone.ts';
import type { FollowEvent, FollowState, FollowStep } from './followTypes.ts';
import { OVERDUE_MS, nextPollMs } from './pollSchedule.ts';

/** A new task can be unknown to recordInfo for this long. */
const FRESH_MS = 120_000;
/** Success can be reported before the result URLs are available. */
const EMPTY_SUCCESS_MS = 60_000;
const EMPTY_POLL_MS = 5_000;
const WITHOUT_KEY_MS = 5_000;
const MAX_BACKOFF_MS = 30_000;
/** An older task may have ended already when it is resumed, so it is polled at once. */
const RESUMED_MS = 60_000;
/** A task that is followed this soon after its submission counts as running from then on. */
const FOLLOWED_AT_ONCE_MS = 5_000;

/** The state after an event, and the next step. */
type Transition = readonly [state: FollowState, step: FollowStep];

/** Returns the next step of following. `now` in milliseconds since 1970. */
export function nextStep(state: FollowState, event: FollowEvent, now: number): Transition {
  switch (event.kind) {
    case 'started': {
      const isPolledNow = now - state.submittedAt > RESUMED_MS || event.isEarlyAsked;
      return [state, isPolledNow ? pollNow : pollInTime(state, now)];
    }
    case 'noKey':
      return [state, { kind: 'poll', afterMs: WITHOUT_KEY_MS }];
    case 'reconnected':
      return [state, pollNow];
    case 'progressRecorded':
      return [state, pollInTime(state, now)];
    case 'switchedToJobs':
      return [{ ...state, isLegacy: false, missingSince: undefined }, pollNow];
    case 'reported':
      return afterReport(seen(state, event), event.record, now);
    case 'failed':
      return afterFailure({ ...state, askedAt: event.askedAt }, event.error, now);
    case 'jobsAnswered': {
      const next = { ...state, askedAt: event.askedAt };
      if (event.isKnown === undefined) return [next, pollInTime(next, now)];
      return [next, { kind: event.isKnown ? 'switchToJobs' : 'endWithdrawn' }];
    }
  }
}

const pollNow: FollowStep = { kind: 'poll', afterMs: 0 };

/**
 * Polls after the rest of the pause since the last query was sent, and never later than that pause: the clock may have
 * been set back.
 */
function pollInTime({ askedAt, submittedAt, usual }: FollowState, now: number): FollowStep {
  const pause = nextPollMs(Math.max(0, askedAt - submittedAt), usual);
  return { kind: 'poll', afterMs: Math.min(pause, Math.max(1, askedAt + pause - now)) };
}

const seen = (state: FollowState, { record, askedAt }: FollowEvent & { readonly kind: 'reported' }): FollowState => ({
  ...state,
  askedAt,
  failures: 0,
  isSeen: true,
  missingSince: undefined,
  early: record.early ?? state.early
});

function afterReport(state: FollowState, record: TaskRecord, now: number): Transition {
  const spent = record.credits === undefined ? {} : { credits: record.credits };
  if (record.state === 'fail') {
    const { failCode, failMsg } = record;
    const results = record.results.length > 0 ? record.results : state.early;
    return [state, { kind: 'endFailed', failure: { failCode, failMsg, results, spent } }];
  }
  // KIE reports nothing more about such a task: use the results that exist by then.
  const isLate = record.callbackFailed === true && now - state.submittedAt >= OVERDUE_MS;
  if (record.state !== 'success' && !isLate) {
    return [
      { ...state, runningAt: state.askedAt },
      { kind: 'recordProgress', record, spent }
    ];
  }
  const results = record.state === 'success' ? record.results : state.early;
  if (results.length > 0 && record.incomplete !== true) {
    return [state, { kind: 'collect', success: { results, spent: { ...spent, ...duration(state, record) } } }];
  }
  const emptySince = state.emptySince ?? now;
  const next = { ...state, emptySince };
  if (!isLate && now - emptySince < EMPTY_SUCCESS_MS) return [next, { kind: 'poll', afterMs: EMPTY_POLL_MS }];
  const unread = record.unread === undefined ? {} : { unread: record.unread };
  return [next, { kind: 'endIncomplete', incomplete: { results, ...unread, spent } }];
}

/** Returns the duration by KIE's clock, else an estimate if this window polled until the end. */
function duration(state: FollowState, { tookMs }: TaskRecord): { readonly tookMs?: number } {
  if (tookMs !== undefined) return { tookMs };
  const { submittedAt, followedFrom, askedAt } = state;
  const isFollowedAtOnce = followedFrom - submittedAt < FOLLOWED_AT_ONCE_MS;
  const runningAt = state.runningAt ?? (isFollowedAtOnce ? followedFrom : undefined);
  return runningAt === undefined ? {} : { tookMs: Math.round((runningAt + askedAt) / 2) - submittedAt };
}

function afterFailure(state: FollowState, error: unknown, now: number): Transition {
  if (isOffline(error)) return [state, { kind: 'awaitConnection', reason: error.message }];
  if (error instanceof GenerationError) {
    const failure = { failCode: error.code, failMsg: error.message, results: state.early, spent: {} };
    return [state, { kind: 'endFailed', failure }];
  }
  const isLegacyGone = state.isLegacy && isGone(error);
  if (isLegacyGone || (!state.isSeen && isUnknownTask(error))) return afterMissing(state, isLegacyGone, now);
  const failures = state.failures + 1;
  const step = { kind: 'backOff', error, isFirst: failures === 1, afterMs: backoffMs(error, failures) } as const;
  return [{ ...state, failures }, step];
}

function afterMissing(state: FollowState, isLegacyGone: boolean, now: number): Transition {
  const missingSince = state.missingSince ?? now;
  const next = { ...state, missingSince };
  const isFresh = now - state.submittedAt <= FRESH_MS || now - missingSince < FRESH_MS;
  if (isFresh) return [next, pollInTime(next, now)];
  return [next, { kind: isLegacyGone ? 'askJobs' : 'endMissing' }];
}

const isOffline = (error: unknown): error is UnreachableError => error instanceof UnreachableError && error.transient;

const isUnknownTask = (error: unknown): boolean =>
  error instanceof NotFoundError || (error instanceof KieError && error.code === '400');

/** Whether a failed query proves a connection: only a code from KIE does; the page of a captive portal does not. */
export const isAnswer = (error: unknown): boolean =>
  error instanceof KieError && /^\d+$/.test(error.code ?? '') && !isOffline(error);

function backoffMs(error: unknown, failures: number): number {
  const kie = error instanceof KieError ? error : undefined;
  if (kie?.remedy === 'set-key') return MAX_BACKOFF_MS;
  return Math.max(kie?.retryAfterMs ?? 0, Math.min(MAX_BACKOFF_MS, 2_000 * 2 ** failures));
}
