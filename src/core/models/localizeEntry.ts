import type { ModelEntry, Param } from '../../shared/model.ts';
import type { PriceRow } from '../../shared/modelPrice.ts';
import type { Rule } from '../../shared/modelRule.ts';
import { compact } from '../../shared/compact.ts';
import { isObject } from '../../shared/guards.ts';

/** Returns the translation of an English text of the catalog, or the text itself. */
export type Translate = (text: string) => string;

type Texts = Readonly<Record<string, string>>;

/**
 * Returns the entry with every text that users see translated. Names of models and families, aliases and values stay.
 * `npm run l10n` collects the texts with the same function.
 */
export function localizeEntry(entry: ModelEntry, translate: Translate): ModelEntry {
  const { presets, modeLabels, price } = entry;
  return {
    ...entry,
    summary: translate(entry.summary),
    params: mapped(entry.params, param => localizeParam(param, translate)),
    rules: entry.rules.map(rule => localizeRule(rule, translate)),
    ...compact({
      presets: presets?.map(preset => ({ ...preset, name: translate(preset.name) })),
      modeLabels: modeLabels && mapped(modeLabels, translate),
      price: price?.map((row): PriceRow => (row.note === undefined ? row : { ...row, note: translate(row.note) }))
    })
  };
}

function localizeParam(param: Param, translate: Translate): Param {
  const one = (inner: Param): Param => localizeParam(inner, translate);
  const text = (value: string | undefined): string | undefined => (value === undefined ? value : translate(value));
  const texts = (values: Texts | undefined): Texts | undefined => values && mapped(values, translate);
  return {
    ...param,
    ...compact<Param>({
      label: text(param.label),
      note: text(param.note),
      deprecated: typeof param.deprecated === 'string' ? translate(param.deprecated) : param.deprecated,
      enumLabels: texts(param.enumLabels),
      enumNotes: texts(param.enumNotes),
      limits: param.limits && localizeLimits(param.limits, translate),
      items: param.items && one(param.items),
      properties: param.properties && mapped(param.properties, one),
      oneOf: param.oneOf?.map(one),
      anyOf: param.anyOf?.map(one)
    })
  };
}

/** The names of groups of values. */
function localizeLimits(limits: NonNullable<Param['limits']>, translate: Translate): NonNullable<Param['limits']> {
  const { groups } = limits;
  if (!isObject(groups)) return limits;
  return {
    ...limits,
    groups: Object.fromEntries(Object.entries(groups).map(([name, values]) => [translate(name), values]))
  };
}

/** The advice is shown only where there is no note. */
function localizeRule(rule: Rule, translate: Translate): Rule {
  const { why, note, advice } = rule;
  return {
    ...rule,
    ...(why === undefined ? {} : { why: translate(why) }),
    ...(note === undefined ? {} : { note: translate(note) }),
    ...(advice === undefined || note !== undefined ? {} : { advice: translate(advice) })
  };
}

const mapped = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
