import { messageOf } from '../../../shared/messageOf.ts';
import type { Clock, Logger } from '../../base/ports.ts';
import { NotFoundError } from '../../http/errors/errors.ts';
import { unreadable } from '../../http/errors/networkFailures.ts';
import type { CallOptions, LiveCatalogCalls } from '../../kie/clientTypes.ts';
import type { OpenApi } from '../../kie/liveCatalog/liveCatalogTypes.ts';
import type { Catalog } from '../catalog.ts';
import { readNewModel } from './readNewModel.ts';
import { expectedList } from './expectedList.ts';
import { mergeList, withNewModel } from './storedList.ts';
import type { ListedModel, StoredList } from './storedList.ts';

interface ListReader {
  readonly calls: Pick<LiveCatalogCalls, 'models' | 'schema'>;
  readonly catalog: Catalog;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}

interface Reading {
  readonly options: CallOptions;
  readonly save: (list: StoredList) => Promise<void>;
  /** Receives the number of schemas read and their total. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Schemas that one sync reads at most, one a second. The next sync reads the others. */
const MAX_SCHEMAS = 60;

/**
 * Reads KIE's list, and the schemas of models that the catalog does not have. Saves the list before the first schema. A
 * failure after that keeps the schemas that were read.
 * @throws KieError when the list cannot be read
 */
export async function readList(
  { calls, catalog, clock, log }: ListReader,
  before: StoredList | undefined,
  { options, save, onProgress }: Reading
): Promise<StoredList> {
  let list = mergeList(before ?? expectedList(catalog), await calls.models(options), clock.now());
  if (list === undefined) throw unreadable('catalog', new Error('incomplete'));
  await save(list);
  const models = newModels(list, catalog).slice(0, MAX_SCHEMAS);
  try {
    for (const [index, row] of models.entries()) {
      onProgress?.(index, models.length);
      const openapi = await schemaOf(calls, row.model, options);
      const known = catalog.sources.filter(({ id }) => id !== row.model);
      list = withNewModel(list, readNewModel(openapi, { row, known, now: clock.now() }));
    }
  } catch (error) {
    log.info(`Not all new models were read: ${messageOf(error)}`);
  }
  if (models.length > 0) await save(list);
  return list;
}

/** Models without an entry of the catalog or the user: those that were never read first, then the oldest. */
function newModels({ models, entries, unusable }: StoredList, catalog: Catalog): readonly ListedModel[] {
  const readAt = new Map([
    ...entries.map(({ entry, source }) => [entry.id, source.readAt] as const),
    ...unusable.map(({ model, readAt: at }) => [model, at] as const)
  ]);
  const age = ({ model }: ListedModel): number => readAt.get(model) ?? 0;
  const isKnown = ({ model }: ListedModel): boolean =>
    catalog.source(model) !== undefined && catalog.origin(model) !== 'live';
  return models
    .filter(model => model.unlistedSince === undefined && !isKnown(model))
    .toSorted((a, b) => age(a) - age(b));
}

async function schemaOf(calls: ListReader['calls'], model: string, options: CallOptions): Promise<OpenApi | undefined> {
  try {
    return await calls.schema(model, options);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
