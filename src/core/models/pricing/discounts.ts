import * as l10n from '@vscode/l10n';
import { plural } from '../../../shared/format/plural.ts';
import type { PriceRow } from '../../../shared/modelPrice.ts';

const HOUR_MS = 3_600_000;

/**
 * Returns the end of a discount in milliseconds since 1970. KIE states no time zone for a day: it is over when it is
 * over anywhere, which is first at UTC+14.
 * @param until an ISO date, or a date and time in UTC
 */
export const endOfDiscount = (until: string): number =>
  until.includes('T') ? Date.parse(until) : Date.parse(`${until}T00:00:00Z`) + (24 - 14) * HOUR_MS;

/**
 * The row that applies at `now` (milliseconds since 1970): after the end of its discount with the later price, as
 * `about`. The maximum of the discounted price is no bound of a later one: without a later price, it is the figure.
 */
export function rowAt(row: PriceRow, now: number): PriceRow {
  const { until, after, creditsMax, ...rest } = row;
  if (until === undefined || now < endOfDiscount(until)) return row;
  if (after !== undefined) {
    const maximum = after.creditsMax === undefined ? {} : { creditsMax: after.creditsMax };
    return { ...rest, usd: after.usd ?? null, credits: after.credits ?? null, ...maximum, until, about: true };
  }
  const figures = creditsMax === undefined ? {} : { usd: null, credits: creditsMax };
  return { ...rest, ...figures, until, about: true };
}

/** Why a figure is only approximate, or until when it is discounted, one sentence each. */
export function discountTexts({ about, until }: PriceRow, now: number): readonly string[] {
  if (until !== undefined && about === true && now >= endOfDiscount(until)) {
    return [l10n.t('The discount ended on {0}; the price may differ.', dateText(until))];
  }
  return [
    ...(until === undefined ? [] : [remaining(until, now)]),
    ...(about === true ? [l10n.t('KIE lists this price as approximate.')] : [])
  ];
}

function remaining(until: string, now: number): string {
  const hours = Math.floor((endOfDiscount(until) - now) / HOUR_MS);
  const days = Math.floor(hours / 24);
  if (days > 1) return plural(l10n.t('Discounted until {0}: {1} days left.'), dateText(until), days);
  if (hours > 1) return plural(l10n.t('Discounted until {0}: {1} hours left.'), dateText(until), hours);
  return l10n.t('Discounted until {0}: less than 2 hours left.', dateText(until));
}

/** `2026-10-07 06:00 UTC` */
const dateText = (until: string): string => until.replace(/T(\d{2}:\d{2}).*$/, ' $1 UTC');
