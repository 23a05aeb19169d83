import * as l10n from '@vscode/l10n';
import type { Output } from '../../../shared/model.ts';
import type { CreateTaskRequest, TaskRecord } from '../clientTypes.ts';
import { NotFoundError } from '../errors.ts';
import { readResults } from './results.ts';
import type { Service, ServiceCall } from './service.ts';
import { at, decode, isEmpty, isFields, number, taskIdOf, text } from './values.ts';

/** `called`: KIE could not reach the callback address; what was made is there all the same. */
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
  readonly notReady?: Service['notReady'];
  readonly refusalNamesTask?: true;
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
  const { id, label, operations, output, record, notReady, refusalNamesTask } = protocol;
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
    ...(notReady === undefined ? {} : { notReady }),
    ...(refusalNamesTask === undefined ? {} : { refusalNamesTask })
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

function readState(protocol: Protocol, data: unknown, output: Output): TaskRecord {
  // A recorded call answered code 200 without data for a task that is not known.
  if (protocol.record !== undefined && isEmpty(data)) {
    const message = l10n.t('KIE does not know this task (yet).');
    throw new NotFoundError(message, { code: 404, remedy: 'wait', accepted: 'no' });
  }
  const found = readAll(protocol, data, output);
  const failCode = first(data, ERROR_CODES, code => code !== '0' && code !== '200');
  const failMsg = first(data, ERROR_TEXTS);
  const failing = failCode !== undefined || failMsg !== undefined;
  const { stage: said, progress: usual, note } = stageOf(protocol, data);
  const open = said === 'queued' || said === 'running';
  const ended = said === 'called' ? (found.length > 0 ? 'done' : 'failed') : said;
  const stage = open && failing && protocol.errorMeansFailed ? 'failed' : ended;
  const progress = protocol.progress === undefined ? usual : (number(at(data, protocol.progress)) ?? usual);
  const param = decode(at(data, 'paramJson') ?? at(data, 'param') ?? at(data, 'generateParam'));
  const credits = number(at(data, 'creditsConsumed'));
  return {
    taskId: taskIdOf(data) ?? '',
    state: STATE_OF[stage],
    results: stage === 'done' ? found : [],
    ...(open && protocol.early && found.length > 0 ? { early: found } : {}),
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
  // Where nothing can be asked later, what came is all there is.
  return typeof meaning === 'object' ? meaning : { stage: meaning ?? (record === undefined ? 'called' : 'running') };
}

const readAll = ({ results, leave }: Protocol, data: unknown, output: Output): TaskRecord['results'] =>
  results.flatMap(path => readResults(at(data, path), output, leave));

/** The first of these fields that says something. */
function first(
  data: unknown,
  paths: readonly string[],
  counts: (value: string) => boolean = () => true
): string | undefined {
  return paths.map(path => text(at(data, path))).find(value => value !== undefined && counts(value));
}
