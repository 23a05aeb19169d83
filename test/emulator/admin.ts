/** The admin endpoints of the API host, for tests in another process such as the browser tests. */
import type { Answer } from './hosts/http.ts';
import type { ModelChange } from './liveCatalog/liveCatalog.ts';
import { json } from './hosts/http.ts';
import type { State } from './state.ts';
import type { Fault } from './types.ts';
import { isRecord, parseJson } from './check/values.ts';

export interface Control {
  reset(): void;
  expireResults(): void;
}

export interface AdminCall {
  readonly method: string;
  readonly path: string;
  /** The body. */
  readonly text: string;
}

/**
 * GET requests, submissions, tasks, leaks, credits; POST faults (one fault or a list), models (one change of the
 * catalog or a list), credits (`{ "credits": n }`), expire, clear-faults, reset; all below `/__admin/`. No key is required: the port is on loopback.
 */
export function answerAdmin(state: State, control: Control, { method, path, text }: AdminCall): Answer {
  const name = path.slice('/__admin/'.length);
  const body = parseJson(text);
  switch (`${method} ${name}`) {
    case 'GET requests':
      return json(state.requests);
    case 'GET submissions':
      return json(state.submissions);
    case 'GET tasks':
      return json(state.tasks.all);
    case 'GET leaks':
      return json(state.leaks);
    case 'GET credits':
      return json({ credits: state.credits });
    case 'POST faults':
      state.faults.script(...([body].flat() as Fault[]));
      return json({ pending: state.faults.pending });
    case 'POST models':
      state.liveCatalog.change(...([body].flat() as ModelChange[]));
      return json({ total: state.liveCatalog.rows().length });
    case 'POST clear-faults':
      state.faults.clear();
      return json({ pending: [] });
    case 'POST credits':
      if (!isRecord(body) || typeof body['credits'] !== 'number')
        return json({ error: 'credits must be a number' }, 400);
      state.credits = body['credits'];
      return json({ credits: state.credits });
    case 'POST expire':
      control.expireResults();
      return json({});
    case 'POST reset':
      control.reset();
      return json({});
    default:
      return json({ error: `No such admin call: ${method} ${name}` }, 404);
  }
}
