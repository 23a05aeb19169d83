import * as l10n from '@vscode/l10n';
import type { PriceRow } from '../modelPrice.ts';

/** Source: docs.kie.ai/common-api/get-account-credits and the price page: 1,000 credits are 5 US dollars. */
export const USD_PER_CREDIT = 0.005;

/** The credits per unit of a row, from its US dollars if it has no credits. */
export const creditsOf = (row: PriceRow): number | undefined =>
  row.credits ?? (typeof row.usd === 'number' ? row.usd / USD_PER_CREDIT : undefined);

/** "1 credit", "0.5 credits", with at most two decimal places. */
export function formatCredits(credits: number): string {
  const rounded = Math.round(credits * 100) / 100;
  return rounded === 1 ? l10n.t('1 credit') : l10n.t('{0} credits', rounded);
}
