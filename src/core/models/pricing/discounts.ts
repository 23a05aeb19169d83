import * as l10n from '@vscode/l10n';
import type { PriceRow } from '../../../shared/modelPrice.ts';

const HOUR_MS = 3_600_000;

/** KIE states no time zone: a day is over when it is over anywhere, which is first at UTC+14. */
const endOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) + (24 - 14) * HOUR_MS;

/**
 * The row that applies at `now` (milliseconds since 1970): after the end of its discount with the later price, as
 * `about`.
 */
export function rowAt(row: PriceRow, now: number): PriceRow {
  const { until, after, ...rest } = row;
  if (until === undefined || now < endOfDay(until)) return row;
  if (after === undefined) return { ...row, about: true };
  const figures = { usd: after.usd ?? null, credits: after.credits ?? null };
  return { ...rest, ...figures, until, about: true };
}

/** Why a figure is only approximate, or until when it is discounted, one sentence each. */
export function discountTexts({ about, until }: PriceRow): readonly string[] {
  if (until !== undefined && about === true) return [l10n.t('The discount ended on {0}; the price may differ.', until)];
  if (until !== undefined) return [l10n.t('Discounted until {0}.', until)];
  return about === true ? [l10n.t('KIE lists this price as approximate.')] : [];
}
