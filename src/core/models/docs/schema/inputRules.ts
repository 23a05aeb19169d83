import type { Param } from '../../../../shared/model.ts';
import type { Rule } from '../../../../shared/modelRule.ts';
import { isObject } from '../../../../shared/guards.ts';
import { textsOf } from '../page.ts';
import type { Json } from '../page.ts';
import type { Reading } from './schema.ts';

/** Keywords allowed in `input` besides its parameters; `required` inside alternatives is turned into rules. */
const INPUT_KEYWORDS = /^(type|title|description|properties|required|example|examples|x-.*|\$comment)$/;

/** Reads which parameters belong together. Anything beyond lists of required names is reported as unsupported. */
export function readRules(input: Json, params: Readonly<Record<string, Param>>, reading: Reading): readonly Rule[] {
  const rules: Rule[] = [];
  for (const [keyword, value] of Object.entries(input)) {
    if (INPUT_KEYWORDS.test(keyword) || (keyword === 'additionalProperties' && value === false)) continue;
    const rule = ruleOf(keyword, value, params);
    if (rule === undefined) reading.unsupported.push(`input.${keyword}`);
    else rules.push(rule);
  }
  return rules;
}

function ruleOf(keyword: string, value: unknown, params: Readonly<Record<string, Param>>): Rule | undefined {
  const known = (names: readonly string[]): boolean => names.length > 0 && names.every(name => name in params);
  if (keyword === 'oneOf' || keyword === 'anyOf') {
    const names = Array.isArray(value) ? value.map(onlyRequired) : [];
    const single = names.flatMap(list => (list?.length === 1 ? list : []));
    if (single.length < 2 || single.length !== names.length || !known(single)) return undefined;
    return keyword === 'oneOf' ? { exactlyOne: single } : { atLeastOne: single };
  }
  if (keyword === 'not') {
    const names = onlyRequired(value);
    if (names?.length !== 2 || !known(names)) return undefined;
    return { atMostOneGroup: names.map(name => [name]) };
  }
  if (keyword === 'dependentRequired' && isObject(value)) {
    const needs = Object.entries(value).map(([name, others]): [string, readonly string[]] => [name, textsOf(others)]);
    if (!needs.every(([name, others]) => known([name, ...others]))) return undefined;
    return { requires: Object.fromEntries(needs) };
  }
  return undefined;
}

/** The names in a schema that contains only `required`; undefined for any other schema. */
const onlyRequired = (schema: unknown): readonly string[] | undefined =>
  isObject(schema) && Object.keys(schema).every(key => key === 'required' || key.startsWith('x-'))
    ? textsOf(schema['required'])
    : undefined;
