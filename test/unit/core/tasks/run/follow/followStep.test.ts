import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  GenerationError,
  KieError,
  KeyRefusedError,
  NotFoundError,
  RateLimitError,
  ServerError,
  SwitchedOffError,
  UnreachableError
} from '../../../../../../src/core/http/errors/errors.ts';
import type { ResultItem, TaskRecord } from '../../../../../../src/core/kie/taskRecord.ts';
import { isAnswer, nextStep } from '../../../../../../src/core/tasks/run/follow/followStep.ts';
import type { FollowEvent, FollowState, FollowStep } from '../../../../../../src/core/tasks/run/follow/followTypes.ts';

/** Time of the submission; the ages below count from it. */
const START = 1_000_000;
/** Age at the last query. */
const ASKED = 10_000;
const ASKED_AT = START + ASKED;

const STATE: FollowState = {
  submittedAt: START,
  followedFrom: START,
  isLegacy: false,
  askedAt: START,
  failures: 0,
  isSeen: false,
  early: [],
  missingSince: undefined
};

const image: ResultItem = { kind: 'image', url: 'https://r.test/a.png' };
const cover: ResultItem = { kind: 'image', url: 'https://r.test/cover.png', role: 'cover' };
const reported = (record: Partial<TaskRecord>): FollowEvent & { readonly kind: 'reported' } => ({
  kind: 'reported',
  record: { taskId: 't', state: 'generating', results: [], ...record },
  askedAt: ASKED_AT
});
const failed = (error: unknown): FollowEvent => ({ kind: 'failed', error, askedAt: ASKED_AT });
const jobsAnswered = (isKnown: boolean | undefined): FollowEvent => ({
  kind: 'jobsAnswered',
  isKnown,
  askedAt: ASKED_AT
});

const retryLater = { remedy: 'retry', accepted: 'no', transient: true } as const;
const offline = new UnreachableError('No network.', { remedy: 'check-network', accepted: 'no', transient: true });
const blocked = new UnreachableError('Wrong certificate.', { code: 'CERT', remedy: 'check-network', accepted: 'no' });
const busy = new ServerError('Busy.', { ...retryLater, code: 500 });
const limited = new RateLimitError('Slower.', { ...retryLater, code: 429, retryAfterMs: 45_000 });
const refused = new KeyRefusedError('Wrong key.', { code: 401, remedy: 'set-key', accepted: 'no' });
const notFound = new NotFoundError('Unknown.', { code: 404, remedy: 'check-logs', accepted: 'no' });
const malformed = new KieError('Malformed.', { code: 400, remedy: 'fix-input', accepted: 'no' });
const gone = new SwitchedOffError('Off.', { code: 505, remedy: 'none', accepted: 'no' });
const generation = new GenerationError('It failed.', { code: 501, remedy: 'retry', accepted: 'no' });
const portal = new KieError('A page.', { code: 'HTML', remedy: 'check-network', accepted: 'no', transient: true });
const foreign = new Error('the response is about another task');

interface Row {
  readonly title: string;
  readonly state?: Partial<FollowState>;
  readonly event: FollowEvent;
  /** Milliseconds since the submission. */
  readonly age?: number;
  readonly step: FollowStep;
  /** Changes of the state. */
  readonly next?: Partial<FollowState>;
}

const poll = (afterMs: number): FollowStep => ({ kind: 'poll', afterMs });
const asked = { askedAt: ASKED_AT };
const seen = { ...asked, isSeen: true };
const backOff = (error: unknown, afterMs: number, isFirst = true): FollowStep => ({
  kind: 'backOff',
  error,
  isFirst,
  afterMs
});
const collect = (results: readonly ResultItem[], spent: { credits?: number; tookMs?: number }): FollowStep => ({
  kind: 'collect',
  success: { results, spent }
});

