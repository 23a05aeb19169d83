import * as l10n from '@vscode/l10n';
import type { PriceRow } from '../modelPrice.ts';

/** Source: docs.kie.ai/common-api/get-account-credits and the price page: 1,000 credits are 5 US dollars. */
export const USD_PER_CREDIT = 0.005;

/** The credits per unit of a row, from its US dollars if it has no credits. */
export const creditsOf = (row: PriceRow): number | undefined =>
  row.credits ?? (typeof row.usd === 'number' ? row.usd / USD_PER_CREDIT : undefined);

/** "$0.12", "$0.0025": with the decimals that a fraction of a credit needs. `language`: a BCP 47 tag. */
export const formatUsd = (usd: number, language: string): string =>
  usd.toLocaleString(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 4
  });

/** "1 credit", "0.5 credits", with at most two decimal places. */
export function formatCredits(credits: number): string {
  const rounded = Math.round(credits * 100) / 100;
  return rounded === 1 ? l10n.t('1 credit') : l10n.t('{0} credits', rounded);
}
