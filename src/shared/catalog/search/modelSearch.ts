import { compareVersions } from '../modelGroups.ts';
import { FAMILY_WORDS } from './familyWords.ts';
import { presetOf } from './presetOf.ts';
import { queryTerms } from './queryTerms.ts';
import { SearchIndex } from './searchIndex.ts';
import type { Findable } from './searchSources.ts';
import { joined } from './tokens.ts';

/** A found model. */
export interface Hit<T> {
  readonly model: T;
  /** The values that the query names, such as the version or tier, by parameter. */
  readonly input?: Readonly<Record<string, string>>;
}

/** The part of a query that counts, in UTF-16 units: users also paste prompts. */
const MAX_QUERY = 200;

const FAMILIES = Object.keys(FAMILY_WORDS);
const AGES: readonly Findable['status'][] = ['current', 'legacy', 'retired'];

const indexes = new WeakMap<readonly Findable[], SearchIndex>();

/** Keeps the index as long as the list of models. */
function indexOf(models: readonly Findable[]): SearchIndex {
  const index = indexes.get(models) ?? new SearchIndex(models);
  indexes.set(models, index);
  return index;
}

/**
 * Finds models by ID, name, alias, maker, values of parameters, task and summary, with tolerance for typos, best match
 * first: name over maker over task over summary, current over older. Words that no model has are ignored; when no model
 * has all the others, the models that have most of them match. An empty query returns all models in their order.
 * Without `includeLegacy`, legacy and retired models answer only when no current model does, or by their exact ID or
 * alias.
 */
export function searchModels<T extends Findable>(
  models: readonly T[],
  query: string,
  includeLegacy: boolean
): readonly Hit<T>[] {
  const text = query.slice(0, MAX_QUERY).trim();
  const whole = joined(text);
  if (whole === '')
    return models.filter(({ status }) => includeLegacy || status === 'current').map(model => ({ model }));
  const index = indexOf(models);
  const terms = queryTerms(text, index);
  const ranked = models.flatMap((model, place) => {
    const rank = rankOf(model, { index, place, terms, query: text, whole });
    return rank === undefined ? [] : [rank];
  });
  const full = Math.max(0, ...ranked.map(({ words }) => words));
  const best = ranked.filter(({ words, exact }) => words === full || exact > 0);
  const isCurrent = best.some(({ model }) => model.status === 'current');
  return best
    .filter(({ model, isNamed }) => includeLegacy || !isCurrent || model.status === 'current' || isNamed)
    .sort(compare)
    .map(({ model }) => {
      const input = presetOf(model, terms);
      return input === undefined ? { model } : { model, input };
    });
}

interface Rank<T> {
  readonly model: T;
  /** The number of terms that match, the exact name or ID included. */
  readonly words: number;
  /** Above 0 when the whole query is the ID, as it is or in another spelling, the name or an alias. */
  readonly exact: number;
  /** Whether the query is the exact ID or alias. */
  readonly isNamed: boolean;
  readonly score: number;
  readonly version: readonly number[];
  /** The number of words in the name that the query lacks. */
  readonly extras: number;
  readonly place: number;
}

interface Query {
  readonly index: SearchIndex;
  readonly place: number;
  readonly terms: readonly string[];
  readonly query: string;
  /** The query without spaces and punctuation. */
  readonly whole: string;
}

function rankOf<T extends Findable>(model: T, { index, place, terms, query, whole }: Query): Rank<T> | undefined {
  const values = terms.flatMap(term => index.find(term).get(place) ?? []);
  const names = index.names[place];
  if (names === undefined) return undefined;
  // The path of an operation counts only as such: "lyrics" is a word, "/lyrics" a path.
  const isId = names.id === whole && model.id.startsWith('/') === query.startsWith('/');
  const isNamed = isId || names.aliases.includes(whole);
  const exact = model.id === query ? 4 : isId ? 3 : names.name === whole ? 2 : isNamed ? 1 : 0;
  if (values.length === 0 && exact === 0) return undefined;
  return {
    model,
    words: values.length,
    exact,
    isNamed,
    score: values.reduce((sum, value) => sum + value, 0),
    version: names.version,
    extras: names.words.filter(word => !terms.some(term => term.length > 1 && word.startsWith(term))).length,
    place
  };
}

function compare<T extends Findable>(a: Rank<T>, b: Rank<T>): number {
  return (
    Number(b.exact === 4) - Number(a.exact === 4) ||
    Number(b.exact > 0) - Number(a.exact > 0) ||
    age(a) - age(b) ||
    b.exact - a.exact ||
    b.score - a.score ||
    familyPlace(a.model) - familyPlace(b.model) ||
    compareVersions(b.version, a.version) ||
    a.extras - b.extras ||
    a.place - b.place
  );
}

const age = ({ model }: Rank<Findable>): number => AGES.indexOf(model.status);

/** Families without words, such as those of models that the user added, come last, in the order of the list. */
function familyPlace({ family }: Findable): number {
  const place = FAMILIES.indexOf(family);
  return place === -1 ? FAMILIES.length : place;
}
