import type { ModelEntry, Param, Rule } from '../../../shared/model.ts';
import { checkReferences } from '../format/checkReferences.ts';
import { mergePrice } from './mergePrice.ts';
import { mergeTools } from './mergeTools.ts';

/** What became of the entry there was. Each line is a path of the format. */
export interface Merged {
  readonly entry: ModelEntry;
  /** Facts that the page does not mention and that were kept from the entry there is. */
  readonly kept: readonly string[];
  /** Rules and prices that no longer fit the parameters. */
  readonly dropped: readonly string[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/** Words of a parameter that say what is allowed; the others are for reading. */
const FREE: readonly string[] = ['label', 'note', 'enumLabels', 'enumNotes', 'previewUrl'];

/**
 * The page's entry over the one there is. What the page says counts; what it does not mention stays, for pages say much
 * in prose only. A price is kept only as far as the parameters that its conditions name are unchanged: from the first
 * row that is in doubt on, the rest is dropped, because the first row that fits counts.
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
  const anew = ['price', 'priceBy', 'successor', ...tooled];
  const rest = Object.fromEntries(
    Object.entries(before).filter(([word]) => !anew.includes(word))
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

/** Whether two parameters allow the same; how they read does not count. */
export function alike(a: Param | undefined, b: Param | undefined): boolean {
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

/** Another type makes another parameter: then nothing of the former is kept but its name for people. */
function mergeParam(before: Param | undefined, page: Param, path: string, kept: string[]): Param {
  if (before === undefined) return page;
  const words: Pick<Param, 'label' | 'note'> = {
    ...(before.label === undefined ? {} : { label: before.label }),
    ...(before.note === undefined ? {} : { note: before.note })
  };
  if (page.type !== before.type) return { ...page, ...words };
  const left = Object.entries(before).filter(
    ([word]) => !(word in page) && !FREE.includes(word) && word !== 'required'
  );
  kept.push(...left.map(([word]) => `${path}.${word}`));
  const merged: Param = {
    ...Object.fromEntries(Object.entries(before).filter(([word]) => !(word in page))),
    ...page,
    ...words,
    // A list of types or a size read from prose is poorer than what is known.
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

/** By name; what the page does not have is gone. */
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

/** Parameters of which a rule says when they are needed, which a schema cannot. */
function ruledNames(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(
    rules.flatMap(rule => [
      ...Object.entries(rule.then ?? {}).flatMap(([name, { required }]) => (required === true ? [name] : [])),
      ...(rule.exactlyOne ?? []),
      ...(rule.atLeastOne ?? [])
    ])
  );
}

/** Unchanged: everything for reading stays as it was. */
const reading = (before: Param, merged: Param): Param => ({ ...merged, ...pick(before) });
const pick = (param: Param): Param => Object.fromEntries(Object.entries(param).filter(([word]) => FREE.includes(word)));
/** Changed: the page's own words say what is new. */
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
