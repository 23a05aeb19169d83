/** The task and account endpoints, as docs.kie.ai describes them. */
import type { TableEntry } from '../catalogData.ts';
import { accept, notFound } from '../legacy/answer.ts';
import { legacyRoute } from '../legacy/routes.ts';
import { catalogRoute } from '../liveCatalog/routes.ts';
import type { Answer } from './http.ts';
import { envelope, json } from './http.ts';
import { jobsRecord } from '../work/jobsRecord.ts';
import { messageOf } from '../faults.ts';
import { problemsIn, reject, rejectWithPaths } from '../check/refusals.ts';
import type { State } from '../state.ts';
import type { CallName, LoggedRequest, Problem } from '../types.ts';
import { isRecord, parseJson, textOf } from '../check/values.ts';
import { doWork } from '../work/taskWork.ts';

interface Route {
  readonly method: 'GET' | 'POST';
  readonly call: CallName;
  readonly isOpen?: boolean;
  readonly run: (state: State, request: LoggedRequest, text: string) => Answer | Promise<Answer>;
}

const API_ROUTES: Readonly<Record<string, Route>> = {
  '/api/v1/jobs/createTask': { method: 'POST', call: 'createTask', run: createTask },
  '/api/v1/jobs/recordInfo': { method: 'GET', call: 'recordInfo', run: recordInfo },
  '/api/v1/chat/credit': { method: 'GET', call: 'credit', run: state => envelope(200, 'success', state.credits) },
  '/api/v1/common/download-url': { method: 'POST', call: 'downloadUrl', run: downloadUrl },
  '/client/v1/model-pricing/count': { method: 'GET', call: 'prices', isOpen: true, run: priceCount },
  '/client/v1/model-pricing/page': { method: 'POST', call: 'prices', isOpen: true, run: pricePage }
};

/** The route of a path of the API host. `model` and `entry` name the model of the path, if it has one. */
export const routeOf = (
  state: State,
  path: string
): (Route & { readonly model?: string; readonly entry?: TableEntry }) | undefined =>
  API_ROUTES[path] ?? catalogRoute(path) ?? legacyRoute(state.table, path);

/** Answers one request of the API host. The caller applies faults before and after. */
export async function answerApi(state: State, request: LoggedRequest, text: string): Promise<Answer> {
  const route = routeOf(state, request.path);
  if (!route) return envelope(404, 'Not found', null, 404);
  if (request.method !== route.method) return envelope(405, 'Method not allowed', null, 405);
  if (route.isOpen !== true && request.key !== 'right') return envelope(401, messageOf(401));
  if (route.method === 'POST' && !/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return envelope(400, 'Content-Type must be application/json');
  }
  return route.run(state, request, text);
}

function createTask(state: State, _request: LoggedRequest, text: string): Answer {
  const body = parseJson(text);
  if (!isRecord(body)) return envelope(400, 'The body is not valid JSON', null);
  if (!state.limits.submissions.admit()) return envelope(429, 'Rate limit exceeded', null);
  const { model, input, callBackUrl } = body;
  if (typeof model !== 'string' || model === '')
    return reject([{ path: 'model', message: 'This field is required', live: 'field' }]);
  const entry = state.table.get(model);
  if (!entry) return envelope(404, `The model ${model} does not exist`, null);
  if (entry.operation !== 'POST /api/v1/jobs/createTask') {
    return envelope(404, `${model} is not served by createTask but by ${entry.operation}`, null);
  }
  if (!isRecord(input)) return reject([{ path: 'input', message: 'Must be an object', live: 'field' }]);
  const problems = [...checkTop(entry, body), ...problemsIn(state, entry, input)];
  if (callBackUrl === undefined && entry.callBackRequired === true) {
    problems.push({ path: 'callBackUrl', message: 'This field is required', live: 'field' });
  }
  if (callBackUrl !== undefined && !isWebAddress(callBackUrl)) {
    problems.push({ path: 'callBackUrl', message: 'Is not a URL' });
  }
  if (problems.length > 0) return reject(problems);
  const task = accept(state, { entry, input, text }, doWork);
  if (!task) return envelope(402, 'Insufficient credits', null);
  return envelope(200, 'success', { taskId: task.taskId, recordId: task.taskId });
}

function checkTop(entry: TableEntry, body: Readonly<Record<string, unknown>>): Problem[] {
  const known = ['model', 'input', 'callBackUrl', ...Object.keys(entry.topLevelParams ?? {})];
  return Object.keys(body)
    .filter(name => !known.includes(name))
    .map(path => ({ path, message: 'Unknown field' }));
}

function isWebAddress(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value);
}

async function recordInfo(state: State, request: LoggedRequest): Promise<Answer> {
  const { taskId, ...others } = request.query;
  if (!state.limits.queries.admit()) return envelope(429, 'Rate limit exceeded', null);
  if (taskId === undefined || taskId === '') return envelope(400, 'taskId parameter is required', null);
  if (Object.keys(others).length > 0) return envelope(400, `Unknown parameter ${Object.keys(others).join(', ')}`, null);
  // Tasks of the legacy endpoints have their own queries.
  if (state.tasks.peek(taskId)?.task.model.startsWith('/') === true) return notFound(422);
  const view = (await state.tasks.query(taskId)) ?? 422;
  if (typeof view === 'number') return notFound(view);
  return envelope(200, 'success', jobsRecord(view, state.table.get(view.task.model)));
}

/** Returns a 20-minute URL for a file generated here. Source: docs.kie.ai/common-api/download-url */
function downloadUrl(state: State, _request: LoggedRequest, text: string): Answer {
  const body = parseJson(text);
  if (!isRecord(body)) return envelope(400, 'The body is not valid JSON', null);
  const unknown = Object.keys(body).filter(name => name !== 'url');
  if (unknown.length > 0) return rejectWithPaths(unknown.map(path => ({ path, message: 'Unknown field' })));
  const file = typeof body['url'] === 'string' ? state.store.findResult(body['url']) : undefined;
  if (!file) return envelope(422, 'url is wrong', null);
  return envelope(200, 'success', state.store.add(file, 'reminted'));
}

/** Price rows as third parties report them; the anchor's `model` query is the id. */
function priceRows(state: State): object[] {
  return [...state.table.values()].flatMap(entry =>
    (entry.price ?? []).map(row => ({
      modelDescription: `${entry.name}, ${entry.task}${row.note === undefined ? '' : `, ${row.note}`}`,
      interfaceType: entry.output,
      provider: entry.family,
      creditPrice: String(row.credits ?? ''),
      creditUnit: `per ${row.unit ?? 'request'}`,
      usdPrice: String(row.usd ?? ''),
      falPrice: '',
      discountRate: 0,
      anchor: `https://kie.ai/pricing?model=${encodeURIComponent(entry.id)}`,
      discountPrice: false
    }))
  );
}

function priceCount(state: State): Answer {
  return json({ code: 200, msg: 'success', data: { all: priceRows(state).length } }, 200, 200);
}

function pricePage(state: State, _request: LoggedRequest, text: string): Answer {
  const body = parseJson(text);
  if (!isRecord(body)) return envelope(400, 'The body is not valid JSON', null);
  const current = Number(body['pageNum'] ?? 1);
  const size = Math.min(100, Number(body['pageSize'] ?? 10));
  const search = textOf(body['modelDescription']).toLowerCase();
  const rows = priceRows(state).filter(row => JSON.stringify(row).toLowerCase().includes(search));
  const records = rows.slice((current - 1) * size, current * size);
  return envelope(200, 'success', { records, total: rows.length, size, current, pages: Math.ceil(rows.length / size) });
}
