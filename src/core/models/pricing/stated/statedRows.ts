import type { ModelEntry, Param } from '../../../../shared/model.ts';
import type { PriceRow } from '../../../../shared/modelPrice.ts';
import type { Condition, Conditions, Scalar } from '../../../../shared/modelRule.ts';
import { USD_PER_CREDIT } from '../../../../shared/format/credits.ts';
import { tidy } from '../priceAmount.ts';
import type { PriceText, PriceWords, StatedPrice } from './priceText.ts';

/**
 * The prices of a text as rows for a model: every condition becomes one of its parameters. Words of a tier that is in
 * the model's own name hold; prices of another tier are of another model. Undefined when a condition has no parameter
 * and more than one price remains.
 */
export function statedRows(entry: ModelEntry, text: PriceText): readonly PriceRow[] | undefined {
  const own = text.prices.flatMap(price => {
    const tiers = bindTiers(entry, price.words.tiers ?? []);
    return tiers === undefined ? [] : [{ price, tiers }];
  });
  const bound = own.map(({ price, tiers }) => ({ price, when: bind(entry, price.words, tiers) }));
  if (bound.length === 0) return undefined;
  const rows = bound.filter(({ when }) => when !== 'never');
  const isSingle = new Set(rows.map(({ price }) => `${price.credits} ${price.unit ?? ''}`)).size === 1;
  if (rows.length === 0 || (!isSingle && rows.some(({ when }) => when === 'unknown'))) return undefined;
  return rows
    .map(({ price, when }) => ({ row: rowOf(entry, price, text), when: typeof when === 'string' ? {} : when, price }))
    .sort((a, b) => rank(b) - rank(a))
    .map(({ row, when }) => (Object.keys(when).length === 0 ? row : { when, ...row }));
}

/** The price with the most conditions applies; one with a video as input before those that only name the sound. */
function rank({ when, price: { words } }: { readonly when: Conditions; readonly price: StatedPrice }): number {
  const { tiers = [], video } = words;
  return Object.keys(when).length + (video === true ? 10 : 0) + tiers.length / 100;
}

function rowOf(entry: ModelEntry, price: StatedPrice, { until }: PriceText): PriceRow {
  const unit = price.unit ?? commonUnit(entry);
  return {
    usd: tidy(price.credits * USD_PER_CREDIT),
    credits: price.credits,
    unit,
    ...(price.about === true ? { about: true } : {}),
    ...(until === undefined ? {} : { until })
  };
}

/** The unit that a text leaves out: that of the table, or one result. */
function commonUnit({ price = [], output }: ModelEntry): string {
  const units = new Set(price.map(({ unit }) => unit));
  const [unit] = units;
  if (units.size === 1 && unit !== undefined) return unit;
  return output === 'image' ? 'image' : 'request';
}

/** `never`: the model has the parameter, but not this value. `unknown`: it has no such parameter. */
type Bound = Conditions | 'never' | 'unknown';

function bind(entry: ModelEntry, words: PriceWords, tiers: Conditions): Bound {
  const when: Record<string, Condition> = { ...tiers };
  const values = [words.resolution, words.factor, words.seconds].filter(each => each !== undefined);
  let result: Bound = when;
  for (const wanted of values) {
    const found = valuesFor(entry, wanted, wanted === words.seconds);
    if (typeof found !== 'string') when[found.name] = found.condition;
    else if (found === 'never' || result !== 'never') result = found;
  }
  for (const [flag, name] of [
    [words.audio, flagParam(entry)],
    [words.video, videoParam(entry)]
  ] as const) {
    if (flag === undefined) continue;
    if (name !== undefined) when[name] = name === videoParam(entry) ? { set: flag } : flag;
    else if (result !== 'never') result = 'unknown';
  }
  return result;
}

interface Place {
  readonly name: string;
  readonly condition: Condition;
}

/** The parameter whose documented values include one of the wanted ones. */
function valuesFor(entry: ModelEntry, wanted: readonly string[], isSeconds: boolean): Place | 'never' | 'unknown' {
  const params = Object.entries(entry.params).filter(
    ([name, param]) => isSeconds === isLength(name) && hasChoice(param)
  );
  for (const [name, param] of params) {
    const values = (param.enum ?? []).filter(value =>
      namesOf(param, value, isSeconds).some(one => wanted.includes(one))
    );
    const [value] = values;
    if (value !== undefined) return { name, condition: values.length === 1 ? value : values };
  }
  const [first] = params.filter(([, { type }]) => isSeconds && (type === 'integer' || type === 'number'));
  if (first !== undefined) return { name: first[0], condition: Number(wanted[0]) };
  const alike = params.some(([, param]) => (param.enum ?? []).some(value => SIZE.test(plain(value, isSeconds))));
  return alike ? 'never' : 'unknown';
}

const SIZE = /^\d{1,4}(\.\d)?([pkx]|$)/;
const isLength = (name: string): boolean => /duration|seconds|length|extend_times/.test(name);
const hasChoice = ({ enum: values, type }: Param): boolean =>
  (values ?? []).length > 0 || type === 'integer' || type === 'number';

/** `1080p` for `1080P`, `5` for `5s`; factors as `2x` whether or not the value has the letter. */
function plain(value: Scalar, isSeconds: boolean): string {
  const text = String(value).toLowerCase().replaceAll(' ', '');
  if (isSeconds) return text.replace(/s$/, '');
  return /^\d{1,2}$/.test(text) ? `${text}x` : text;
}

/** The names of a value: itself, and the words of its label ("Basic (2K)"). */
const namesOf = ({ enumLabels }: Param, value: Scalar, isSeconds: boolean): readonly string[] => [
  plain(value, isSeconds),
  ...(enumLabels?.[String(value)] ?? '').toLowerCase().split(/[^a-z0-9.]+/)
];

/** The parameter with the length of the result in seconds. */
export const lengthParam = ({ params }: ModelEntry): string | undefined =>
  Object.keys(params).find(name => name === 'duration');

const flagParam = ({ params }: ModelEntry): string | undefined =>
  Object.entries(params).find(([name, { type }]) => type === 'boolean' && /audio|sound/.test(name))?.[0];

function videoParam({ params }: ModelEntry): string | undefined {
  const [name, other] = Object.entries(params).filter(([, param]) => takesVideo(param));
  return other === undefined ? name?.[0] : undefined;
}

const takesVideo = ({ media, items, properties = {} }: Param): boolean =>
  media === 'video' || (items !== undefined && takesVideo(items)) || Object.values(properties).some(takesVideo);

/** The parameters for words of a tier; undefined when the price is of another model. */
function bindTiers(entry: ModelEntry, tiers: readonly string[]): Conditions | undefined {
  const when: Record<string, Condition> = {};
  const own = new Set(`${entry.id} ${entry.name}`.toLowerCase().split(/[^a-z0-9]+/));
  for (const tier of tiers) {
    const place = Object.entries(entry.params).flatMap(([name, param]) => {
      const value = (param.enum ?? []).find(one => isTier(one, param.enumLabels?.[String(one)], tier));
      return value === undefined ? [] : [{ name, value }];
    })[0];
    if (place !== undefined) when[place.name] = place.value;
    else if (!own.has(tier)) return undefined;
  }
  return when;
}

/** `std` and `Standard quality` are "standard". */
function isTier(value: Scalar, label: string | undefined, tier: string): boolean {
  const text = String(value).toLowerCase();
  return text === tier || (tier === 'standard' && text === 'std') || label?.toLowerCase().split(/[ (]/)[0] === tier;
}
