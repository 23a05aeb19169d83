import type { Param, Rule } from '../../../shared/model.ts';
import { isObject } from '../../../shared/guards.ts';
import { textsOf } from './page.ts';
import type { Json } from './page.ts';
import type { Reading } from './schema.ts';

/** Keywords allowed in `input` besides its parameters; `required` inside alternatives is turned into rules. */
const INPUT_WORDS = /^(type|title|description|properties|required|example|examples|x-.*|\$comment)$/;

/** Reads which parameters belong together. Anything beyond lists of required names is reported as unsupported. */
export function readRules(input: Json, params: Readonly<Record<string, Param>>, reading: Reading): readonly Rule[] {
  const rules: Rule[] = [];
  for (const [word, value] of Object.entries(input)) {
    if (INPUT_WORDS.test(word) || (word === 'additionalProperties' && value === false)) continue;
    const rule = ruleOf(word, value, params);
    if (rule === undefined) reading.unsupported.push(`input.${word}`);
    else rules.push(rule);
  }
  return rules;
}

function ruleOf(word: string, value: unknown, params: Readonly<Record<string, Param>>): Rule | undefined {
  const known = (names: readonly string[]): boolean => names.length > 0 && names.every(name => name in params);
  if (word === 'oneOf' || word === 'anyOf') {
    const names = Array.isArray(value) ? value.map(onlyRequired) : [];
    const single = names.flatMap(list => (list?.length === 1 ? list : []));
    if (single.length < 2 || single.length !== names.length || !known(single)) return undefined;
    return word === 'oneOf' ? { exactlyOne: single } : { atLeastOne: single };
  }
  if (word === 'not') {
    const names = onlyRequired(value);
    if (names?.length !== 2 || !known(names)) return undefined;
    return { atMostOneGroup: names.map(name => [name]) };
  }
  if (word === 'dependentRequired' && isObject(value)) {
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
