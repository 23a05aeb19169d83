import * as l10n from '@vscode/l10n';
import { USD_PER_CREDIT, formatCredits, creditsOf } from '../../../shared/format/credits.ts';
import type { Price } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { PriceRow } from '../../../shared/modelPrice.ts';
import { assumptions } from './assumptions.ts';
import type { EvaluationContext } from '../rules/conditions.ts';
import { allHold } from '../rules/conditions.ts';
import type { Facts } from '../values/mediaLimits.ts';
import { isSet } from '../rules/paths.ts';
import { amountOf, inputImages, tidy } from './priceAmount.ts';
import { discountTexts, rowAt } from './discounts.ts';
import { labelAt } from '../values/sentences.ts';
import { rateText } from './rateText.ts';

export interface PriceOptions {
  /** Parameters with invalid values, which are not used for counting. */
  readonly wrong?: ReadonlySet<string>;
  /** Milliseconds since 1970, for discounts that end. Defaults to the system clock. */
  readonly now?: number;
}

/**
 * The price of one run: the first row whose conditions hold, times its units. Exact only when nothing is undetermined;
 * a bound where the table has one; `about` where the figure itself is approximate; otherwise unknown, with the reasons
 * in `parts`.
 */
export function priceOf(
  entry: ModelEntry,
  context: EvaluationContext,
  facts: Facts,
  options: PriceOptions = {}
): Price {
  const { wrong = new Set(), now = Date.now() } = options;
  const rows = (entry.price ?? []).map(row => rowAt(row, now));
  if (rows.length === 0) return unknown(l10n.t('No price is documented for this model.'));
  const row = rows.find(candidate => allHold(candidate.when, context));
  if (!row) return highestPrice({ entry, rows, context, facts, options });
  const each = creditsOf(row);
  if (each === undefined) return unknown(noPrice());
  const rate = rateText(row);
  if (row.unit === undefined || row.unit === 'unknown') return unknown(rate);
  const by = entry.priceBy ?? {};
  const hidden = (by.unless ?? []).find(name => isSet(context.set[name]));
  if (hidden !== undefined)
    return unknown(rate, l10n.t('With {0}, the price is known only after the run.', labelAt(entry, hidden)));
  const bad = [...(by.seconds ?? []), ...(by.maybeSeconds ?? []), ...(by.images === undefined ? [] : [by.images])].find(
    name => wrong.has(name) && isSet(context.set[name])
  );
  if (bad !== undefined)
    return unknown(rate, l10n.t('Depends on "{0}", which has an invalid value.', labelAt(entry, bad)));
  const amount = amountOf(row, { entry, by, context, facts });
  if ('why' in amount) {
    // Different kinds of tokens are charged separately.
    const rates = rows.filter(other => isTokens(other) && allHold(other.when, context)).map(rateText);
    const price = unknown(...(isTokens(row) ? rates : [rate]), amount.why, ...discountTexts(row, now));
    // A single rate is shown on the button, several token rates are not.
    return isTokens(row) ? price : { ...price, rate };
  }
  const images = inputImages(by, context);
  const open = amount.open === true || row.creditsMax !== undefined || (images?.open ?? false);
  const credits = tidy((row.creditsMax ?? each) * amount.count + (images?.credits ?? 0));
  const parts = [
    amount.text === undefined ? rate : `${rate} × ${amount.text}`,
    ...(row.creditsMax === undefined ? [] : [boundText(each, row.creditsMax)]),
    ...(images ? [l10n.t('{0} for input images', formatCredits(images.credits))] : []),
    ...discountTexts(row, now)
  ];
  return {
    kind: row.about === true ? 'about' : open ? 'upTo' : 'exact',
    credits,
    usd: tidy(credits * USD_PER_CREDIT),
    parts
  };
}

const isTokens = ({ unit }: PriceRow): boolean => unit?.endsWith('-tokens') ?? false;

const boundText = (each: number, highest: number): string =>
  highest > each
    ? l10n.t("up to {0}, depending on details that aren't part of the request", formatCredits(highest))
    : l10n.t("May be less, depending on details that aren't part of the request.");

interface Undetermined {
  readonly entry: ModelEntry;
  readonly rows: readonly PriceRow[];
  readonly context: EvaluationContext;
  readonly facts: Facts;
  readonly options: PriceOptions;
}

/**
 * No row holds because a parameter has neither a value nor a documented default. The provider uses one of the values
 * that the rules allow, so the highest of their prices is a bound if each has a row. Otherwise the missing one might be
 * higher: the known prices are listed without a total.
 */
function highestPrice({ entry, rows, context, facts, options }: Undetermined): Price {
  const names = [...new Set(rows.flatMap(row => Object.keys(row.when ?? {})))];
  const contexts = assumptions(entry, names, context);
  const prices = contexts.map(next => priceOf(entry, next, facts, options));
  if (prices.length > 0 && prices.every(({ credits }) => credits !== undefined)) {
    const highest = prices.reduce((a, b) => ((b.credits ?? 0) > (a.credits ?? 0) ? b : a));
    return { ...highest, kind: prices.some(({ kind }) => kind === 'about') ? 'about' : 'upTo' };
  }
  const parts = [...new Set(prices.flatMap(price => price.parts))];
  const known = parts.filter(part => part !== noPrice() && part !== partlyPriced());
  if (known.length === 0) return unknown(noPrice());
  const price = unknown(...known, ...(known.length === parts.length ? [] : [partlyPriced()]));
  const rate = prices.every(one => one.rate !== undefined) ? highestRate(rows, contexts) : undefined;
  return rate === undefined ? price : { ...price, rate };
}

/** "up to 27 credits/s": the highest rate of rows with the same unit. */
function highestRate(rows: readonly PriceRow[], contexts: readonly EvaluationContext[]): string | undefined {
  const held = contexts.flatMap(context => rows.find(row => allHold(row.when, context)) ?? []);
  const [first] = held;
  if (first === undefined || held.length < contexts.length || held.some(({ unit }) => unit !== first.unit))
    return undefined;
  const highest = held.reduce((a, b) => ((creditsOf(b) ?? 0) > (creditsOf(a) ?? 0) ? b : a));
  const same = held.every(row => creditsOf(row) === creditsOf(highest));
  return same ? rateText(highest) : l10n.t('up to {0}', rateText(highest));
}

const unknown = (...parts: readonly string[]): Price => ({ kind: 'unknown', parts });
const noPrice = (): string => l10n.t('No price is documented for these settings.');
const partlyPriced = (): string => l10n.t('Other settings may cost more; not all prices are documented.');
