import { compact } from '../../../shared/compact.ts';
import type { Output } from '../../../shared/model.ts';
import { spentCredits, unknownTask } from '../records.ts';
import type { TaskRecord } from '../taskRecord.ts';
import { isMain, lacksMain } from './completeness.ts';
import type { Protocol, Stage, StageDetail, Told } from './descriptor.ts';
import { readResults } from './results.ts';
import { wordsIn } from './textResults.ts';
import { at, decode, durationOf, isEmpty, isFields, number, taskIdOf, text, unreadAnswer } from './values.ts';

const ERROR_CODES = ['errorCode', 'failCode'];
const ERROR_TEXTS = ['errorMessage', 'errorMsg', 'failMsg'];
const STATE_OF: Readonly<Record<Exclude<Stage, 'called'>, TaskRecord['state']>> = {
  queued: 'queuing',
  running: 'generating',
  done: 'success',
  failed: 'fail'
};

/** What a former service says of a task (`data` of its record, or of an answer that is the result). */
export function readState(protocol: Protocol, data: unknown, wanted: Output): TaskRecord {
  // A recorded call answered code 200 without data for a task that is not known.
  if (protocol.record !== undefined && isEmpty(data)) throw unknownTask();
  const told = toldBy(protocol, data);
  const output = told?.output ?? wanted;
  const raws = protocol.results.map(path => at(data, path));
  const found = raws.flatMap(raw => readResults(raw, output, protocol.leave));
  const lacking = found.length > 0 && raws.some(raw => lacksMain(raw, found, output));
  const failCode = first(data, ERROR_CODES, code => code !== '0' && code !== '200');
  const failMsg = first(data, ERROR_TEXTS);
  const failing = failCode !== undefined || failMsg !== undefined;
  const { stage: said, progress: usual, note } = stageOf(protocol, data);
  const main = found.filter(item => isMain(item, output));
  const whole = !lacking && main.length >= (protocol.pieces ?? 1);
  // Where nothing can be asked later, what came is all there is.
  const called = protocol.record === undefined ? (found.length > 0 ? 'done' : 'failed') : whole ? 'done' : 'running';
  const ended = said === 'called' ? called : said;
  const open = ended === 'queued' || ended === 'running';
  const undelivered = said === 'called' && open;
  const early = undelivered ? found.length > 0 : protocol.early === true && main.length > 0;
  const stage = open && !undelivered && failing && protocol.errorMeansFailed ? 'failed' : ended;
  const words = open && protocol.words !== undefined ? wordsIn(raws, protocol.words) : [];
  const progress = protocol.progress === undefined ? usual : (number(at(data, protocol.progress)) ?? usual);
  const param = decode(at(data, 'paramJson') ?? at(data, 'param') ?? at(data, 'generateParam'));
  return compact<TaskRecord>({
    taskId: taskIdOf(data) ?? '',
    state: STATE_OF[stage],
    // The first song stays made, also when the second one fails.
    results: stage === 'done' || (stage === 'failed' && early) ? found : [],
    unread: stage === 'done' && found.length === 0 ? unreadAnswer(raws.filter(raw => !isEmpty(raw))) : undefined,
    early: open && early ? found : undefined,
    words: words.length > 0 ? words : undefined,
    undelivered: undelivered || undefined,
    lacking: lacking || undefined,
    operation: told?.operation,
    note: note?.(),
    failCode: stage === 'failed' ? failCode : undefined,
    failMsg: stage === 'failed' ? failMsg : undefined,
    progress: progress === undefined ? undefined : Math.min(1, Math.max(0, progress)),
    param: isFields(param) ? param : undefined,
    credits: spentCredits(STATE_OF[stage], at(data, 'creditsConsumed')),
    tookMs: stage === 'done' && isFields(data) ? durationOf(data) : undefined
  });
}

function stageOf({ record, state, states }: Protocol, data: unknown): StageDetail {
  if (state === undefined) return { stage: 'done' };
  const value = first(data, state);
  const meaning = value === undefined ? undefined : states?.[value];
  return typeof meaning === 'object' ? meaning : { stage: meaning ?? (record === undefined ? 'called' : 'running') };
}

function toldBy({ told }: Protocol, data: unknown): Told | undefined {
  const value = told === undefined ? '' : (text(at(data, told.path)) ?? '');
  return told?.as.find(({ is }) => is.test(value));
}

/** The first of these fields that says something. */
function first(
  data: unknown,
  paths: readonly string[],
  counts: (value: string) => boolean = () => true
): string | undefined {
  return paths.map(path => text(at(data, path))).find(value => value !== undefined && counts(value));
}
