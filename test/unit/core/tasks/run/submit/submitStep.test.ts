import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreditsError,
  InterruptedError,
  InvalidRequestError,
  KeyRefusedError,
  KieError,
  NoKeyError,
  RateLimitError,
  ServerError,
  SpendingCapError,
  UnreachableError
} from '../../../../../../src/core/http/errors/errors.ts';
import { failureNote } from '../../../../../../src/core/tasks/run/submit/failurePolicy.ts';
import type { FailureNote } from '../../../../../../src/core/tasks/run/submit/failurePolicy.ts';
import { nextStep } from '../../../../../../src/core/tasks/run/submit/submitStep.ts';
import type { SubmitEvent, SubmitState, SubmitStep } from '../../../../../../src/core/tasks/run/submit/submitStep.ts';
import { likelyNotAcceptedError, unknownError } from '../../../../../../src/core/tasks/run/taskError.ts';

const NOW = 1_000_000;
const STATE: SubmitState = {
  attempts: 0,
  repeatable: undefined,
  isInBatch: false,
  isInterrupted: false,
  isStopAsked: false,
  hasReusedUploads: false,
  hasRecord: true,
  estimate: 4,
  balanceBefore: 7
};
const BATCH = { isInBatch: true, batchState: 'running' } as const;
const STOPPED_BATCH = { isInBatch: true, batchState: 'stopped' } as const;
const REPEATING = { repeatable: { everyMs: 25_000, times: 3, notReady: ['400'] } };

const hold = { kind: 'price', message: 'It costs more now.' } as const;
const request = { prompt: 'a red fox' };
const credits = new CreditsError('Not enough credits.', { code: 402, remedy: 'top-up', accepted: 'no' });
const noKey = new NoKeyError('No key.', { remedy: 'set-key', accepted: 'no' });
const refused = new KeyRefusedError('Wrong key.', { code: 401, remedy: 'set-key', accepted: 'no' });
const capped = new SpendingCapError('Limit.', { code: 433, remedy: 'top-up', accepted: 'no' });
const invalid = new InvalidRequestError('Wrong.', { code: 422, remedy: 'fix-input', accepted: 'no' });
const media = new InvalidRequestError('Unread.', { code: 451, remedy: 'fix-input', accepted: 'no' });
const unclearMedia = new KieError('Unread.', { code: 451, remedy: 'check-logs', accepted: 'perhaps' });
const busy = new ServerError('Busy.', { code: 455, remedy: 'wait', accepted: 'no', transient: true });
const offline = new UnreachableError('Offline.', { remedy: 'check-network', accepted: 'no', transient: true });
const limitOptions = { code: 429, remedy: 'wait', accepted: 'no', transient: true } as const;
const limited = new RateLimitError('Slower.', limitOptions);
const limitedFor = new RateLimitError('Slower.', { ...limitOptions, retryAfterMs: 90_000 });
const lost = new InterruptedError('Reset.', { remedy: 'check-logs', accepted: 'perhaps' });
const blank = new ServerError('No.', { code: 500, remedy: 'check-logs', accepted: 'perhaps', envelope: 'empty' });
const general = new ServerError('No.', {
  code: 500,
  remedy: 'check-logs',
  accepted: 'perhaps',
  envelope: 'empty',
  reason: 'Server exception, please try again later'
});
const withData = new ServerError('No.', { code: 500, remedy: 'check-logs', accepted: 'perhaps', envelope: 'data' });
const notReady = new KieError('Not yet.', { code: 400, remedy: 'wait', accepted: 'perhaps', envelope: 'empty' });
const notReadyPage = new KieError('Not yet.', { code: 400, remedy: 'wait', accepted: 'perhaps' });
const bug = new TypeError('x is undefined');

type Row = readonly [title: string, change: Partial<SubmitState>, event: SubmitEvent, step: SubmitStep];

