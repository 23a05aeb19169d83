import * as vscode from 'vscode';
import { plural } from '../../../shared/format/plural.ts';
import { formatUsd, roundedCredits, USD_PER_CREDIT } from '../../../shared/format/credits.ts';
import type { Price } from '../../../shared/form.ts';

/** Formats an amount of credits with at most two decimal places. */
export const creditsText = (credits: number): string =>
  plural(vscode.l10n.t('{0, plural, one {# credit} other {# credits}}'), roundedCredits(credits));

/** Formats the price of `count` runs. Shows an unknown price as unknown. */
export function priceText(price: Price, count = 1): string {
  if (price.kind === 'unknown' || price.credits === undefined) return vscode.l10n.t('price unknown');
  const total = creditsText(price.credits * count);
  return boundedText(price.kind, total);
}

/** "$0.12", in the currency of KIE's price page. Empty when the price is unknown or free. */
export const usdText = ({ kind, credits }: Pick<Price, 'kind' | 'credits'>): string =>
  kind === 'unknown' || credits === undefined || credits === 0 ? '' : formatUsd(credits * USD_PER_CREDIT);

/** Formats an amount as an upper bound, an approximate value or an exact value. */
export function boundedText(kind: Price['kind'] | undefined, amount: string): string {
  if (kind === 'upTo') return vscode.l10n.t('up to {0}', amount);
  return kind === 'about' ? vscode.l10n.t('about {0}', amount) : amount;
}

/** Adds prices. The sum is unknown, approximate or an upper bound if any of the prices is. */
export function sumPrices(prices: readonly Price[]): Price {
  if (prices.some(price => price.kind === 'unknown' || price.credits === undefined))
    return { kind: 'unknown', parts: [] };
  return {
    kind: (['about', 'upTo'] as const).find(kind => prices.some(price => price.kind === kind)) ?? 'exact',
    credits: prices.reduce((sum, price) => sum + (price.credits ?? 0), 0),
    parts: []
  };
}

/** Returns up to `most` sentences, followed by the number of omitted ones. */
export function firstOf(sentences: readonly string[], most = 8): readonly string[] {
  const rest = sentences.length - most;
  return rest <= 0 ? sentences : [...sentences.slice(0, most), vscode.l10n.t('and {0} more', rest)];
}
