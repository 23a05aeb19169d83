/** Answers the legacy endpoints: requests that create a task, and the status queries for it. */
import type { TableEntry } from '../catalogData.ts';
import type { Answer } from '../hosts/http.ts';
import { envelope } from '../hosts/http.ts';
import { creditsFor } from '../price.ts';
import { problemsIn, rejectWithPaths } from '../check/refusals.ts';
import type { State } from '../state.ts';
import { SlidingWindow, submissionOf } from '../state.ts';
import type { TaskView } from '../taskView.ts';
import type { ModelRequest } from '../tasks.ts';
import type { EmulatedTask, Problem } from '../types.ts';
import { textOf } from '../check/values.ts';
import type { LegacyService } from './service.ts';

export type Input = Readonly<Record<string, unknown>>;

/** Accepts and charges a request whose parameters are at the top level of the body. */
export function create(state: State, service: LegacyService, request: ModelRequest): Answer {
  const { entry, input } = request;
  if (!state.limits.submissions.admit()) return envelope(429, 'Rate limit exceeded', null);
  const fails = lateFailure(state, entry, input);
  const problems = fails ? undefined : problemsOf(state, entry, input);
  if (problems) return problems;
  const of = service.repeats ?? service.once?.of;
  const key = of && keyOf(entry, input, of);
  const before = key === undefined ? undefined : state.issued.taskOfProduct(key);
  if (before !== undefined && state.tasks.peek(before)?.phase !== 'fail') {
    if (service.repeats) return created(state, service, before);
    return envelope(service.once?.code ?? 409, 'The record exists already', { taskId: before });
  }
  const task = accept(state, request, fails ? failLater : service.work);
  if (!task) return envelope(402, 'Insufficient credits', null);
  if (key !== undefined) state.issued.addProduct(key, task.taskId);
  return created(state, service, task.taskId);
}

/** Charges the credits and starts the work; returns undefined when there are too few credits. */
export function accept(state: State, request: ModelRequest, work: LegacyService['work']): EmulatedTask | undefined {
  const { entry, input } = request;
  const credits = creditsFor(entry, input, address => state.store.find(address), state.now());
  if (credits > state.credits) return undefined;
  state.credits = Math.round((state.credits - credits) * 1e4) / 1e4;
  const task = state.tasks.create(request, credits, work);
  state.submissions.push(submissionOf(task));
  return task;
}

/** The rejection of a request that violates the documentation, or uses ids that were not issued here. */
export function problemsOf(state: State, entry: TableEntry, input: Input): Answer | undefined {
  const problems = problemsIn(state, entry, input);
  if (problems.length === 0) return undefined;
  if (problems.some(({ path }) => path === 'input.callBackUrl'))
    return envelope(422, 'Please enter callBackUrl.', null);
  const unknown = UNKNOWN_PARENT[entry.id];
  return unknown !== undefined && problems.every(({ message }) => message.startsWith('No '))
    ? envelope(422, unknown, null)
    : rejectWithPaths(problems);
}

/** Recorded messages for a task or track that does not exist. */
const UNKNOWN_PARENT: Readonly<Record<string, string>> = {
  '/suno/cover/generate': 'Original music record does not exist',
  '/vocal-removal/generate': 'Record does not exist',
  '/veo/get-1080p-video': 'Record does not exist'
};

/** These accept a parent or a file that does not exist: the task fails later (recorded in 2026). */
const FAILS_LATER: Readonly<Record<string, (problem: Problem) => boolean>> = {
  '/generate/extend': ({ path, message }) =>
    path === 'input.audioId' && message === 'No track of this task has this id',
  '/runway/extend': ({ path, message }) => path === 'input.taskId' && message === 'No such task',
  '/aleph/generate': ({ live }) => live === 'media'
};

function lateFailure(state: State, entry: TableEntry, input: Input): boolean {
  const fits = FAILS_LATER[entry.id];
  const problems = fits === undefined ? [] : problemsIn(state, entry, input);
  return problems.length > 0 && problems.every(problem => fits?.(problem) === true);
}

const failLater: LegacyService['work'] = ({ task }) => {
  task.failCode = '500';
  task.failMsg = 'internal error, please try again later.';
  return Promise.resolve({});
};

/** The key of a product that exists once per source. Defaults count as if they were sent. */
export function keyOf(entry: TableEntry, input: Input, names: readonly string[]): string {
  return JSON.stringify([entry.id, ...names.map(name => input[name] ?? entry.params[name]?.default ?? 0)]);
}

function created(state: State, service: LegacyService, taskId: string): Answer {
  const view = state.tasks.peek(taskId);
  return envelope(200, 'success', view && service.created ? service.created(view) : { taskId });
}

const windows = new WeakMap<EmulatedTask, SlidingWindow>();

/** Answers one status query. A task of another service is as unknown as an id that was never issued. */
export async function query(state: State, services: readonly LegacyService[], input: Input): Promise<Answer> {
  const { taskId, ...others } = input;
  if (!state.limits.queries.admit()) return envelope(429, 'Rate limit exceeded', null);
  if (textOf(taskId) === '') return envelope(400, 'taskId parameter is required', null);
  if (Object.keys(others).length > 0) return envelope(400, `Unknown parameter ${Object.keys(others).join(', ')}`, null);
  const model = state.tasks.peek(textOf(taskId))?.task.model ?? '';
  const service = services.find(candidate => candidate.creates.includes(model));
  if (!service) {
    return unknown(services[0], textOf(taskId));
  }
  const view = await state.tasks.query(textOf(taskId));
  if (view === undefined || typeof view === 'number') return notFound(view ?? 422);
  if (!withinRate(state, service, view)) return envelope(429, 'Rate limit exceeded', null);
  return envelope(200, 'success', service.record(view));
}

/** The response of each service to an unknown id. */
function unknown(service: LegacyService | undefined, taskId: string): Answer {
  if (service?.unknown === null) return envelope(200, 'success', null);
  return envelope(422, (service?.unknown ?? 'recordInfo is null').replace('{taskId}', taskId), null);
}

export function notFound(code: 404 | 422): Answer {
  return envelope(code, code === 404 ? 'Task not found' : 'recordInfo is null', null);
}

function withinRate(state: State, { queriesPerSecond }: LegacyService, { task }: TaskView): boolean {
  if (queriesPerSecond === undefined || !state.limits.perTask) return true;
  const window = windows.get(task) ?? new SlidingWindow(queriesPerSecond, 1000, state.now);
  windows.set(task, window);
  return window.admit();
}