const notPrepared = (error: unknown): SubmitEvent => ({ kind: 'prepareFailed', error });
const rejected = (error: unknown): SubmitEvent => ({ kind: 'createFailed', error });
const again = (error: KieError, attempts: number, afterMs: number): SubmitStep => ({
  kind: 'prepareAgain',
  error,
  attempts,
  afterMs
});
const retry = (error: KieError, attempts: number, afterMs: number): SubmitStep => ({
  kind: 'retry',
  error,
  attempts,
  afterMs
});
const fail = (error: unknown): SubmitStep => ({ kind: 'fail', error, finishedAt: NOW });
const reject = (error: KieError): SubmitStep => ({ kind: 'reject', error, finishedAt: NOW });
const stop = (error: KieError): SubmitStep => ({ kind: 'stop', error, finishedAt: NOW });
const unknown = (message?: string, hasRecord = true): SubmitStep => ({
  kind: 'markUnknown',
  error: unknownError(hasRecord, message)
});
const send = (attempts: number, balanceBefore: number | null): SubmitStep => ({
  kind: 'send',
  request,
  attempts,
  submittedAt: NOW,
  balanceBefore
});
const repeat = (attempts: number): SubmitStep => ({ kind: 'repeat', attempts, afterMs: 25_000 });
const endRepeating = (state: 'stopped' | 'uncollected'): SubmitStep => ({
  kind: 'endRepeating',
  state,
  finishedAt: NOW
});

const BEFORE_SENDING: readonly Row[] = [
  ['a higher price waits for approval', {}, { kind: 'held', hold }, { kind: 'hold', hold }],
  ['a prepared request is sent', {}, { kind: 'prepared', request }, send(1, 7)],
  ['later attempts are counted', { attempts: 2 }, { kind: 'prepared', request }, send(3, 7)],
  ['an unknown balance does not matter', { balanceBefore: null }, { kind: 'prepared', request }, send(1, null)],
  ['nothing is sent while closing', { isInterrupted: true }, { kind: 'prepared', request }, { kind: 'end' }],
  ['an error while closing is ignored', { isInterrupted: true }, notPrepared(invalid), { kind: 'end' }],
  ['an invalid input fails', {}, notPrepared(invalid), fail(invalid)],
  ['a missing key fails', {}, notPrepared(noKey), fail(noKey)],
  ['missing credits fail', {}, notPrepared(credits), fail(credits)],
  ['an unexpected error fails', {}, notPrepared(bug), fail(bug)],
  ['without a network it waits 2 s', {}, notPrepared(offline), again(offline, 1, 2_000)],
  ['the second wait is longer', { attempts: 1 }, notPrepared(offline), again(offline, 2, 4_000)],
  ['an upload is retried up to 5 times', { attempts: 4 }, notPrepared(busy), again(busy, 5, 32_000)],
  ['the sixth failure is final', { attempts: 5 }, notPrepared(offline), fail(offline)],
  ["KIE's longer wait counts", {}, notPrepared(limitedFor), again(limitedFor, 1, 90_000)],
  [
    'a batch without a network waits without limit',
    { ...BATCH, attempts: 5 },
    notPrepared(offline),
    again(offline, 5, 32_000)
  ],
  ['a batch has limits for other errors', { ...BATCH, attempts: 5 }, notPrepared(busy), fail(busy)],
  ['a missing key pauses the batch', BATCH, notPrepared(noKey), { kind: 'pauseBatch', error: noKey }],
  ['missing credits pause the batch', BATCH, notPrepared(credits), { kind: 'pauseBatch', error: credits }],
  [
    'a paused batch gets the task back',
    { ...BATCH, batchState: 'paused' },
    notPrepared(credits),
    { kind: 'pauseBatch', error: credits }
  ],
  ['a stopped batch is not paused', STOPPED_BATCH, notPrepared(credits), fail(credits)],
  ['a removed batch is not paused', { isInBatch: true }, notPrepared(credits), fail(credits)],
  ['an error of one task does not pause the batch', BATCH, notPrepared(invalid), fail(invalid)],
  ['a batch that took nothing back lets it fail', BATCH, { kind: 'batchNotPaused', error: noKey }, fail(noKey)]
];

