import fs from 'node:fs/promises';
import type { FormModel, ModelSummary } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import { CREATE_TASK } from '../../shared/model.ts';
import { askingOrder } from './askingOrder.ts';
import { searchEntries } from './search.ts';

export interface SearchOptions {
  /** Legacy and retired entries too. An exact id or alias finds them in any case. */
  readonly includeFormer?: boolean;
  /** Entries without a protocol here too (the former dedicated operations). */
  readonly includeNotRunnable?: boolean;
}

/** The model table in memory. Entries are never changed. */
export class Catalog {
  /** In the table's order, current ones first, then legacy, then retired. */
  readonly entries: readonly ModelEntry[];
  readonly #byId: ReadonlyMap<string, ModelEntry>;

  constructor(entries: readonly ModelEntry[]) {
    const of = (status: ModelEntry['status']): ModelEntry[] => entries.filter(entry => entry.status === status);
    this.entries = [...of('current'), ...of('legacy'), ...of('retired')];
    this.#byId = new Map(entries.map(entry => [entry.id, entry]));
  }

  entry(id: string): ModelEntry | undefined {
    return this.#byId.get(id);
  }

  /** What can be run, for the picker; `status` tells the former ones. */
  summaries(): readonly ModelSummary[] {
    return this.entries.filter(isRunnable).map(summaryOf);
  }

  form(id: string): FormModel | undefined {
    const entry = this.entry(id);
    return entry && { entry, order: askingOrder(entry) };
  }

  /** Entries that fit the words, best first; everything for an empty query. */
  search(query: string, options: SearchOptions = {}): readonly ModelEntry[] {
    const entries = options.includeNotRunnable ? this.entries : this.entries.filter(isRunnable);
    return searchEntries(entries, query, options.includeFormer ?? false);
  }
}

/** Reads the built catalog (`dist/catalog.json`), which the build has checked. */
export async function loadCatalog(file: string): Promise<Catalog> {
  return parseCatalog(await fs.readFile(file, 'utf8'));
}

/** The text of a built catalog. */
export function parseCatalog(text: string): Catalog {
  const { models } = JSON.parse(text) as { readonly models: readonly ModelEntry[] };
  return new Catalog(models);
}

/** Goes through createTask. The former dedicated operations stand in the table but have no protocol here yet. */
export const isRunnable = (entry: ModelEntry): boolean => entry.operation === CREATE_TASK;

export const summaryOf = (entry: ModelEntry): ModelSummary => ({
  id: entry.id,
  name: entry.name,
  family: entry.family,
  task: entry.task,
  alsoTasks: entry.alsoTasks ?? [],
  output: entry.output,
  summary: entry.summary,
  status: entry.status
});
