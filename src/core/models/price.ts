import * as l10n from '@vscode/l10n';
import { USD_A_CREDIT, creditsInWords, creditsOf } from '../../shared/credits.ts';
import type { Price } from '../../shared/form.ts';
import type { ModelEntry, PriceBy, PriceRow } from '../../shared/model.ts';
import type { Situation } from './conditions.ts';
import { allHold, countOf, valueOf } from './conditions.ts';
import type { Facts } from './mediaLimits.ts';
import { codePoints, isSet, pick } from './paths.ts';

/** How many units a run takes; `open` when it may be fewer, `undefined` when it cannot be known. */
interface Amount {
  readonly count: number;
  readonly open?: boolean;
  readonly words?: string;
}

/**
 * The price of one run: of the first row whose conditions hold, times its unit. Exact only where nothing is left
 * open; a bound where the table gives one; else unknown.
 */
export function priceOf(entry: ModelEntry, situation: Situation, facts: Facts): Price {
  const rows = entry.price ?? [];
  const row = rows.find(candidate => allHold(candidate.when, situation));
  if (!row) return rows.length === 0 ? unknown([]) : dearest(entry, rows, situation, facts);
  const each = creditsOf(row);
  if (each === undefined) return unknown([]);
  const rate = rateText(row);
  if (row.unit === undefined || row.unit === 'unknown') return unknown([rate]);
  const by = entry.priceBy ?? {};
  if ((by.unless ?? []).some(name => isSet(situation.set[name]))) return unknown([rate]);
  const amount = amountOf(entry, row, by, situation, facts);
  if (!amount) return unknown([rate]);
  const pictures = inputPictures(by, situation);
  const open = amount.open === true || row.creditsMax !== undefined || (pictures?.open ?? false);
  const credits = tidy((row.creditsMax ?? each) * amount.count + (pictures?.credits ?? 0));
  const parts = [
    amount.words === undefined ? rate : `${rate} × ${amount.words}`,
    ...(row.creditsMax === undefined
      ? []
      : [l10n.t('up to {0}, depending on what the table cannot see', creditsInWords(row.creditsMax))]),
    ...(pictures ? [l10n.t('{0} for input pictures', creditsInWords(pictures.credits))] : [])
  ];
  return { kind: open ? 'upTo' : 'exact', credits, usd: tidy(credits * USD_A_CREDIT), parts };
}

/**
 * No row holds because a parameter has neither a value nor a documented default: whatever the provider assumes is one
 * of its values, so the dearest of them is a bound, where each has a row.
 */
function dearest(entry: ModelEntry, rows: readonly PriceRow[], situation: Situation, facts: Facts): Price {
  const open = [...new Set(rows.flatMap(row => Object.keys(row.when ?? {})))].flatMap(name => {
    const param = entry.params[name];
    const values = param?.enum ?? (param?.type === 'boolean' ? [false, true] : []);
    return valueOf(situation, name) === undefined && values.length > 0 ? [{ name, values }] : [];
  });
  const [first] = open;
  if (!first) return unknown([]);
  const prices = first.values.map(value =>
    priceOf(entry, { ...situation, defaults: { ...situation.defaults, [first.name]: value } }, facts)
  );
  if (prices.some(price => price.credits === undefined)) return unknown([]);
  const most = prices.reduce((a, b) => ((b.credits ?? 0) > (a.credits ?? 0) ? b : a));
  return { ...most, kind: 'upTo' };
}

/** What a row asks for, in words: "8 credits a picture". */
export function rateText(row: PriceRow): string {
  const each = creditsOf(row);
  if (each === undefined) return l10n.t('price not known');
  const credits = creditsInWords(each);
  if (row.unit === undefined || row.unit === 'unknown') return l10n.t('{0}; for what is not documented', credits);
  return row.unit === 'request' ? l10n.t('{0} a run', credits) : l10n.t('{0} a {1}', credits, unitName(row));
}

const unknown = (parts: readonly string[]): Price => ({ kind: 'unknown', parts });
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;

function unitName(row: PriceRow): string {
  switch (row.unit) {
    case 'image':
      return l10n.t('picture');
    case 'video':
      return l10n.t('video');
    case 'second':
      return l10n.t('second');
    case '1000-chars':
      return l10n.t('1000 characters');
    case 'megapixel':
      return l10n.t('megapixel');
    case 'million-input-tokens':
      return l10n.t('million tokens of text');
    case 'million-audio-output-tokens':
      return l10n.t('million tokens of sound');
    default:
      return row.unit?.replaceAll('-', ' ') ?? l10n.t('run');
  }
}

