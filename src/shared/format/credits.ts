import * as l10n from '@vscode/l10n';
import { plural } from './plural.ts';
import { textLanguage } from './language.ts';
import type { PriceRow } from '../modelPrice.ts';

/** Source: docs.kie.ai/common-api/get-account-credits and the price page: 1,000 credits are 5 US dollars. */
export const USD_PER_CREDIT = 0.005;

/** The credits per unit of a row, from its US dollars if it has no credits. */
export const creditsOf = (row: PriceRow): number | undefined =>
  row.credits ?? (typeof row.usd === 'number' ? row.usd / USD_PER_CREDIT : undefined);

/** Rounds half up to hundredths of a credit. 1.005 is slightly less than that in binary, but becomes 1.01. */
export const roundedCredits = (credits: number): number => Math.round(Math.round(credits * 1e8) / 1e6) / 100;

/** "$0.12", "$0.00125": with the decimals that a hundredth of a credit needs. */
export const formatUsd = (usd: number): string =>
  usd.toLocaleString(textLanguage(), {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 5
  });

/** "1 credit", "0.5 credits", with at most two decimal places. */
export const formatCredits = (credits: number): string =>
  plural(l10n.t('{0, plural, one {# credit} other {# credits}}'), roundedCredits(credits));
