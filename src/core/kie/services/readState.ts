import { compact } from '../../../shared/compact.ts';
import type { Output } from '../../../shared/model.ts';
import { spentCredits, unknownTask } from '../records.ts';
import type { TaskRecord } from '../taskRecord.ts';
import { isMain, isIncomplete } from './completeness.ts';
import type { LegacyServiceDescriptor, Stage, StageDetail, OperationMatch } from './descriptor.ts';
import { readResults } from './results.ts';
import { wordsIn } from './textResults.ts';
import { at, decode, durationOf, isEmpty, isFields, number, taskIdOf, text, unreadResponse } from './values.ts';

const ERROR_CODES = ['errorCode', 'failCode'];
const ERROR_TEXTS = ['errorMessage', 'errorMsg', 'failMsg'];
const STATE_OF: Readonly<Record<Exclude<Stage, 'callbackFailed'>, TaskRecord['state']>> = {
  queued: 'queuing',
  running: 'generating',
  done: 'success',
  failed: 'fail'
};

/**
 * Reads the state of a legacy service's task: `data` of its record, or of a response that is the result.
 * @throws NotFoundError when a record is empty
 */
export function readState(descriptor: LegacyServiceDescriptor, data: unknown, wanted: Output): TaskRecord {
  // A recorded call for an unknown task returned code 200 without data.
  if (descriptor.record !== undefined && isEmpty(data)) throw unknownTask();
  const match = operationMatch(descriptor, data);
  const output = match?.output ?? wanted;
  const raws = descriptor.results.map(path => at(data, path));
  const found = raws.flatMap(raw => readResults(raw, output, descriptor.leave));
  const incomplete = found.length > 0 && raws.some(raw => isIncomplete(raw, found, output));
  const failCode = first(data, ERROR_CODES, code => code !== '0' && code !== '200');
  const failMsg = first(data, ERROR_TEXTS);
  const failing = failCode !== undefined || failMsg !== undefined;
  const { stage: reported, progress: usual, note } = stageOf(descriptor, data);
  const main = found.filter(item => isMain(item, output));
  const whole = !incomplete && main.length >= (descriptor.pieces ?? 1);
  // Without a record, the response is all there is: it was paid for, so it is kept unless it reports a failure.
  const isFinal = descriptor.record === undefined;
  const finalStage = failing && found.length === 0 ? 'failed' : 'done';
  const afterCallback = isFinal ? finalStage : whole ? 'done' : 'running';
  const ended = reported === 'callbackFailed' ? afterCallback : reported;
  const open = ended === 'queued' || ended === 'running';
  const callbackFailed = reported === 'callbackFailed' && open;
  const early = callbackFailed ? found.length > 0 : descriptor.early === true && main.length > 0;
  const stage = open && !callbackFailed && failing && descriptor.errorMeansFailed ? 'failed' : ended;
  const words = open && descriptor.words !== undefined ? wordsIn(raws, descriptor.words) : [];
  const progress = descriptor.progress === undefined ? usual : (number(at(data, descriptor.progress)) ?? usual);
  const param = decode(at(data, 'paramJson') ?? at(data, 'param') ?? at(data, 'generateParam'));
  return compact<TaskRecord>({
    taskId: taskIdOf(data) ?? '',
    state: STATE_OF[stage],
    // The first song remains available when the second fails.
    results: stage === 'done' || (stage === 'failed' && (early || isFinal)) ? found : [],
    unread:
      stage === 'done' && found.length === 0
        ? unreadResponse(isFinal ? data : raws.filter(raw => !isEmpty(raw)))
        : undefined,
    early: open && early ? found : undefined,
    words: words.length > 0 ? words : undefined,
    callbackFailed: callbackFailed || undefined,
    incomplete: incomplete || undefined,
    operation: match?.operation,
    note: note?.(),
    failCode: stage === 'failed' ? failCode : undefined,
    failMsg: stage === 'failed' ? failMsg : undefined,
    progress: progress === undefined ? undefined : Math.min(1, Math.max(0, progress)),
    param: isFields(param) ? param : undefined,
    credits: spentCredits(STATE_OF[stage], at(data, 'creditsConsumed')),
    tookMs: stage === 'done' && isFields(data) ? durationOf(data) : undefined
  });
}

function stageOf({ record, state, states }: LegacyServiceDescriptor, data: unknown): StageDetail {
  if (state === undefined) return { stage: 'done' };
  const value = first(data, state);
  const meaning = value === undefined ? undefined : states?.[value];
  return typeof meaning === 'object'
    ? meaning
    : { stage: meaning ?? (record === undefined ? 'callbackFailed' : 'running') };
}

function operationMatch({ operationField }: LegacyServiceDescriptor, data: unknown): OperationMatch | undefined {
  const value = operationField === undefined ? '' : (text(at(data, operationField.path)) ?? '');
  return operationField?.matches.find(({ pattern }) => pattern.test(value));
}

/** Returns the first value at these paths that passes `counts`. */
function first(
  data: unknown,
  paths: readonly string[],
  counts: (value: string) => boolean = () => true
): string | undefined {
  return paths.map(path => text(at(data, path))).find(value => value !== undefined && counts(value));
}
