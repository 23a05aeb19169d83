import type { ModelEntry, Param } from '../../../shared/model.ts';
import type { Rule } from '../../../shared/modelRule.ts';
import { checkReferences } from '../format/checkReferences.ts';
import { alike, mergeParams } from './mergeParams.ts';
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

/**
 * Merges a page into the existing entry. The page wins; facts that it does not mention are kept, because pages state much in
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
  const tooled = ['presets', 'modeLabels', 'masks', 'boxes', 'renames', 'from', 'numberTexts', 'duration', 'start'];
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
