import type { ModelEntry, Param, Rule } from '../../../shared/model.ts';
import { checkReferences } from '../format/checkReferences.ts';
import { mergePrice } from './mergePrice.ts';
import { mergeTools } from './mergeTools.ts';

/** The result of merging a page into an existing entry. Each line is a path in the format. */
export interface Merged {
  readonly entry: ModelEntry;
  /** Facts that the page does not mention, kept from the existing entry. */
  readonly kept: readonly string[];
  /** Rules and prices that no longer match the parameters. */
  readonly dropped: readonly string[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/** Descriptive keywords of a parameter, which do not affect valid values. */
const FREE: readonly string[] = ['label', 'note', 'enumLabels', 'enumNotes', 'previewUrl'];

/**
 * Merges a page into the existing entry. The page wins; what it does not mention is kept, because pages state much in
 * prose only. Prices are kept up to the first row whose conditions use a changed parameter: the first matching row
 * wins, so all later rows are in doubt.
 */
export function mergeEntry(before: ModelEntry | undefined, page: ModelEntry): Merged {
  if (before === undefined) {
    return { entry: page, kept: [], dropped: [], added: Object.keys(page.params), changed: [], gone: [] };
  }
  const kept: string[] = [];
  const ruled = ruledNames(before.rules);
  const asked = Object.entries(page.params).map(([name, param]): [string, Param] => {
    if (param.required !== true || before.params[name]?.required === true || !ruled.has(name)) return [name, param];
    kept.push(`params.${name}.required`);
    return [name, { ...param, required: false }];
  });
  const params = mergeParams(before.params, Object.fromEntries(asked), 'params', kept);
  const names = Object.keys(params);
  const changed = names.filter(name => name in before.params && !alike(before.params[name], params[name]));
  const gone = Object.keys(before.params).filter(name => !(name in params));
  const touched = new Set([...changed, ...gone]);
  const dropped: string[] = [];
  const rules = mergeRules(before, page, params, dropped);
  const price = mergePrice(before, touched, dropped);
  const tools = mergeTools(before, params, dropped);
  const { priceBy } = before;
  const tooled = ['presets', 'modeLabels', 'masks', 'boxes', 'renames', 'from', 'numberTexts', 'start'];
  const replaced = ['price', 'priceBy', 'successor', ...tooled];
  const rest = Object.fromEntries(
    Object.entries(before).filter(([keyword]) => !replaced.includes(keyword))
  ) as unknown as ModelEntry;
  const callBackRequired = page.callBackRequired ?? before.callBackRequired;
  const docs = page.docs ?? before.docs;
  const entry: ModelEntry = {
    ...rest,
    status: 'current',
    operation: page.operation,
    ...(docs === undefined ? {} : { docs }),
    params,
    rules,
    ...(callBackRequired === undefined ? {} : { callBackRequired }),
    ...tools,
    ...(price.length === 0 ? {} : { price, ...(priceBy === undefined ? {} : { priceBy }) })
  };
  return { entry, kept, dropped, added: names.filter(name => !(name in before.params)), changed, gone };
}

/** Whether two parameters accept the same values. Descriptive keywords are ignored. */
function alike(a: Param | undefined, b: Param | undefined): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !FREE.includes(key) && !(key === 'required' && inner === false))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, plain(inner)])
  );
}

/** A different type makes a different parameter: only the label and note are kept. */
function mergeParam(before: Param | undefined, page: Param, path: string, kept: string[]): Param {
  if (before === undefined) return page;
  const texts: Pick<Param, 'label' | 'note'> = {
    ...(before.label === undefined ? {} : { label: before.label }),
    ...(before.note === undefined ? {} : { note: before.note })
  };
  if (page.type !== before.type) return { ...page, ...texts };
  const left = Object.entries(before).filter(
    ([keyword]) => !(keyword in page) && !FREE.includes(keyword) && keyword !== 'required'
  );
  kept.push(...left.map(([keyword]) => `${path}.${keyword}`));
  const merged: Param = {
    ...Object.fromEntries(Object.entries(before).filter(([keyword]) => !(keyword in page))),
    ...page,
    ...texts,
    // A type list or size taken from prose is less reliable than the existing one.
    ...(before.media === undefined ? {} : { media: before.media }),
    ...(before.accept === undefined ? {} : { accept: before.accept })
  };
  const whole: Param = {
    ...merged,
    ...(page.items === undefined || before.items === undefined
      ? {}
      : { items: mergeParam(before.items, page.items, `${path}.items`, kept) }),
    ...(page.properties === undefined || before.properties === undefined
      ? {}
      : { properties: mergeParams(before.properties, page.properties, path, kept) })
  };
  return alike(before, whole) ? reading(before, whole) : described(whole, page);
}

/** Merges by name. Parameters that the page does not have are removed. */
function mergeParams(
  before: Readonly<Record<string, Param>>,
  page: Readonly<Record<string, Param>>,
  path: string,
  kept: string[]
): Readonly<Record<string, Param>> {
  const own = (name: string): Param | undefined => (Object.hasOwn(before, name) ? before[name] : undefined);
  return Object.fromEntries(
    Object.entries(page).map(([name, param]) => [name, mergeParam(own(name), param, `${path}.${name}`, kept)])
  );
}

/** Parameters that a rule requires conditionally, which a schema cannot express. */
function ruledNames(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(
    rules.flatMap(rule => [
      ...Object.entries(rule.then ?? {}).flatMap(([name, { required }]) => (required === true ? [name] : [])),
      ...(rule.exactlyOne ?? []),
      ...(rule.atLeastOne ?? [])
    ])
  );
}

/** Unchanged: keeps all descriptive keywords. */
const reading = (before: Param, merged: Param): Param => ({ ...merged, ...pick(before) });
const pick = (param: Param): Param =>
  Object.fromEntries(Object.entries(param).filter(([keyword]) => FREE.includes(keyword)));
/** Changed: uses the description of the page. */
const described = (merged: Param, page: Param): Param => ({
  ...merged,
  ...(page.note === undefined ? {} : { note: page.note })
});

function mergeRules(
  before: ModelEntry,
  page: ModelEntry,
  params: Readonly<Record<string, Param>>,
  dropped: string[]
): readonly Rule[] {
  const rules = before.rules.filter((rule, index) => {
    const fits = checkReferences({ ...page, params, rules: [rule] }).every(line => !line.startsWith('rules.'));
    if (!fits) dropped.push(`rules.${String(index)}${rule.why === undefined ? '' : `: ${rule.why}`}`);
    return fits;
  });
  const same = (a: Rule, b: Rule): boolean => JSON.stringify({ ...a, why: '' }) === JSON.stringify({ ...b, why: '' });
  return [...rules, ...page.rules.filter(rule => !rules.some(other => same(other, rule)))];
}
