import * as l10n from '@vscode/l10n';
import { plural } from '../../../shared/format/plural.ts';
import { mediaKindOf } from '../../../shared/catalog/mediaParams.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { PriceBy, PriceRow } from '../../../shared/modelPrice.ts';
import type { EvaluationContext } from '../rules/conditions.ts';
import { countOf, valueOf } from '../rules/conditions.ts';
import type { Facts } from '../values/mediaLimits.ts';
import { isSet, pick } from '../rules/paths.ts';
import { codePoints } from '../../../shared/textParts.ts';
import { labelAt } from '../values/sentences.ts';

/** The number of units of a run; `open` when it may be lower. */
export interface Amount {
  readonly count: number;
  readonly open?: boolean;
  /** "5 s": the number of units as text. */
  readonly text?: string;
}

/** Why the number of units is unknown, a sentence. */
export interface NoAmount {
  readonly why: string;
}

/** What determines the price of a run. */
export interface Measured {
  readonly entry: ModelEntry;
  readonly by: PriceBy;
  readonly context: EvaluationContext;
  readonly facts: Facts;
}

/** The number of units of a row, or why it is unknown. */
export function amountOf(row: PriceRow, measured: Measured): Amount | NoAmount {
  switch (row.unit) {
    case 'request':
    case 'video':
      return { count: 1 };
    case 'image':
      return images(measured);
    case 'second':
      return seconds(measured);
    case '1000-chars':
      return characters(measured);
    case 'megapixel':
      return { why: l10n.t("The output size in megapixels isn't documented.") };
    default:
      return { why: l10n.t('The number of units is known only after the run.') };
  }
}

function images({ entry, by, context }: Measured): Amount | NoAmount {
  const openNumber: NoAmount = { why: l10n.t('The number of images is known only after the run.') };
  if (by.images === undefined) return by.imagesUnknown ? openNumber : { count: 1 };
  const param = entry.params[by.images];
  const value = Number(valueOf(context, by.images));
  const max = param?.maximum ?? Math.max(...(param?.enum ?? []).map(Number));
  const known = Number.isFinite(value) && value > 0;
  const count = known ? value : max;
  if (!Number.isFinite(count)) return openNumber;
  const open = !known || by.imagesAtMost === true;
  return { count, ...(open ? { open } : {}), text: imagesText(count) };
}

const imagesText = (count: number): string => plural(l10n.t('{0, plural, one {# image} other {# images}}'), count);

function seconds(measured: Measured): Amount | NoAmount {
  const { by, context } = measured;
  const unknown: NoAmount = { why: l10n.t("Which seconds are charged isn't documented.") };
  if (!by.seconds && !by.maybeSeconds) return unknown;
  const maybe = (by.maybeSeconds ?? []).filter(name => isSet(context.set[name]));
  let count = 0;
  let open = maybe.length > 0;
  for (const name of [...(by.seconds ?? []), ...maybe]) {
    const amount = lengthOf(measured, name);
    if ('why' in amount) return amount;
    count += amount.count;
    open ||= amount.open === true;
  }
  if (count <= 0) return by.seconds === undefined ? unknown : notKnown(measured, by.seconds[0] ?? '');
  const output = by.outputSeconds;
  if (output === undefined) return { count, ...(open ? { open } : {}), text: l10n.t('{0} s', count) };
  const result = lengthOf(measured, output.sameAs);
  if ('why' in result) return result;
  count += result.count;
  // Whether the cut-off part of the result is charged is not documented.
  open ||= result.open === true || result.count > (output.max ?? Infinity);
  return { count, ...(open ? { open } : {}), text: l10n.t('{0} s of input and output', count) };
}

const notKnown = ({ entry }: Measured, name: string): NoAmount => ({
  why: l10n.t('Depends on the length of "{0}", which is unknown.', labelAt(entry, name))
});

/** The seconds of a number or of media; 0 for media that are not set. */
function lengthOf(measured: Measured, name: string): Amount | NoAmount {
  const { entry, context, facts } = measured;
  const param = entry.params[name];
  if (param && mediaKindOf(param) === undefined) {
    const given = valueOf(context, name);
    // Without a value and a documented default, it is at most the documented maximum.
    const value = given === undefined ? -1 : Number(given);
    if (value > 0) return Number.isInteger(value) ? { count: value } : { count: Math.ceil(value), open: true };
    // -1 lets the model choose, up to the documented maximum.
    const max = param.maximum ?? entry.numberTexts?.[name]?.maximum;
    return value === -1 && max !== undefined ? { count: max, open: true } : notKnown(measured, name);
  }
  const value = context.set[name];
  const list: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : isSet(value) ? [value] : [];
  let count = 0;
  let open = false;
  for (const item of list) {
    const known = typeof item === 'string' ? facts(item) : undefined;
    const length = known?.seconds ?? known?.secondsAtMost;
    if (length === undefined) return notKnown(measured, name);
    open ||= known?.seconds === undefined;
    // Charging of partial seconds is not documented, so the next whole second is the bound.
    const whole = Math.ceil(length - 0.005);
    count += whole;
    open ||= Math.abs(whole - length) > 0.005;
  }
  return { count, ...(open ? { open } : {}) };
}

function characters({ by, context }: Measured): Amount | NoAmount {
  const texts = (by.text ?? []).flatMap(path => pick(context.set, path));
  const length = texts.reduce((n, { value }) => n + (typeof value === 'string' ? codePoints(value) : 0), 0);
  if (length === 0) return { why: l10n.t('Depends on the number of characters.') };
  // Charging of partial thousands is not documented, so the next whole one is the bound.
  const count = Math.ceil(length / 1000);
  const text = plural(l10n.t('{0} ({1} characters)'), count, length);
  return { count, ...(count * 1000 === length ? {} : { open: true }), text };
}

/** The extra credits for input images; `open` when they may be free. */
export function inputImages(by: PriceBy, context: EvaluationContext): { credits: number; open: boolean } | undefined {
  const extra = by.inputImages;
  if (!extra) return undefined;
  const count = extra.of.reduce((n, name) => n + countOf(context.set[name]), 0) - (extra.free ?? 0);
  return count > 0 ? { credits: tidy(count * extra.credits), open: extra.atMost ?? false } : undefined;
}

/** Removes floating-point noise. */
export const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;
