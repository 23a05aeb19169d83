import type { FormModel, LiveOrigin, ModelSummary } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import { searchModels } from '../../shared/catalog/search/modelSearch.ts';
import { searchPicker } from '../../shared/catalog/search/pickerSearch.ts';
import type { Hit } from '../../shared/catalog/search/modelSearch.ts';
import { serviceFor } from '../kie/services/services.ts';
import { askingOrder } from './askingOrder.ts';
import { localizeEntry } from './localizeEntry.ts';
import { searchedChoices } from './searchedChoices.ts';

export interface SearchOptions {
  /** Also returns legacy and retired entries when current ones match. */
  readonly includeLegacy?: boolean;
  /** Also returns entries that cannot be run, such as status queries. */
  readonly includeNotRunnable?: boolean;
}

/** An entry read from KIE's schema of a model that the catalog does not have. */
export interface LiveEntry {
  readonly entry: ModelEntry;
  readonly source: LiveOrigin;
}

/** Built in, added by the user from a documentation page, or read from KIE's schema. */
type ModelOrigin = 'built-in' | 'user' | 'live';

interface Searched {
  readonly all: readonly ModelSummary[];
  readonly runnable: readonly ModelSummary[];
}

/** Translations of the catalog's texts by their English text. */
export type CatalogTexts = Readonly<Record<string, string>>;

/**
 * The model table in memory, with its texts in the display language. Entries are immutable; the user's entries are
 * replaced as a whole.
 */
export class Catalog {
  readonly #texts: CatalogTexts | undefined;
  readonly #builtIn: ReadonlyMap<string, ModelEntry>;
  /** All entries in English. */
  #source: ReadonlyMap<string, ModelEntry>;
  #user: ReadonlyMap<string, ModelEntry> = new Map();
  /** Entries read from KIE's schemas, of models that are neither built in nor added by the user. */
  #live: ReadonlyMap<string, LiveEntry> = new Map();
  #byId: ReadonlyMap<string, ModelEntry>;
  #entries: readonly ModelEntry[] = [];
  #unlisted: ReadonlyMap<string, number> = new Map();
  /** Summaries of all and of the runnable entries: the search keeps an index for each list. */
  #searched: Searched | undefined;

  /** `texts`: undefined for English. */
  constructor(entries: readonly ModelEntry[], user: readonly ModelEntry[] = [], texts?: CatalogTexts) {
    this.#texts = texts;
    this.#builtIn = byId(entries);
    this.#source = this.#builtIn;
    this.#byId = this.#builtIn;
    this.useEntries(user);
  }

  /** Replaces the user's entries. An entry with the ID of a built-in entry overrides it. */
  useEntries(user: readonly ModelEntry[]): void {
    this.#user = byId(user);
    this.#apply();
  }

  /** Replaces the entries read from KIE's schemas. Built-in entries and those of the user override them. */
  useLiveEntries(live: readonly LiveEntry[]): void {
    this.#live = new Map(live.map(each => [each.entry.id, each]));
    this.#apply();
  }

  #apply(): void {
    const live = [...this.#live.values()].map(({ entry }) => entry).filter(({ id }) => !this.#builtIn.has(id));
    this.#source = new Map([...this.#builtIn, ...byId(live), ...this.#user]);
    this.#byId = this.#texts === undefined ? this.#source : byId([...this.#source.values()].map(this.#localized));
    const all = [...this.#byId.values()];
    const of = (status: ModelEntry['status']): ModelEntry[] => all.filter(entry => entry.status === status);
    this.#searched = undefined;
    this.#entries = [...of('current'), ...of('legacy'), ...of('retired')];
  }

  /** Marks the models that KIE no longer lists, with the time since when, in milliseconds since 1970. */
  useUnlisted(unlisted: ReadonlyMap<string, number>): void {
    this.#unlisted = unlisted;
    this.#searched = undefined;
  }

  /** Current entries first, then legacy, then retired; within each, in table order with the user's new entries last. */
  get entries(): readonly ModelEntry[] {
    return this.#entries;
  }

  readonly #localized = (entry: ModelEntry): ModelEntry => localizeEntry(entry, text => this.#texts?.[text] ?? text);

  /** All entries in English, to compare them with the documentation. */
  get sources(): readonly ModelEntry[] {
    return [...this.#source.values()];
  }

  /** The entry in English. */
  source(id: string): ModelEntry | undefined {
    return this.#source.get(id);
  }

  /** The built-in entry in English, even when a user entry overrides it. */
  builtIn(id: string): ModelEntry | undefined {
    return this.#builtIn.get(id);
  }

  entry(id: string): ModelEntry | undefined {
    return this.#byId.get(id);
  }

  /** Where the entry comes from. */
  origin(id: string): ModelOrigin {
    return this.#user.has(id) ? 'user' : this.#builtIn.has(id) ? 'built-in' : 'live';
  }

  /** Runnable models for the picker, including legacy and retired ones; see `status`. */
  summaries(): readonly ModelSummary[] {
    return this.#runnable().map(entry => ({
      ...this.#summary(entry),
      ...(this.#user.has(entry.id) ? { user: true as const } : {}),
      ...(this.origin(entry.id) === 'live' ? { live: true as const } : {})
    }));
  }

  form(id: string): FormModel | undefined {
    const entry = this.entry(id);
    const live = this.origin(id) === 'live' ? this.#live.get(id) : undefined;
    return entry && { entry, order: askingOrder(entry), ...(live === undefined ? {} : { live: live.source }) };
  }

  /** Entries that match the query, best match first; see `searchModels`. An empty query matches all entries. */
  search(query: string, options: SearchOptions = {}): readonly ModelEntry[] {
    const { all, runnable } = this.#lists();
    const found = searchModels(options.includeNotRunnable ? all : runnable, query, options.includeLegacy ?? false);
    return found.flatMap(({ model }) => this.entry(model.id) ?? []);
  }

  /** Runnable models as the picker finds them, with the values that the query presets. */
  hits(query: string): readonly Hit<ModelSummary>[] {
    return searchPicker(this.#lists().runnable, query, false);
  }

  #lists(): Searched {
    this.#searched ??= { all: this.entries.map(this.#summary), runnable: this.#runnable().map(this.#summary) };
    return this.#searched;
  }

  #runnable(): readonly ModelEntry[] {
    return this.entries.filter(isRunnable);
  }

  /** In another language, with the English texts that a search also finds. */
  readonly #summary = (entry: ModelEntry): ModelSummary => {
    const unlistedSince = this.#unlisted.get(entry.id);
    const own = { ...summaryOf(entry), ...(unlistedSince === undefined ? {} : { unlistedSince }) };
    const source = this.#texts === undefined ? undefined : this.source(entry.id);
    if (source === undefined) return own;
    const { summary, choices = {} } = summaryOf(source);
    return { ...own, english: { summary, choices } };
  };
}

const byId = (entries: readonly ModelEntry[]): ReadonlyMap<string, ModelEntry> =>
  new Map(entries.map(entry => [entry.id, entry]));

/** Whether a service supports the entry's operation. Status queries are entries but not models. */
export const isRunnable = (entry: ModelEntry): boolean => serviceFor(entry.operation) !== undefined;

export function summaryOf(entry: ModelEntry): ModelSummary {
  const aliases = [...(entry.aliases ?? []), ...(entry.presets ?? []).map(preset => preset.name)];
  const choices = searchedChoices(entry);
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
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(Object.keys(choices).length === 0 ? {} : { choices })
  };
}
