import { messageOf } from '../../shared/messageOf.ts';
import type { Draft } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import { healthOf } from '../../shared/live/modelHealth.ts';
import type { RateSample } from '../../shared/live/modelHealth.ts';
import type { ModelNotes } from '../../shared/live/modelNotes.ts';
import { insteadOf } from '../../shared/catalog/search/pickerSearch.ts';
import { compact } from '../../shared/compact.ts';
import { isNumber, listOf, object, optional } from '../../shared/guards.ts';
import type { Guard } from '../../shared/guards.ts';
import { Listeners } from '../base/listeners.ts';
import type { Clock, Disposable, EngineSettings, Logger } from '../base/ports.ts';
import type { LiveCatalogCalls } from '../kie/clientTypes.ts';
import type { Catalog } from '../models/catalog.ts';
import { summaryOf } from '../models/catalog.ts';
import type { Proposal } from '../models/docs/proposal.ts';
import { forbiddenInput } from '../models/live/forbiddenInput.ts';
import type { LiveDefinition } from '../models/live/liveDefinition.ts';
import { spendWarnings } from '../models/live/spendWarnings.ts';
import { StoredAnswers } from '../models/live/storedAnswers.ts';
import type { StoredAnswer } from '../models/live/storedAnswers.ts';

export interface ModelWatchParts {
  readonly calls: Pick<LiveCatalogCalls, 'schema' | 'successRate'>;
  readonly catalog: Catalog;
  readonly storageDir: string;
  readonly apiKey: () => Promise<string | undefined>;
  readonly settings: () => Pick<EngineSettings, 'catalogSync' | 'showsModelHealth'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
  /** Aborts all calls. */
  readonly signal: AbortSignal;
}

/** KIE's own list of models. Times in milliseconds since 1970. */
export interface Listing {
  readonly readAt: number;
  /** Prices in prose, by model. */
  readonly prices: ReadonlyMap<string, string>;
  /** Models that were listed before, and when the list was first found without them. */
  readonly unlisted: ReadonlyMap<string, number>;
}

const MINUTE_MS = 60_000;
const PARTS = {
  schema: { maxAgeMs: 24 * 60 * MINUTE_MS, retryMs: 60 * MINUTE_MS },
  health: { maxAgeMs: 10 * MINUTE_MS, retryMs: 10 * MINUTE_MS }
} as const;
type Part = keyof typeof PARTS;

/** `engine.watch`: KIE's current information about a model. It asks only about the model in the form, and rarely. */
export class ModelWatch {
  readonly #parts: ModelWatchParts;
  readonly #answers: StoredAnswers;
  readonly #listeners: Listeners<string>;
  readonly #known = new Map<string, StoredAnswer>();
  readonly #askedAt = new Map<string, number>();
  readonly #definitions = new Map<string, LiveDefinition | undefined>();
  #listing: Listing | undefined;

  constructor(parts: ModelWatchParts) {
    this.#parts = parts;
    this.#answers = new StoredAnswers(parts.storageDir);
    this.#listeners = new Listeners('model notes', parts.log);
  }

  /** Uses this list from now on. */
  useListing(listing: Listing | undefined): void {
    this.#listing = listing;
    this.#parts.catalog.useUnlisted(listing?.unlisted ?? new Map());
  }