const SCHEDULE: readonly Row[] = [
  {
    title: 'a new task is polled after the first pause',
    event: { kind: 'started', isEarlyAsked: false },
    age: 0,
    step: poll(2_500)
  },
  {
    title: 'the pause counts from the last query',
    event: { kind: 'progressRecorded' },
    state: asked,
    age: 11_000,
    step: poll(1_500)
  },
  {
    title: 'a pause that has passed ends at once',
    event: { kind: 'progressRecorded' },
    state: asked,
    age: 40_000,
    step: poll(1)
  },
  {
    title: 'a learned duration changes the pause',
    event: { kind: 'progressRecorded' },
    state: { ...asked, usual: { fromMs: 28_000, lateMs: 45_000, pauseMs: 2_000, untilMs: 77_000 } },
    age: 10_000,
    step: poll(10_000)
  },
  {
    title: 'a resumed task is polled after its pause',
    event: { kind: 'started', isEarlyAsked: false },
    state: { askedAt: START + 60_000 },
    age: 60_000,
    step: poll(7_000)
  },
  {
    title: 'a task older than a minute is polled at once',
    event: { kind: 'started', isEarlyAsked: false },
    age: 60_001,
    step: poll(0)
  },
  {
    title: 'a request for early results polls at once',
    event: { kind: 'started', isEarlyAsked: true },
    age: 1_000,
    step: poll(0)
  },
  { title: 'without a key it looks again after 5 s', event: { kind: 'noKey' }, step: poll(5_000) },
  { title: 'a restored connection polls at once', event: { kind: 'reconnected' }, step: poll(0) }
];

const RUNNING = { state: 'generating', progress: 0.5, credits: 3 } as const;
const REPORTS: readonly Row[] = [
  {
    title: 'a running task records its progress and its credits',
    event: reported(RUNNING),
    step: { kind: 'recordProgress', record: reported(RUNNING).record, spent: { credits: 3 } },
    next: { ...seen, runningAt: ASKED_AT }
  },
  {
    title: 'an unpriced task records no credits',
    event: reported({ state: 'waiting' }),
    step: { kind: 'recordProgress', record: reported({ state: 'waiting' }).record, spent: {} },
    next: { ...seen, runningAt: ASKED_AT }
  },
  {
    title: 'a report ends failures and remembers early results',
    event: reported({ early: [cover] }),
    state: { failures: 3, missingSince: START, early: [image] },
    step: { kind: 'recordProgress', record: reported({ early: [cover] }).record, spent: {} },
    next: { ...seen, runningAt: ASKED_AT, failures: 0, missingSince: undefined, early: [cover] }
  },
  {
    title: 'results of a finished task are downloaded',
    event: reported({ state: 'success', results: [image], credits: 4, tookMs: 9_000 }),
    step: collect([image], { credits: 4, tookMs: 9_000 }),
    next: seen
  },
  {
    title: 'the duration counts from the last query before the end',
    event: reported({ state: 'success', results: [image] }),
    state: { runningAt: START + 6_000, followedFrom: START + 9_000 },
    step: collect([image], { tookMs: 8_000 }),
    next: seen
  },
  {
    title: 'the duration counts from the submission',
    event: reported({ state: 'success', results: [image] }),
    state: { followedFrom: START + 4_999 },
    step: collect([image], { tookMs: 7_500 }),
    next: seen
  },
  {
    title: 'the duration of a resumed task is not estimated',
    event: reported({ state: 'success', results: [image] }),
    state: { followedFrom: START + 5_000 },
    step: collect([image], {}),
    next: seen
  },
  {
    title: 'success without results is polled again after 5 s',
    event: reported({ state: 'success' }),
    step: poll(5_000),
    next: { ...seen, emptySince: ASKED_AT }
  },
  {
    title: 'partial results are polled again',
    event: reported({ state: 'success', results: [cover], incomplete: true }),
    state: { emptySince: ASKED_AT - 59_999 },
    step: poll(5_000),
    next: seen
  },
  {
    title: 'partial results are saved after a minute',
    event: reported({ state: 'success', results: [cover], incomplete: true, credits: 4 }),
    state: { emptySince: ASKED_AT - 60_000 },
    step: { kind: 'endIncomplete', incomplete: { results: [cover], spent: { credits: 4 } } },
    next: seen
  },
  {
    title: 'an unread response is kept after a minute',
    event: reported({ state: 'success', unread: '{}' }),
    state: { emptySince: ASKED_AT - 60_000 },
    step: { kind: 'endIncomplete', incomplete: { results: [], unread: '{}', spent: {} } },
    next: seen
  },
  {
    title: 'a failed callback counts as running for 15 minutes',
    event: reported({ callbackFailed: true, early: [image] }),
    age: 899_999,
    step: { kind: 'recordProgress', record: reported({ callbackFailed: true, early: [image] }).record, spent: {} },
    next: { ...seen, runningAt: ASKED_AT, early: [image] }
  },
  {
    title: 'after a failed callback the early results count',
    event: reported({ callbackFailed: true }),
    state: { early: [image] },
    age: 900_000,
    step: collect([image], { tookMs: 5_000 }),
    next: seen
  },
  {
    title: 'a failed callback without results ends at once',
    event: reported({ callbackFailed: true }),
    age: 900_000,
    step: { kind: 'endIncomplete', incomplete: { results: [], spent: {} } },
    next: { ...seen, emptySince: START + 900_000 }
  },
  {
    title: 'a failed task ends with its own results',
    event: reported({ state: 'fail', failCode: '500', failMsg: 'No.', results: [cover], credits: 2 }),
    state: { early: [image] },
    step: {
      kind: 'endFailed',
      failure: { failCode: '500', failMsg: 'No.', results: [cover], spent: { credits: 2 } }
    },
    next: seen
  },
  {
    title: 'a failed task keeps the results from before',
    event: reported({ state: 'fail' }),
    state: { early: [image] },
    step: { kind: 'endFailed', failure: { failCode: undefined, failMsg: undefined, results: [image], spent: {} } },
    next: seen
  }
];

