/** Maps the paths of legacy endpoints to their handlers. */
import type { TableEntry } from '../catalogData.ts';
import type { Answer } from '../hosts/http.ts';
import { envelope } from '../hosts/http.ts';
import type { State } from '../state.ts';
import type { CallName, LoggedRequest } from '../types.ts';
import { isRecord, parseJson } from '../check/values.ts';
import { create, query } from './answer.ts';
import type { Input } from './answer.ts';
import { DIRECT } from './direct.ts';
import { SERVICES } from './services.ts';

export interface LegacyRoute {
  readonly method: 'GET' | 'POST';
  readonly call: CallName;
  readonly entry: TableEntry;
  readonly run: (state: State, request: LoggedRequest, text: string) => Promise<Answer>;
}

/** Returns the route of an entry whose id is its path below /api/v1; undefined for any other path. */
export function legacyRoute(table: ReadonlyMap<string, TableEntry>, path: string): LegacyRoute | undefined {
  const id = path.startsWith('/api/v1/') ? path.slice('/api/v1'.length) : '';
  const entry = table.get(id);
  if (!entry?.operation.endsWith(` ${path}`)) return undefined;
  const method = entry.operation.startsWith('GET ') ? 'GET' : 'POST';
  const route = (call: CallName, run: LegacyRoute['run']): LegacyRoute => ({ method, call, entry, run });
  const direct = DIRECT[id];
  if (direct) {
    return route(direct.call ?? 'direct', (state, request, text) =>
      withInput({ method, entry }, request, text, input => direct.answer(state, entry, input, text))
    );
  }
  const statusServices = SERVICES.filter(service => service.status === id);
  if (statusServices.length > 0)
    return route('recordInfo', (state, request) => query(state, statusServices, request.query));
  const service = SERVICES.find(candidate => candidate.creates.includes(id));
  if (!service) return undefined;
  return route('createTask', (state, request, text) =>
    withInput({ method, entry }, request, text, input => create(state, service, { entry, input, text }))
  );
}

async function withInput(
  { method, entry }: Pick<LegacyRoute, 'method' | 'entry'>,
  request: LoggedRequest,
  text: string,
  run: (input: Input) => Answer | Promise<Answer>
): Promise<Answer> {
  if (method === 'GET') return run(typed(entry, request.query));
  const body = parseJson(text);
  return isRecord(body) ? run(body) : envelope(400, 'The body is not valid JSON', null);
}

/** Converts a query to the parameters' types. Values that do not match stay strings and are rejected. */
function typed(entry: TableEntry, query: Readonly<Record<string, string>>): Input {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const isNumber = entry.params[name]?.type === 'integer' && /^-?\d+$/.test(value);
      return [name, isNumber ? Number(value) : value];
    })
  );
}
