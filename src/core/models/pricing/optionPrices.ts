import type { Draft, OptionPrices, Price } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Scalar } from '../../../shared/modelRule.ts';
import { resolveRules } from '../rules/resolve.ts';
import { coerceDraft } from '../values/coerce.ts';
import type { Facts } from '../values/mediaLimits.ts';
import { priceOf } from './price.ts';
import type { PriceOptions } from './price.ts';

/** Choices with more values are not priced value by value: their list would be all figures. */
const MAX_OPTIONS = 12;

/**
 * The price of one run with each value of the choices and switches that change it, everything else as in the draft.
 * Values without a figure are left out, and so are parameters that do not change the price.
 */
export function optionPrices(entry: ModelEntry, draft: Draft, facts: Facts, options: PriceOptions = {}): OptionPrices {
  const found: Record<string, Readonly<Record<string, Pick<Price, 'kind' | 'credits'>>>> = {};
  for (const name of pricedNames(entry)) {
    const values = optionsOf(entry, name);
    const prices = values.flatMap(value => {
      const { context } = resolveRules(entry, coerceDraft(entry, { ...draft, [name]: value }).values);
      const { kind, credits } = priceOf(entry, context, facts, options);
      return credits === undefined || kind === 'unknown' ? [] : [[String(value), { kind, credits }] as const];
    });
    if (new Set(prices.map(([, { credits }]) => credits)).size > 1) found[name] = Object.fromEntries(prices);
  }
  return found;
}

/** The parameters that the price depends on. */
function pricedNames({ price = [], priceBy }: ModelEntry): readonly string[] {
  const { seconds = [], maybeSeconds = [], images } = priceBy ?? {};
  const counted = images === undefined ? [] : [images];
  return [...new Set([...price.flatMap(row => Object.keys(row.when ?? {})), ...seconds, ...maybeSeconds, ...counted])];
}

function optionsOf({ params }: ModelEntry, name: string): readonly Scalar[] {
  const param = params[name];
  if (param?.type === 'boolean') return [false, true];
  const values = param?.enum ?? [];
  return values.length > MAX_OPTIONS ? [] : values;
}

/** The same prices where KIE states another price than the table for the draft. */
export const asApproximate = (prices: OptionPrices): OptionPrices =>
  Object.fromEntries(
    Object.entries(prices).map(([name, values]) => [
      name,
      Object.fromEntries(Object.entries(values).map(([value, price]) => [value, { ...price, kind: 'about' as const }]))
    ])
  );