  /** The price of a model in KIE's own words, and when it was read. */
  priceText(model: string): ModelNotes['priceText'] {
    const text = this.#listing?.prices.get(model);
    return text === undefined ? undefined : { text, readAt: this.#listing?.readAt ?? 0 };
  }

  /**
   * Reads the schema of a model unless it was read within a day, and its success rates unless they were read within ten
   * minutes or the user does not want to see them. All windows share the answers. Never rejects: without an answer the
   * entry alone applies.
   */
  async check(model: string): Promise<void> {
    const { calls, catalog, signal } = this.#parts;
    if (catalog.entry(model) === undefined || model.startsWith('/')) return;
    if (this.#parts.settings().catalogSync !== 'off') {
      await this.#refresh(model, 'schema', async () => (await calls.schema(model, { signal })) ?? null);
    }
    if (this.#showsHealth) await this.#refresh(model, 'health', () => calls.successRate(model, { signal }));
  }

  /** Returns the current information about a model. */
  notes(model: string): ModelNotes {
    const unlistedSince = this.#listing?.unlisted.get(model);
    const changes = this.#definition(model)?.differences.map(difference => difference.text) ?? [];
    const samples = this.#known.get(`${model} health`)?.value;
    return compact<ModelNotes>({
      unlistedSince,
      changes: changes.length === 0 ? undefined : changes,
      health: this.#showsHealth && isSamples(samples) ? healthOf(samples, this.#parts.clock.now()) : undefined,
      priceText: this.priceText(model)
    });
  }

  /** Returns the warnings to show before this request costs credits, one sentence each. */
  warnings(entry: ModelEntry, input: Draft): readonly string[] {
    const { catalog } = this.#parts;
    const definition = this.#definition(entry.id);
    const differences = definition?.differences ?? [];
    const forbidden = definition === undefined ? [] : forbiddenInput(definition.live, differences, input);
    const notes = this.notes(entry.id);
    const isGone = entry.status === 'retired' || notes.unlistedSince !== undefined;
    const instead = isGone ? insteadOf({ ...summaryOf(entry), ...notes }, catalog.summaries()) : undefined;
    return spendWarnings(entry, {
      notes,
      forbidden: forbidden.map(({ text }) => text),
      ...(instead === undefined ? {} : { instead: instead.name })
    });
  }

  /** The entry with the definition that KIE publishes now; undefined when it is not known or not usable. */
  async newDefinition(model: string): Promise<Proposal | undefined> {
    const openapi = this.#known.get(`${model} schema`)?.value;
    if (openapi === undefined || openapi === null) return undefined;
    const { newDefinition } = await import('../models/live/liveDefinition.ts');
    return newDefinition(this.#parts.catalog, model, openapi);
  }

  /** Called with the ID of a model about which something new is known. */
  onChange(listener: (model: string) => void): Disposable {
    return this.#listeners.add(listener);
  }

  get #showsHealth(): boolean {
    return this.#parts.settings().showsModelHealth !== false;
  }

  /** The compared schema, if it was compared with the current entry. */
  #definition(model: string): LiveDefinition | undefined {
    const definition = this.#definitions.get(model);
    return definition?.known === this.#parts.catalog.entry(model) ? definition : undefined;
  }

  async #refresh(model: string, part: Part, ask: () => Promise<unknown>): Promise<void> {
    const { apiKey, clock, log } = this.#parts;
    const { maxAgeMs, retryMs } = PARTS[part];
    const key = `${model} ${part}`;
    const isFresh = ({ readAt }: StoredAnswer): boolean => readAt <= clock.now() && clock.now() - readAt < maxAgeMs;
    try {
      const known = this.#known.get(key);
      if (known !== undefined && isFresh(known)) {
        await this.#use(model, part, known);
        return;
      }
      const askedAt = this.#askedAt.get(key);
      if (askedAt !== undefined && clock.now() - askedAt < retryMs) return;
      // Another window may have asked in the meantime.
      const stored = await this.#answers.read(model, part);
      if (stored !== undefined) await this.#use(model, part, stored);
      if (stored !== undefined && isFresh(stored)) return;
      if (((await apiKey())?.trim() ?? '') === '') return;
      this.#askedAt.set(key, clock.now());
      const answer = { readAt: clock.now(), value: await ask() };
      await this.#use(model, part, answer);
      await this.#answers.write(model, part, answer);
    } catch (error) {
      log.debug(`${part} of ${model}: ${messageOf(error)}`);
    }
  }

  async #use(model: string, part: Part, answer: StoredAnswer): Promise<void> {
    const { catalog, log } = this.#parts;
    const isNew = this.#known.get(`${model} ${part}`)?.readAt !== answer.readAt;
    const entry = catalog.entry(model);
    if (part === 'schema' && entry !== undefined && (isNew || this.#definition(model) === undefined)) {
      const { liveDefinition } = await import('../models/live/liveDefinition.ts');
      try {
        this.#definitions.set(model, answer.value === null ? undefined : liveDefinition(catalog, entry, answer.value));
      } catch (error) {
        this.#definitions.delete(model);
        log.debug(`The schema of ${model} was not understood: ${messageOf(error)}`);
      }
    }
    this.#known.set(`${model} ${part}`, answer);
    if (isNew) this.#listeners.fire(model);
  }
}

/** Stored answers are files, which anything may have changed. */
const isSamples: Guard<readonly RateSample[]> = listOf(
  object({ start: isNumber, end: isNumber, successRate: optional(isNumber) })
);