function amountOf(
  entry: ModelEntry,
  row: PriceRow,
  by: PriceBy,
  situation: Situation,
  facts: Facts
): Amount | undefined {
  switch (row.unit) {
    case 'request':
    case 'video':
      return { count: 1 };
    case 'image':
      return images(entry, by, situation);
    case 'second':
      return seconds(entry, by, situation, facts);
    case '1000-chars':
      return characters(by, situation);
    default:
      // Tokens, megapixels of sizes that have only names, and units that the table does not know.
      return undefined;
  }
}

function images(entry: ModelEntry, by: PriceBy, situation: Situation): Amount | undefined {
  if (by.images === undefined) return by.imagesUnknown ? undefined : { count: 1 };
  const param = entry.params[by.images];
  const value = Number(valueOf(situation, by.images));
  const most = param?.maximum ?? Math.max(...(param?.enum ?? []).map(Number));
  const known = Number.isFinite(value) && value > 0;
  const count = known ? value : most;
  if (!Number.isFinite(count)) return undefined;
  const open = !known || by.imagesAtMost === true;
  return { count, ...(open ? { open } : {}), words: count === 1 ? l10n.t('1 picture') : l10n.t('{0} pictures', count) };
}

function seconds(entry: ModelEntry, by: PriceBy, situation: Situation, facts: Facts): Amount | undefined {
  if (!by.seconds && !by.maybeSeconds) return undefined;
  let count = 0;
  let open = false;
  for (const name of by.seconds ?? []) {
    const amount = lengthOf(entry, name, situation, facts);
    if (!amount) return undefined;
    count += amount.count;
    open ||= amount.open === true;
  }
  for (const name of by.maybeSeconds ?? []) {
    if (!isSet(situation.set[name])) continue;
    const amount = lengthOf(entry, name, situation, facts);
    if (!amount) return undefined;
    count += amount.count;
    open = true;
  }
  if (count <= 0) return undefined;
  return { count, ...(open ? { open } : {}), words: l10n.t('{0} s', count) };
}

/** Seconds of a number, or of media; nothing for media that are not set. */
function lengthOf(entry: ModelEntry, name: string, situation: Situation, facts: Facts): Amount | undefined {
  const param = entry.params[name];
  if (param && (param.media ?? param.items?.media) === undefined) {
    const given = valueOf(situation, name);
    // Left out and without a documented default it is still at most the documented most.
    const value = given === undefined ? -1 : Number(given);
    if (value > 0) return Number.isInteger(value) ? { count: value } : { count: Math.ceil(value), open: true };
    // -1 leaves the length to the model, up to the documented most.
    return value === -1 && param.maximum !== undefined ? { count: param.maximum, open: true } : undefined;
  }
  const value = situation.set[name];
  const list: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : isSet(value) ? [value] : [];
  let count = 0;
  let open = false;
  for (const item of list) {
    const length = typeof item === 'string' ? facts(item)?.seconds : undefined;
    if (length === undefined) return undefined;
    // How parts of a second are billed is not documented, so the next whole one is the bound.
    const whole = Math.ceil(length - 0.005);
    count += whole;
    open ||= Math.abs(whole - length) > 0.005;
  }
  return { count, ...(open ? { open } : {}) };
}

function characters(by: PriceBy, situation: Situation): Amount | undefined {
  const texts = (by.text ?? []).flatMap(path => pick(situation.set, path));
  const length = texts.reduce((n, { value }) => n + (typeof value === 'string' ? codePoints(value) : 0), 0);
  if (length === 0) return undefined;
  // Whether a part of a thousand is billed as such is not documented, so the next whole one is the bound.
  const count = Math.ceil(length / 1000);
  return { count, ...(count * 1000 === length ? {} : { open: true }), words: l10n.t('{0} characters', length) };
}

function inputPictures(by: PriceBy, situation: Situation): { credits: number; open: boolean } | undefined {
  const extra = by.inputImages;
  if (!extra) return undefined;
  const count = extra.of.reduce((n, name) => n + countOf(situation.set[name]), 0) - (extra.free ?? 0);
  return count > 0 ? { credits: tidy(count * extra.credits), open: extra.atMost ?? false } : undefined;
}
