import * as l10n from '@vscode/l10n';
import { plural } from './plural.ts';
import { textLanguage } from './language.ts';
import type { PriceRow } from '../modelPrice.ts';

/** Source: docs.kie.ai/common-api/get-account-credits and the price page: 1,000 credits are 5 US dollars. */
export const USD_PER_CREDIT = 0.005;

/** The credits per unit of a row, from its US dollars if it has no credits. */
export const creditsOf = (row: PriceRow): number | undefined =>
  row.credits ?? (typeof row.usd === 'number' ? row.usd / USD_PER_CREDIT : undefined);

/** "$0.12", "$0.0025": with the decimals that a fraction of a credit needs. */
export const formatUsd = (usd: number): string =>
  usd.toLocaleString(textLanguage(), {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 4
  });

/** "1 credit", "0.5 credits", with at most two decimal places. */
export const formatCredits = (credits: number): string =>
  plural(l10n.t('{0, plural, one {# credit} other {# credits}}'), Math.round(credits * 100) / 100);
