/** KIE's own catalog: the models that it lists, with schema, price text and success rates; and changes to them. */
import type { TableEntry } from '../catalogData.ts';
import { openApiOf, chatDocument } from './openApi.ts';
import { priceTextOf } from './priceText.ts';

/** Success rates of a model as sent; `start` and `end` are filled in when absent. */
export interface RatePart {
  readonly successRate?: number | null;
  readonly errorRate?: number | null;
  readonly isNormal?: boolean;
}

/** A change of the catalog. Other keys of the model stay as they are. */
export interface ModelChange {
  readonly model: string;
  /** Adds the model, or replaces it: listing, schema, price and createTask follow this entry of the table's format. */
  readonly entry?: TableEntry;
  /** No longer listed, without a schema; createTask knows it only with `stillRuns`. */
  readonly gone?: boolean;
  readonly stillRuns?: boolean;
  /** Replaces keys of its row in the list, also by values of odd types. */
  readonly row?: Readonly<Record<string, unknown>>;
  /** Replaces the schema of the input only. */
  readonly input?: unknown;
  /** Replaces the whole document; null: not synchronized yet. */
  readonly openapi?: unknown;
  readonly price?: string | null;
  /** The newest parts of ten minutes, oldest first; an empty list: no monitoring. */
  readonly rates?: readonly RatePart[];
}

/** Documented models that the list of October 2026 does not have. */
const UNLISTED: readonly string[] = [
  'runway/gen4-aleph',
  'elevenlabs/audio-isolation',
  'wan/2-6-flash-image-to-video',
  'wan/2-6-flash-video-to-video'
];
const CHAT_MODELS: readonly string[] = ['gemini-3-pro', 'gemini-2.5-pro', 'claude-sonnet-4-5'];

const PART_MS = 10 * 60_000;
const PARTS = 144;

export class LiveCatalog {
  readonly #initial: ReadonlyMap<string, TableEntry>;
  readonly #now: () => number;
  readonly #changes = new Map<string, ModelChange>();
  /** What createTask knows. Legacy endpoints stay. */
  readonly table: Map<string, TableEntry>;

  constructor(table: ReadonlyMap<string, TableEntry>, now: () => number) {
    this.#initial = table;
    this.#now = now;
    this.table = new Map(table);
  }

  change(...changes: readonly ModelChange[]): void {
    for (const change of changes) {
      const whole = { ...this.#changes.get(change.model), ...change };
      this.#changes.set(change.model, whole);
      if (change.entry !== undefined) this.table.set(change.model, change.entry);
      if (whole.gone === true && whole.stillRuns !== true) this.table.delete(change.model);
    }
  }

  reset(): void {
    this.#changes.clear();
    this.table.clear();
    for (const [id, entry] of this.#initial) this.table.set(id, entry);
  }

  /** The rows of the list, new models last. */
  rows(): readonly Readonly<Record<string, unknown>>[] {
    const listed = [...this.table.values()].filter(entry => this.#isListed(entry)).map(entry => entry.id);
    const bare = [...this.#changes.values()].filter(({ model, row }) => row !== undefined && !this.table.has(model));
    return [...listed, ...CHAT_MODELS, ...bare.map(({ model }) => model)].map(id => this.#row(id));
  }

  /** Whether the calls about one model know it. */
  has(model: string): boolean {
    return CHAT_MODELS.includes(model) || this.rows().some(row => row['model'] === model);
  }

  openApi(model: string): unknown {
    const change = this.#changes.get(model);
    if (change?.openapi !== undefined) return change.openapi;
    const entry = this.table.get(model);
    return entry === undefined ? chatDocument(model) : openApiOf(entry, change?.input);
  }

  price(model: string): string | null {
    const change = this.#changes.get(model);
    if (change?.price !== undefined) return change.price;
    const entry = this.table.get(model);
    return entry === undefined ? '' : priceTextOf(entry);
  }

  /** 144 parts of ten minutes that end now, without traffic where nothing else was scripted. */
  points(model: string): readonly object[] {
    const rates = this.#changes.get(model)?.rates;
    if (rates?.length === 0) return [];
    const last = Math.floor(this.#now() / PART_MS) * PART_MS;
    const time = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
    return Array.from({ length: PARTS }, (_, index) => {
      const start = last - (PARTS - index) * PART_MS;
      const { successRate = null, errorRate = null, isNormal = true } = rates?.[index - PARTS + rates.length] ?? {};
      return { start: time(start), end: time(start + PART_MS), successRate, errorRate, isNormal };
    });
  }

  #isListed(entry: TableEntry): boolean {
    const change = this.#changes.get(entry.id);
    if (change?.gone === true) return false;
    if (change?.entry !== undefined || change?.row !== undefined) return true;
    const isTask = entry.operation === 'POST /api/v1/jobs/createTask';
    return isTask && entry.status === 'current' && !UNLISTED.includes(entry.id);
  }

  #row(model: string): Readonly<Record<string, unknown>> {
    const entry = this.table.get(model);
    return {
      model,
      slug: model,
      title: entry?.name ?? model,
      provider: entry?.family ?? 'Google',
      taskType: entry === undefined ? ['Chat'] : [entry.task, ...(entry.alsoTasks ?? [])].map(title),
      description: entry?.summary ?? null,
      pricingDesc: this.price(model),
      ...this.#changes.get(model)?.row
    };
  }
}

/** `image-to-video` becomes "Image to Video". */
const title = (task: string): string =>
  task
    .split('-')
    .map(word => (word === 'to' ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