const fresh = { missingSince: ASKED_AT };
const missingFor = (ms: number) => ({ missingSince: START + 500_000 - ms });
const LEGACY = { isLegacy: true, isSeen: true };
const FAILURES: readonly Row[] = [
  {
    title: 'without a network it waits for the connection',
    event: failed(offline),
    step: { kind: 'awaitConnection', reason: 'No network.' }
  },
  {
    title: 'a lasting connection error backs off',
    event: failed(blocked),
    step: backOff(blocked, 4_000),
    next: { failures: 1 }
  },
  { title: 'a server error backs off', event: failed(busy), step: backOff(busy, 4_000), next: { failures: 1 } },
  {
    title: 'the second failure waits longer',
    state: { failures: 1 },
    event: failed(busy),
    step: backOff(busy, 8_000, false),
    next: { failures: 2 }
  },
  {
    title: 'no failure waits longer than 30 s',
    state: { failures: 9 },
    event: failed(busy),
    step: backOff(busy, 30_000, false),
    next: { failures: 10 }
  },
  { title: "KIE's longer wait counts", event: failed(limited), step: backOff(limited, 45_000), next: { failures: 1 } },
  { title: 'a wrong key waits 30 s', event: failed(refused), step: backOff(refused, 30_000), next: { failures: 1 } },
  {
    title: "another task's record backs off",
    event: failed(foreign),
    step: backOff(foreign, 4_000),
    next: { failures: 1 }
  },
  {
    title: 'a failed generation ends with the early results',
    state: { early: [image] },
    event: failed(generation),
    step: { kind: 'endFailed', failure: { failCode: '501', failMsg: 'It failed.', results: [image], spent: {} } }
  },
  { title: 'a fresh task may be unknown', event: failed(notFound), step: poll(2_500), next: fresh },
  { title: 'a fresh task may be malformed', event: failed(malformed), step: poll(2_500), next: fresh },
  {
    title: 'an older task may be unknown for 2 minutes',
    state: missingFor(119_999),
    event: failed(notFound),
    age: 500_000,
    step: poll(1)
  },
  {
    title: 'a task younger than 2 minutes is never missing',
    state: { missingSince: START - 100_000 },
    event: failed(notFound),
    age: 120_000,
    step: poll(1)
  },
  {
    title: 'then the task is missing',
    state: missingFor(120_000),
    event: failed(notFound),
    age: 500_000,
    step: { kind: 'endMissing' }
  },
  {
    title: 'a reported task is never missing',
    state: { isSeen: true, ...missingFor(120_000) },
    event: failed(notFound),
    age: 500_000,
    step: backOff(notFound, 4_000),
    next: { failures: 1 }
  },
  {
    title: 'a switched-off jobs service backs off',
    state: { isSeen: true },
    event: failed(gone),
    step: backOff(gone, 4_000),
    next: { failures: 1 }
  },
  {
    title: 'a legacy service may be gone for 2 minutes',
    state: LEGACY,
    event: failed(gone),
    age: 500_000,
    step: poll(1),
    next: { missingSince: START + 500_000 }
  },
  {
    title: 'then jobs is asked about the task',
    state: { ...LEGACY, ...missingFor(120_000) },
    event: failed(gone),
    age: 500_000,
    step: { kind: 'askJobs' }
  },
  {
    title: 'a task that jobs knows is followed there',
    state: LEGACY,
    event: jobsAnswered(true),
    step: { kind: 'switchToJobs' }
  },
  {
    title: 'a task that jobs does not know is withdrawn',
    state: LEGACY,
    event: jobsAnswered(false),
    step: { kind: 'endWithdrawn' }
  },
  {
    title: 'a failed question to jobs is repeated later',
    state: LEGACY,
    event: jobsAnswered(undefined),
    age: 11_000,
    step: poll(1_500)
  }
];

