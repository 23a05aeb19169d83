import MiniSearch from 'minisearch';
import { versionOf } from '../modelGroups.ts';
import { phrasesOf, sourcesOf, WEIGHTS } from './searchSources.ts';
import type { Field, Findable, Source } from './searchSources.ts';
import { GENERIC } from './taskWords.ts';
import { isHan, isNumber, joined, tokens } from './tokens.ts';

const FIELDS = Object.keys(WEIGHTS) as Field[];

/** The maximum number of terms whose models are kept: users type letter by letter. */
const MAX_FOUND = 1000;

const PREFIX = 0.75;
const SIMILAR = 0.5;

/** The names of a model as single terms, to compare a whole query with. */
interface Names {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** The words of the name that distinguish it. */
  readonly words: readonly string[];
  readonly version: readonly number[];
}

const namesOf = (model: Findable): Names => ({
  id: joined(model.id),
  name: joined(model.name),
  aliases: (model.aliases ?? []).map(joined),
  words: tokens(model.name).filter(word => !GENERIC.has(word)),
  version: versionOf(model)
});

/** The value of a match by the place of the model in the list. */
export type Found = ReadonlyMap<number, number>;

/** An index of a list of models. Building it takes some milliseconds, so it is kept as long as the list. */
export class SearchIndex {
  readonly names: readonly Names[];
  /** Names of tasks and of what single models do, which count as a whole: "speech to text" is not "text to speech". */
  readonly phrases: ReadonlySet<string>;
  readonly #index = new MiniSearch({ fields: FIELDS, tokenize: text => text.split(' '), processTerm: term => term });
  /** Words of names and families, which users also type in parts: "eleven labs". */
  readonly #nameWords: ReadonlySet<string>;
  readonly #sources: readonly Source[];
  readonly #terms: ReadonlySet<string>;
  readonly #found = new Map<string, Found>();

  constructor(models: readonly Findable[]) {
    this.names = models.map(namesOf);
    this.phrases = phrasesOf(models);
    this.#nameWords = new Set(models.flatMap(({ name, family }) => tokens(`${family} ${name}`)));
    this.#sources = sourcesOf(models);
    this.#terms = new Set(this.#sources.flatMap(({ terms }) => Object.values(terms).flat()));
    this.#index.addAll(
      this.#sources.map(({ terms }, id) => ({
        id,
        ...Object.fromEntries(Object.entries(terms).map(([field, all]) => [field, [...new Set(all)].join(' ')]))
      }))
    );
  }

  isNameWord(term: string): boolean {
    return this.#nameWords.has(term);
  }

  has(term: string): boolean {
    return this.#terms.has(term);
  }

  /** Models that have the term, its beginning, or only if there are none, a similar one. */
  find(term: string): Found {
    let found = this.#found.get(term);
    if (found === undefined) {
      found = this.#search(term, { prefix: true }, 1);
      for (const fuzzy of isHan(term) || isNumber(term) ? [] : distances(term)) {
        if (found.size > 0) break;
        found = this.#search(term, { prefix: true, fuzzy }, SIMILAR);
        for (const swapped of fuzzy === 1 && found.size === 0 ? swaps(term) : []) {
          if (found.size === 0) found = this.#search(swapped, { prefix: true }, SIMILAR);
        }
      }
      if (this.#found.size >= MAX_FOUND) this.#found.clear();
      this.#found.set(term, found);
    }
    return found;
  }

  #search(term: string, how: { readonly prefix: boolean; readonly fuzzy?: number }, factor: number): Found {
    const found = new Map<number, number>();
    for (const { id, match } of this.#index.search(term, how)) {
      let best = 0;
      for (const [matched, fields] of Object.entries(match)) {
        // 3 is the beginning of version 3.1 but not of 30.
        if (matched !== term && isNumber(term) && !matched.startsWith(`${term}.`)) continue;
        const quality = matched === term ? factor : factor * PREFIX;
        for (const field of fields) best = Math.max(best, quality * weightOf(field as Field, term, matched));
      }
      for (const place of this.#sources[id as number]?.members ?? []) {
        found.set(place, Math.max(best, found.get(place) ?? 0));
      }
    }
    return found;
  }
}

/** A word such as "image" in a name says no more than the task. */
const weightOf = (field: Field, ...terms: readonly string[]): number =>
  Math.min(
    WEIGHTS[field],
    terms.some(term => GENERIC.has(term)) && field !== 'output' && field !== 'choice' ? WEIGHTS.task : Infinity
  );

const distances = (term: string): readonly number[] => (term.length >= 7 ? [1, 2] : term.length >= 4 ? [1] : []);

/** The term with two neighboring letters exchanged, at each place. */
const swaps = (term: string): readonly string[] =>
  Array.from({ length: term.length - 1 }, (_, i) => `${term.slice(0, i)}${term[i + 1]}${term[i]}${term.slice(i + 2)}`);