const AFTER_CREATE: readonly Row[] = [
  [
    'unreadable reused files are uploaded again',
    { hasReusedUploads: true },
    rejected(media),
    {
      kind: 'reupload',
      error: media,
      attempts: 1
    }
  ],
  ['unreadable new files are final', {}, rejected(media), reject(media)],
  [
    'unreadable files without proof are unclear',
    { hasReusedUploads: true },
    rejected(unclearMedia),
    unknown('Unread.')
  ],
  ['other errors upload nothing again', { hasReusedUploads: true }, rejected(invalid), reject(invalid)],
  ['a stopped task uploads nothing again', { hasReusedUploads: true, isStopAsked: true }, rejected(media), stop(media)],
  ['a stopped batch uploads nothing again', { hasReusedUploads: true, ...STOPPED_BATCH }, rejected(media), stop(media)],
  ...[credits, noKey, refused, capped].map((error): Row => [
    `${error.name} pauses the batch`,
    BATCH,
    rejected(error),
    { kind: 'returnToBatch', error }
  ]),
  ['a stopped task does not return to its batch', { ...BATCH, isStopAsked: true }, rejected(credits), stop(credits)],
  ['missing credits are final without a batch', {}, rejected(credits), reject(credits)],
  ['missing credits are final in a stopped batch', STOPPED_BATCH, rejected(credits), reject(credits)],
  ['a result that is not ready is requested again', REPEATING, rejected(notReady), repeat(1)],
  ['a transient rejection repeats the request', REPEATING, rejected(busy), repeat(1)],
  ['the last but one request is repeated', { ...REPEATING, attempts: 1 }, rejected(notReady), repeat(2)],
  [
    'the last request leaves the result uncollected',
    { ...REPEATING, attempts: 2 },
    rejected(notReady),
    endRepeating('uncollected')
  ],
  ['a stopped task is not repeated', { ...REPEATING, isStopAsked: true }, rejected(notReady), endRepeating('stopped')],
  ['a stopped batch is not repeated', { ...REPEATING, ...STOPPED_BATCH }, rejected(busy), endRepeating('stopped')],
  [
    'a task stopped at its last request is stopped',
    { ...REPEATING, attempts: 2, isStopAsked: true },
    rejected(notReady),
    endRepeating('stopped')
  ],
  [
    'a batch stopped at the last request is uncollected',
    { ...REPEATING, ...STOPPED_BATCH, attempts: 2 },
    rejected(notReady),
    endRepeating('uncollected')
  ],
  ['a page with the code for "not ready" is unclear', REPEATING, rejected(notReadyPage), unknown('Not yet.')],
  ['a lost response is not repeated', REPEATING, rejected(lost), unknown('Reset.')],
  ['other rejections end the repetition', REPEATING, rejected(invalid), reject(invalid)],
  ['"not ready" means nothing to other services', {}, rejected(notReady), unknown('Not yet.')],
  ['a lost response is never resent', {}, rejected(lost), unknown('Reset.')],
  ['a stop does not hide an unclear outcome', { isStopAsked: true }, rejected(lost), unknown('Reset.')],
  ['a task without a record has its own sentence', { hasRecord: false }, rejected(lost), unknown('Reset.', false)],
  ['an unexpected error is unclear', {}, rejected(bug), unknown('x is undefined')],
  ['a thrown text is unclear', {}, rejected('odd'), unknown()],
  ['code 500 without data compares the balance', {}, rejected(blank), { kind: 'checkBalance', error: blank }],
  ['code 500 with data proves nothing', {}, rejected(withData), unknown('No.')],
  ['an unknown balance compares nothing', { balanceBefore: null }, rejected(blank), unknown('No.')],
  ['a free task compares nothing', { estimate: 0 }, rejected(blank), unknown('No.')],
  [
    'a task without an estimate compares the balance',
    { estimate: undefined },
    rejected(blank),
    {
      kind: 'checkBalance',
      error: blank
    }
  ],
  [
    'an unchanged balance is named',
    {},
    { kind: 'balanceChecked', error: blank, isUnchanged: true },
    {
      kind: 'markUnknown',
      error: likelyNotAcceptedError(blank)
    }
  ],
  [
    'a changed balance leaves it unknown',
    {},
    { kind: 'balanceChecked', error: blank, isUnchanged: false },
    unknown('No.')
  ],
  ['a rate limit is retried', {}, rejected(limited), retry(limited, 1, 2_000)],
  ["KIE's wait after a rate limit counts", {}, rejected(limitedFor), retry(limitedFor, 1, 90_000)],
  ['maintenance is retried up to 5 times', { attempts: 4 }, rejected(busy), retry(busy, 5, 32_000)],
  ['the sixth rejection is final', { attempts: 5 }, rejected(busy), reject(busy)],
  ['an unreachable KIE is retried', {}, rejected(offline), retry(offline, 1, 2_000)],
  [
    'a batch retries an unreachable KIE without limit',
    { ...BATCH, attempts: 9 },
    rejected(offline),
    retry(offline, 5, 32_000)
  ],
  ['a stopped task is not retried', { isStopAsked: true }, rejected(busy), stop(busy)],
  ['a stopped batch is not retried', STOPPED_BATCH, rejected(busy), stop(busy)],
  ['a proven rejection is final', {}, rejected(invalid), reject(invalid)],
  ['a stopped task does not fail', { isStopAsked: true }, rejected(invalid), stop(invalid)],
  ['a task of a stopped batch fails', STOPPED_BATCH, rejected(invalid), reject(invalid)]
];