const rows = [
  ...SCHEDULE.map(row => ({ group: 'schedule', ...row })),
  ...REPORTS.map(row => ({ group: 'report', ...row }))
];

for (const { group, title, state, event, age = ASKED, step, next } of rows) {
  test(`follow: ${group}: ${title}`, () => {
    const before = { ...STATE, ...state };
    assert.deepEqual(nextStep(before, event, START + age), [{ ...before, ...next }, step]);
  });
}

for (const { title, state, event, age = ASKED, step, next } of FAILURES) {
  test(`follow: failure: ${title}`, () => {
    const before = { ...STATE, ...state };
    assert.deepEqual(nextStep(before, event, START + age), [{ ...before, ...asked, ...next }, step]);
  });
}

test('follow: a task that has moved to jobs is polled there at once', () => {
  const before = { ...STATE, ...LEGACY, missingSince: START };
  const after = { ...before, isLegacy: false, missingSince: undefined };
  assert.deepEqual(nextStep(before, { kind: 'switchedToJobs' }, START), [after, poll(0)]);
});

const offlineWithCode = new UnreachableError('No network.', { ...retryLater, code: 502 });
const ANSWERS: readonly (readonly [title: string, error: unknown, isAnswer: boolean])[] = [
  ['a code of KIE', busy, true],
  ['the page of a captive portal', portal, false],
  ['a broken connection', offline, false],
  ['a broken connection with a status', offlineWithCode, false],
  ["another task's record", foreign, false]
];

for (const [title, error, expected] of ANSWERS) {
  test(`isAnswer: ${title} ${expected ? 'proves' : 'does not prove'} a connection`, () => {
    assert.equal(isAnswer(error), expected);
  });
}

test('follow: a clock that is set back by a day delays no query', () => {
  const day = 24 * 3_600_000;
  const running = reported({ state: 'generating' });
  const [state] = nextStep(STATE, running, ASKED_AT);
  const [, inFlight] = nextStep(state, { kind: 'progressRecorded' }, ASKED_AT - day);
  assert.deepEqual(inFlight, { kind: 'poll', afterMs: 2_500 });
  const learned = {
    ...state,
    usual: { fromMs: 28_000, lateMs: 45_000, pauseMs: 2_000, untilMs: 77_000 },
    askedAt: ASKED_AT - day
  };
  const [, later] = nextStep(learned, { kind: 'progressRecorded' }, ASKED_AT - day);
  assert.deepEqual(later, { kind: 'poll', afterMs: 5_000 });
});
