import * as l10n from '@vscode/l10n';
import { USD_PER_CREDIT, formatCredits, creditsOf } from '../../../shared/credits.ts';
import type { ModelEntry, PriceRow } from '../../../shared/model.ts';
import { hasShape, isNumber, isString, listOf, optional } from '../../../shared/guards.ts';
import type { FeedRow } from '../../kie/priceFeed.ts';
import { tableRowOf } from './livePriceRow.ts';
import { unitOf } from './livePriceUnits.ts';

/** What was read of the live price list, as JSON; kept by the caller. `fetchedAt` is in milliseconds since 1970. */
export interface LivePrices {
  readonly fetchedAt: number;
  readonly rows: readonly FeedRow[];
}

/** How an entry looks in the light of the live price list. */
export interface LiveView {
  /**
   * none      the list has no row of this entry: the table stands
   * same      the list says what the table says
   * changed   one price is another, and it is clear which: `entry` has the new one
   * doubtful  they differ and it is not clear how: `entry` has a bound, or no price
   */
  readonly verdict: 'none' | 'same' | 'changed' | 'doubtful';
  /** To be priced instead of the entry that was given. */
  readonly entry: ModelEntry;
  /** What the list says, a line for each row. */
  readonly lines: readonly string[];
}

const DAY_MS = 24 * 3_600_000;
const isKept = hasShape<LivePrices>({
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

/** What the caller kept, checked; undefined when it is nothing of ours. */
export const readLivePrices = (json: unknown): LivePrices | undefined => (isKept(json) ? json : undefined);

/** Read on the same day: not to be asked for again. A clock that was set back makes nothing fresh for ever. */
export const isFresh = (prices: LivePrices | undefined, now: number): boolean =>
  prices !== undefined && prices.fetchedAt <= now && now - prices.fetchedAt < DAY_MS;

/** Compares an entry with the rows that name its id. Pure. */
export function withLivePrices(entry: ModelEntry, feed: readonly FeedRow[]): LiveView {
  const live = feed.filter(row => row.model === entry.id);
  const lines = live.map(lineOf);
  const table = entry.price ?? [];
  if (live.length === 0) return { verdict: 'none', entry, lines };
  if (table.length === 0) return { verdict: 'doubtful', entry, lines };
  // What both have is resolved; what is left over differs.
  const restTable = [...table];
  const restLive = live.filter(row => {
    const at = restTable.findIndex(known => agree(known, row));
    if (at >= 0) restTable.splice(at, 1);
    // A second line that says the same again is no difference.
    return at < 0 && !table.some(known => agree(known, row));
  });
  // The list names the id in a part of its rows only, so a table row without one there is no contradiction.
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

/** What KIE charges today counts today, whatever was announced of a discount. */
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
  Object.fromEntries(Object.entries(row).filter(([word]) => !DOUBTS.includes(word)));

/** Every row as a bound over what either side says; without a price where the units do not all agree. */
function bounded(entry: ModelEntry, live: readonly FeedRow[]): PriceRow[] {
  const table = entry.price ?? [];
  const units = new Set([...table, ...live].map(row => unitOf(row.unit)));
  const figures = [...live.map(row => row.credits), ...table.map(row => row.creditsMax ?? creditsOf(row))];
  const known = figures.filter(credits => credits !== undefined);
  if (units.size > 1 || known.length < figures.length || entry.priceBy?.inputImages !== undefined) {
    return table.map(row => ({ ...row, unit: 'unknown' }));
  }
  return table.map(row => ({ ...row, creditsMax: Math.max(...known) }));
}

/** The list rounds, so a hundredth of a credit is no difference. */
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
  const usd = row.usd === undefined ? '' : ` ($${row.usd})`;
  return `${row.description}: ${credits}${unit}${usd}`;
}
