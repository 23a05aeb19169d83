import fs from 'node:fs/promises';
import type { FormModel, ModelSummary } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import { searchModels } from '../../shared/modelSearch.ts';
import { serviceFor } from '../kie/services/services.ts';
import { askingOrder } from './askingOrder.ts';

export interface SearchOptions {
  /** Legacy and retired entries too. An exact id or alias finds them in any case. */
  readonly includeFormer?: boolean;
  /** Entries that nobody can run here too: operations that only ask about a task. */
  readonly includeNotRunnable?: boolean;
}

/** The model table in memory. Entries are never changed; those of the person can be exchanged as a whole. */
export class Catalog {
  readonly #builtIn: ReadonlyMap<string, ModelEntry>;
  #user: ReadonlyMap<string, ModelEntry> = new Map();
  #byId: ReadonlyMap<string, ModelEntry>;
  #entries: readonly ModelEntry[] = [];

  constructor(entries: readonly ModelEntry[], user: readonly ModelEntry[] = []) {
    this.#builtIn = byId(entries);
    this.#byId = this.#builtIn;
    this.useEntries(user);
  }

  /** Takes these in place of the person's earlier entries. One with the id of a built-in entry stands in its place. */
  useEntries(user: readonly ModelEntry[]): void {
    this.#user = byId(user);
    this.#byId = new Map([...this.#builtIn, ...this.#user]);
    const all = [...this.#byId.values()];
    const of = (status: ModelEntry['status']): ModelEntry[] => all.filter(entry => entry.status === status);
    this.#entries = [...of('current'), ...of('legacy'), ...of('retired')];
  }

  /** In the table's order, the person's new ones behind; current ones first, then legacy, then retired. */
  get entries(): readonly ModelEntry[] {
    return this.#entries;
  }

  /** The entry that came with the extension, whatever the person put in its place. */
  builtIn(id: string): ModelEntry | undefined {
    return this.#builtIn.get(id);
  }

  entry(id: string): ModelEntry | undefined {
    return this.#byId.get(id);
  }

  /** What can be run, for the picker; `status` tells the former ones. */
  summaries(): readonly ModelSummary[] {
    return this.entries.filter(isRunnable).map(entry => ({
      ...summaryOf(entry),
      ...(this.#user.has(entry.id) ? { user: true as const } : {})
    }));
  }

  form(id: string): FormModel | undefined {
    const entry = this.entry(id);
    return entry && { entry, order: askingOrder(entry) };
  }

  /** Entries that fit the words, best first; everything for an empty query. */
  search(query: string, options: SearchOptions = {}): readonly ModelEntry[] {
    const entries = options.includeNotRunnable ? this.entries : this.entries.filter(isRunnable);
    const found = searchModels(entries.map(summaryOf), query, options.includeFormer ?? false);
    return found.flatMap(({ id }) => this.entry(id) ?? []);
  }
}

const byId = (entries: readonly ModelEntry[]): ReadonlyMap<string, ModelEntry> =>
  new Map(entries.map(entry => [entry.id, entry]));

/** Reads the built catalog (`dist/catalog.json`), which the build has checked, and puts the person's entries over it. */
export async function loadCatalog(file: string, user: readonly ModelEntry[] = []): Promise<Catalog> {
  return parseCatalog(await fs.readFile(file, 'utf8'), user);
}

/** The text of a built catalog. */
export function parseCatalog(text: string, user: readonly ModelEntry[] = []): Catalog {
  const { models } = JSON.parse(text) as { readonly models: readonly ModelEntry[] };
  return new Catalog(models, user);
}

/** Some service takes its operation. Operations that only ask about a task are no models: following uses them. */
export const isRunnable = (entry: ModelEntry): boolean => serviceFor(entry.operation) !== undefined;

export function summaryOf(entry: ModelEntry): ModelSummary {
  const aliases = [...(entry.aliases ?? []), ...(entry.presets ?? []).map(preset => preset.name)];
  return {
    id: entry.id,
    name: entry.name,
    family: entry.family,
    task: entry.task,
    alsoTasks: entry.alsoTasks ?? [],
    output: entry.output,
    summary: entry.summary,
    status: entry.status,
    ...(entry.successor === undefined ? {} : { successor: entry.successor }),
    ...(aliases.length === 0 ? {} : { aliases })
  };
}