for (const [title, change, event, step] of BEFORE_SENDING) {
  test(`submit: before createTask: ${title}`, () =>
    assert.deepEqual(nextStep({ ...STATE, ...change }, event, NOW), step));
}

for (const [title, change, event, step] of AFTER_CREATE) {
  test(`submit: after createTask: ${title}`, () =>
    assert.deepEqual(nextStep({ ...STATE, ...change }, event, NOW), step));
}

const plain = { isRefused: true, isUnclear: false, droppedUploads: 'none' } as const;
const unclear = { isRefused: false, isUnclear: true, droppedUploads: 'none' } as const;
const limitUnclear = new RateLimitError('Slower.', { code: 429, remedy: 'check-logs', accepted: 'perhaps' });
const NOTES: readonly (readonly [string, SubmitState['repeatable'], unknown, FailureNote])[] = [
  ['a rejection is refused', undefined, invalid, plain],
  ['a lost response is unclear', undefined, lost, unclear],
  ['an unexpected error is unclear', undefined, bug, unclear],
  ['unreadable media drops the uploads', undefined, media, { ...plain, droppedUploads: 'all' }],
  ['unreadable media without proof drops them too', undefined, unclearMedia, { ...unclear, droppedUploads: 'all' }],
  [
    'a general error of KIE may be about media that were reused',
    undefined,
    general,
    { ...unclear, droppedUploads: 'reused' }
  ],
  ['another error with code 500 drops nothing', undefined, blank, unclear],
  ['a rate limit pauses all submissions for 10 s', undefined, limited, { ...plain, pauseMs: 10_000 }],
  ["a rate limit pauses for KIE's time", undefined, limitedFor, { ...plain, pauseMs: 90_000 }],
  ['an unclear rate limit pauses too', undefined, limitUnclear, { ...unclear, pauseMs: 10_000 }],
  ['a repeated request has its own pause', REPEATING.repeatable, limited, plain],
  ['"not ready" is refused without proof', REPEATING.repeatable, notReady, { ...unclear, isRefused: true }]
];

for (const [title, repeatable, error, note] of NOTES) {
  test(`failureNote: ${title}`, () => assert.deepEqual(failureNote(repeatable, error), note));
}
