import type { Output } from '../../../shared/model.ts';
import type { CreateTaskRequest, TaskRecord } from '../clientTypes.ts';
import { unknownTask } from '../records.ts';
import { isMain, lacksMain } from './lacksMain.ts';
import { readResults } from './results.ts';
import { wordsIn } from './textResults.ts';
import type { Service, ServiceCall } from './service.ts';
import { at, decode, isEmpty, isFields, number, taskIdOf, text } from './values.ts';

/**
 * `called`: KIE could not reach the callback address, which nobody listens at. It may say so after each stage, so it
 * proves neither an end nor a failure: the work goes on, and only the results tell when it is done.
 */
export type Stage = 'queued' | 'running' | 'done' | 'failed' | 'called';

/** What a state of the service means. */
export interface StageDetail {
  readonly stage: Stage;
  /** 0 to 1 */
  readonly progress?: number;
  /** What is done so far, as a person reads it. */
  readonly note?: () => string;
}

/** A former service as data. Paths are names below `data` of the answer, joined by dots. */
export interface Protocol {
  readonly id: string;
  readonly label: string;
  /** Method and path of what starts something; the first is the usual one. */
  readonly operations: readonly [string, ...string[]];
  readonly output: Output;
  /** Path of the record below /api/v1, asked with `?taskId=`; absent: the operation answers with the result at once. */
  readonly record?: string;
  /** Where the state stands; the first that is there counts. Absent: any answer is the end. */
  readonly state?: readonly string[];
  /** A state that is not here counts as running. */
  readonly states?: Readonly<Record<string, Stage | StageDetail>>;
  /** The state says the same for running and failed: an error beside it tells. */
  readonly errorMeansFailed?: true;
  /** 0 to 1 */
  readonly progress?: string;
  /** Under which of these the results stand; all that are there count. */
  readonly results: readonly string[];
  /** Fields in there that are no results (pictures of what went in, thumbnails). */
  readonly leave?: readonly string[];
  /** Results that are there before the end may be collected early. */
  readonly early?: true;
  /** The field of a result that holds its words, which are there before its sound. */
  readonly words?: string;
  /** How many results of its own kind there usually are: while the state is `called`, fewer may mean that more come. */
  readonly pieces?: number;
  /** What a field of the record tells of the task, by the first pattern that fits; a field that is not there is ''. */
  readonly told?: { readonly path: string; readonly as: readonly Told[] };
  readonly repeatable?: Service['repeatable'];
  readonly refusalNamesTask?: true;
  readonly codes?: Service['codes'];
  readonly renewal?: string;
}

export interface Told {
  readonly is: RegExp;
  /** Which of the operations it was. */
  readonly operation: string;
  /** What that makes, where it is not what the service usually makes. */
  readonly output?: Output;
}

const ERROR_CODES = ['errorCode', 'failCode'];
const ERROR_TEXTS = ['errorMessage', 'failMsg'];
const STATE_OF: Readonly<Record<Exclude<Stage, 'called'>, TaskRecord['state']>> = {
  queued: 'queuing',
  running: 'generating',
  done: 'success',
  failed: 'fail'
};

/** The service that a description stands for. */
export function serviceOf(protocol: Protocol): Service {
  const { id, label, operations, output, record, repeatable, refusalNamesTask, codes, renewal } = protocol;
  const read = (data: unknown, wanted: Output): TaskRecord => readState(protocol, data, wanted);
  return {
    id,
    label,
    operations,
    output,
    start: request => callOf(request.operation ?? operations[0], request),
    started: data => {
      const taskId = taskIdOf(data);
      if (record !== undefined) return taskId === undefined ? undefined : { taskId };
      if (isEmpty(data)) return undefined;
      return { ...(taskId === undefined ? {} : { taskId }), record: read(data, output) };
    },
    ...(record === undefined
      ? {}
      : { status: (taskId: string) => `/api/v1${record}?taskId=${encodeURIComponent(taskId)}` }),
    read,
    ...(repeatable === undefined ? {} : { repeatable }),
    ...(refusalNamesTask === undefined ? {} : { refusalNamesTask }),
    ...(codes === undefined ? {} : { codes }),
    ...(renewal === undefined ? {} : { renewal })
  };
}

/** The parameters stand at the top level of the body; of a GET in the query. */
function callOf(operation: string, { input }: CreateTaskRequest): ServiceCall {
  const [method = '', path = ''] = operation.split(' ');
  if (method !== 'GET') return { method: 'POST', path, json: input };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) query.set(name, String(value));
  return { method: 'GET', path: `${path}?${query.toString()}` };
}

function readState(protocol: Protocol, data: unknown, wanted: Output): TaskRecord {
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
  const credits = number(at(data, 'creditsConsumed'));
  return {
    taskId: taskIdOf(data) ?? '',
    state: STATE_OF[stage],
    // The first song stays made, also when the second one fails.
    results: stage === 'done' || (stage === 'failed' && early) ? found : [],
    ...(open && early ? { early: found } : {}),
    ...(words.length > 0 ? { words } : {}),
    ...(undelivered ? { undelivered } : {}),
    ...(lacking ? { lacking } : {}),
    ...(told === undefined ? {} : { operation: told.operation }),
    ...(note === undefined ? {} : { note: note() }),
    ...(stage !== 'failed' || failCode === undefined ? {} : { failCode }),
    ...(stage !== 'failed' || failMsg === undefined ? {} : { failMsg }),
    ...(progress === undefined ? {} : { progress: Math.min(1, Math.max(0, progress)) }),
    ...(isFields(param) ? { param } : {}),
    ...(credits === undefined ? {} : { credits })
  };
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
