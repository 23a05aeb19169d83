import * as l10n from '@vscode/l10n';
import type { Draft, Price } from '../../../../shared/form.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import type { PriceRow } from '../../../../shared/modelPrice.ts';
import { resolveRules } from '../../rules/resolve.ts';
import { coerceDraft } from '../../values/coerce.ts';
import type { Facts } from '../../values/mediaLimits.ts';
import { discountTexts, rowAt } from '../discounts.ts';
import { comparePrices } from './comparePrices.ts';
import { readPriceText } from './readPriceText.ts';
import { statedRows } from './statedRows.ts';

/** Readings of the last texts: the form asks at each keystroke. */
const readings = new WeakMap<ModelEntry, { readonly text: string; readonly rows: readonly PriceRow[] | undefined }>();

/**
 * The prices of a text as rows for a model; undefined when the text is not understood.
 * @param readAt when the text was read, in milliseconds since 1970
 */
export function rowsOf(entry: ModelEntry, text: string, readAt: number): readonly PriceRow[] | undefined {
  const known = readings.get(entry);
  if (known?.text === text) return known.rows;
  const read = readPriceText(text, readAt);
  const rows = read && statedRows(entry, read);
  readings.set(entry, { text, rows });
  return rows;
}

/** A request, and when its price is asked for, in milliseconds since 1970. */
interface Asked {
  readonly draft: Draft;
  readonly facts: Facts;
  readonly now: number;
}

/**
 * Compares the computed price of a request with the prices that KIE states in prose. An exact price or a bound that
 * differs is only approximate, and so is one whose discount has ended; the reason is among the parts.
 */
export function correctPrice(price: Price, entry: ModelEntry, rows: readonly PriceRow[], asked: Asked): Price {
  if (price.kind !== 'exact' && price.kind !== 'upTo') return price;
  const { draft, facts, now } = asked;
  const { context } = resolveRules(entry, coerceDraft(entry, draft).values);
  const { agreement, stated } = comparePrices(entry, rows, { context, facts });
  if (stated === undefined || agreement === 'open') return price;
  if (agreement === 'other') {
    return { ...price, kind: 'about', parts: [...price.parts, l10n.t("KIE's own price text differs.")] };
  }
  const current = rowAt(stated, now);
  const texts = discountTexts(current, now).filter(text => !price.parts.includes(text));
  if (stated.until === undefined || texts.length === 0) return price;
  return {
    ...price,
    kind: current.about === true && stated.about !== true ? 'about' : price.kind,
    parts: [...price.parts, ...texts]
  };
}
