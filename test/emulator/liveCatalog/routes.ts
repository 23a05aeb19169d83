/** Answers the four calls of KIE's catalog, in the shapes recorded in October 2026. */
import type { Answer } from '../hosts/http.ts';
import { envelope } from '../hosts/http.ts';
import type { State } from '../state.ts';
import type { CallName, LoggedRequest } from '../types.ts';

export interface CatalogRoute {
  readonly method: 'GET';
  readonly call: CallName;
  /** The model of the path; absent for the list. */
  readonly model?: string;
  readonly run: (state: State, request: LoggedRequest) => Answer;
}

const ROOT = '/api/v1/models';

/** The calls about one model, by the last part of the path. The slashes of the model are part of the path. */
const PARTS: Readonly<Record<string, { readonly call: CallName; answer: (state: State, model: string) => object }>> = {
  schema: { call: 'modelSchema', answer: (state, model) => ({ openapi: state.liveCatalog.openApi(model) }) },
  price: { call: 'modelPrice', answer: (state, model) => ({ pricingDesc: state.liveCatalog.price(model) }) },
  'success-rate': { call: 'modelRates', answer: (state, model) => ({ points: state.liveCatalog.points(model) }) }
};

/** Returns the route of a path of the catalog; undefined for any other path. */
export function catalogRoute(path: string): CatalogRoute | undefined {
  if (path === ROOT) return { method: 'GET', call: 'modelList', run: limited(listModels) };
  if (!path.startsWith(`${ROOT}/`)) return undefined;
  const end = path.lastIndexOf('/');
  const part = PARTS[path.slice(end + 1)];
  if (part === undefined || end <= ROOT.length) return undefined;
  const model = decodeURIComponent(path.slice(ROOT.length + 1, end));
  return {
    method: 'GET',
    call: part.call,
    model,
    // The response to an unknown model is not recorded.
    run: limited(state =>
      state.liveCatalog.has(model)
        ? envelope(200, 'success', { model, ...part.answer(state, model) })
        : envelope(404, 'The model does not exist', null)
    )
  };
}

/** All four calls share one request a second. The refusal is code 429 inside HTTP 200. */
const limited =
  (run: CatalogRoute['run']): CatalogRoute['run'] =>
  (state, request) =>
    state.limits.catalog.admit() ? run(state, request) : envelope(429, 'Rate limit exceeded', null);

/** The filters compare with any of several task types, the provider, or free text. No match gives total 0. */
function listModels(state: State, { query }: LoggedRequest): Answer {
  const { taskType, provider, q } = query;
  const types = taskType?.toLowerCase().split(',') ?? [];
  const models = state.liveCatalog.rows().filter(row => {
    const own = [row['taskType']].flat().map(type => String(type).toLowerCase());
    const text = JSON.stringify(row).toLowerCase();
    return (
      (types.length === 0 || types.some(type => own.includes(type))) &&
      (provider === undefined || row['provider'] === provider) &&
      (q === undefined || text.includes(q.toLowerCase()))
    );
  });
  return envelope(200, 'success', { total: models.length, models });
}
