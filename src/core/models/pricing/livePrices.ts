import * as l10n from '@vscode/l10n';
import { USD_PER_CREDIT, formatCredits, formatUsd, creditsOf } from '../../../shared/format/credits.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { PriceRow } from '../../../shared/modelPrice.ts';
import { hasShape, isNumber, isString, listOf, optional } from '../../../shared/guards.ts';
import type { FeedRow } from '../../kie/priceFeed.ts';
import { tableRowOf } from './livePriceRow.ts';
import { unitOf } from './livePriceUnits.ts';

/** KIE's price list as stored JSON; the caller keeps it. `fetchedAt` is in milliseconds since 1970. */
export interface PriceList {
  readonly fetchedAt: number;
  readonly rows: readonly FeedRow[];
}

/** An entry compared with the live price list. */
export interface LiveView {
  /**
   * none      the list has no row for this entry: the table applies
   * same      the list matches the table
   * changed   one price differs unambiguously: `entry` has the new one
   * doubtful  they differ ambiguously: `entry` has a bound, or no price
   */
  readonly verdict: 'none' | 'same' | 'changed' | 'doubtful';
  /** The entry to use for pricing. */
  readonly entry: ModelEntry;
  /** The rows of the list, one line each. */
  readonly lines: readonly string[];
}

const DAY_MS = 24 * 3_600_000;
const isKept = hasShape<PriceList>({
  fetchedAt: isNumber,
  rows: listOf(
    hasShape<FeedRow>({
      description: isString,
      model: optional(isString),
      credits: optional((value): value is number => isNumber(value) && value >= 0),
      unit: optional(isString),
      usd: optional(isNumber)
    })
  )
});

/** Validates a stored list; undefined when it is invalid. */
export const readLivePrices = (json: unknown): PriceList | undefined => (isKept(json) ? json : undefined);

/** Whether the list was read within the last day. A clock that was set back never makes it fresh forever. */
export const isFresh = (list: PriceList | undefined, now: number): boolean =>
  list !== undefined && list.fetchedAt <= now && now - list.fetchedAt < DAY_MS;

/** Compares an entry with the live rows that name its ID. Pure. */
export function withLivePrices(entry: ModelEntry, feed: readonly FeedRow[]): LiveView {
  const live = feed.filter(row => row.model === entry.id);
  const lines = live.map(lineOf);
  const table = entry.price ?? [];
  if (live.length === 0) return { verdict: 'none', entry, lines };
  if (table.length === 0) return { verdict: 'doubtful', entry, lines };
  // Matching rows are removed from both sides; the remaining ones differ.
  const restTable = [...table];
  const restLive = live.filter(row => {
    const at = restTable.findIndex(known => agree(known, row));
    if (at >= 0) restTable.splice(at, 1);
    // A duplicate line is not a difference.
    return at < 0 && !table.some(known => agree(known, row));
  });
  // Only some rows of the list name the ID, so a table row without a live row is not a contradiction.
  if (restLive.length === 0) return { verdict: 'same', entry: confirmed(entry, live), lines };
  const [left] = restLive;
  if (left !== undefined && restLive.length === 1 && entry.priceBy?.inputImages === undefined) {
    const known = tableRowOf(left, table);
    if (known !== undefined && restTable.length === 1 && restTable[0] === known && left.credits !== undefined) {
      const renewed: PriceRow = { ...withoutDoubt(known), credits: left.credits, usd: left.credits * USD_PER_CREDIT };
      return {
        verdict: 'changed',
        entry: { ...entry, price: table.map(row => (row === known ? renewed : row)) },
        lines
      };
    }
  }
  return { verdict: 'doubtful', entry: { ...entry, price: bounded(entry, live) }, lines };
}

/** The price that KIE lists today applies, regardless of the announced end of a discount. */
function confirmed(entry: ModelEntry, live: readonly FeedRow[]): ModelEntry {
  const table = entry.price ?? [];
  const isConfirmed = (row: PriceRow): boolean =>
    row.until !== undefined &&
    live.some(other => agree(row, other) && !table.some(one => one !== row && agree(one, other)));
  if (!table.some(isConfirmed)) return entry;
  return { ...entry, price: table.map(row => (isConfirmed(row) ? withoutDoubt(row) : row)) };
}

const DOUBTS: readonly string[] = ['until', 'after', 'about'] satisfies readonly (keyof PriceRow)[];

const withoutDoubt = (row: PriceRow): PriceRow =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !DOUBTS.includes(key)));

/**
 * Turns every row into a bound over both sides, and over the price after a discount, since a task may be charged after
 * its end; without a price when the units differ.
 */
function bounded(entry: ModelEntry, live: readonly FeedRow[]): PriceRow[] {
  const table = entry.price ?? [];
  const units = new Set([...table, ...live].map(row => unitOf(row.unit)));
  const later = table.flatMap(({ after }) => (after === undefined ? [] : [highestOf(after)]));
  const figures = [...live.map(row => row.credits), ...table.map(highestOf), ...later];
  const known = figures.filter(credits => credits !== undefined);
  if (units.size > 1 || known.length < figures.length || entry.priceBy?.inputImages !== undefined) {
    return table.map(row => ({ ...row, unit: 'unknown' }));
  }
  const creditsMax = Math.max(...known);
  return table.map(({ after, ...row }) => ({
    ...row,
    creditsMax,
    ...(after === undefined ? {} : { after: { ...after, creditsMax } })
  }));
}

const highestOf = (row: PriceRow): number | undefined => row.creditsMax ?? creditsOf(row);

/** The list rounds, so a hundredth of a credit is not a difference. */
function agree(known: PriceRow, row: FeedRow): boolean {
  const credits = creditsOf(known);
  return (
    credits !== undefined &&
    row.credits !== undefined &&
    unitOf(known.unit) === unitOf(row.unit) &&
    [credits, known.creditsMax ?? credits].some(each => Math.abs(each - (row.credits ?? NaN)) < 0.01)
  );
}

function lineOf(row: FeedRow): string {
  const credits = row.credits === undefined ? l10n.t('no price listed') : formatCredits(row.credits);
  const unit = row.unit === undefined ? '' : ` ${row.unit}`;
  const usd = row.usd === undefined ? '' : ` (${formatUsd(row.usd)})`;
  return `${row.description}: ${credits}${unit}${usd}`;
}
