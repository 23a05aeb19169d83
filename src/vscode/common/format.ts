import * as vscode from 'vscode';
import type { Price } from '../../shared/form.ts';

/** An amount of credits, at most two digits behind the point. */
export function creditsText(credits: number): string {
  const rounded = Math.round(credits * 100) / 100;
  const figure = rounded.toLocaleString(vscode.env.language, { maximumFractionDigits: 2 });
  return rounded === 1 ? vscode.l10n.t('1 credit') : vscode.l10n.t('{0} credits', figure);
}

/** What `count` runs at this price cost, honest about what is not known. */
export function priceText(price: Price, count = 1): string {
  if (price.kind === 'unknown' || price.credits === undefined) return vscode.l10n.t('price not known');
  const total = creditsText(price.credits * count);
  return price.kind === 'upTo' ? vscode.l10n.t('up to {0}', total) : total;
}

/** The sum of several prices: unknown when one is, a bound when one is. */
export function sumPrices(prices: readonly Price[]): Price {
  if (prices.some(price => price.kind === 'unknown' || price.credits === undefined))
    return { kind: 'unknown', parts: [] };
  return {
    kind: prices.some(price => price.kind === 'upTo') ? 'upTo' : 'exact',
    credits: prices.reduce((sum, price) => sum + (price.credits ?? 0), 0),
    parts: []
  };
}

/** Sentences about many, the first few of them. */
export function firstOf(sentences: readonly string[], most = 8): readonly string[] {
  const rest = sentences.length - most;
  return rest <= 0 ? sentences : [...sentences.slice(0, most), vscode.l10n.t('and {0} more', rest)];
}
