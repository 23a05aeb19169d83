import type { PriceRow } from '../../../shared/modelPrice.ts';
import type { Condition } from '../../../shared/modelRule.ts';
import type { FeedRow } from '../../kie/priceFeed.ts';
import { unitOf } from './livePriceUnits.ts';
import { trimEndOf } from '../../../shared/textParts.ts';

/** Words that distinguish variants of a model: "1080p", "10s", "4k", "with audio". */
const VARIANT = /^(\d+(\.\d+)?(k|p|s|x|mp)|with|without|no)$/;

/**
 * The only table row that a live row can match: it has the same unit, all its condition values occur in the
 * description, the description names no other variant, and no other row matches. Undefined when in doubt.
 */
export function tableRowOf(row: FeedRow, table: readonly PriceRow[]): PriceRow | undefined {
  const words = wordsOf(row.description);
  // A row whose conditions cannot be expressed as words may match anything.
  const matches = table.filter(known => valuesOf(known)?.every(value => words.has(value)) ?? true);
  const [only] = matches;
  const values = only === undefined ? undefined : valuesOf(only);
  if (only === undefined || matches.length > 1 || values === undefined || only.creditsMax !== undefined)
    return undefined;
  const isOther = [...words].some(word => VARIANT.test(word) && !values.includes(word));
  return isOther || unitOf(only.unit) !== unitOf(row.unit) ? undefined : only;
}

/** The words for a row's conditions; undefined when a condition cannot be expressed as a word. */
function valuesOf(row: PriceRow): readonly string[] | undefined {
  const values = Object.values(row.when ?? {}).map(wordOf);
  return values.every(value => value !== undefined) ? values : undefined;
}

const wordOf = (condition: Condition): string | undefined =>
  typeof condition === 'string' && /^[a-z0-9.:]+$/i.test(condition) ? condition.toLowerCase() : undefined;

const wordsOf = (description: string): ReadonlySet<string> =>
  new Set(
    description
      .toLowerCase()
      .split(/[^a-z0-9.:]+/)
      .map(word => trimEndOf(word.replace(/^[.:]+/, ''), /[.:]/))
  );
