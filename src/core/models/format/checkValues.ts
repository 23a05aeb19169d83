import type { ModelEntry, Param } from '../../../shared/model.ts';
import type { Condition, Conditions, Constraint, Scalar } from '../../../shared/modelRule.ts';

/**
 * Impossible values, one line each that begins with the key: conditions and constraints with a value that the parameter
 * does not list, invalid defaults, bounds that exclude each other. They do not affect a run, but are mistakes, so the
 * build rejects them.
 */
export function checkValues(entry: ModelEntry): string[] {
  const problems: string[] = [];
  for (const [name, param] of Object.entries(entry.params)) {
    for (const line of ofParam(param)) problems.push(`params.${name}${line}`);
    if (param.replacedBy !== undefined && !Object.hasOwn(entry.params, param.replacedBy))
      problems.push(`params.${name}.replacedBy: no parameter ${param.replacedBy}`);
  }
  const check = (key: string, name: string, values: readonly unknown[]): void => {
    const listed = entry.params[name]?.enum;
    if (listed === undefined) return;
    for (const value of values)
      if (!listed.includes(value as Scalar)) problems.push(`${key}.${name}: ${String(value)} is not listed`);
  };
  const conditions = (key: string, when: Conditions | undefined): void => {
    for (const [name, condition] of Object.entries(when ?? {})) check(key, name, valuesIn(condition));
  };
  for (const [index, rule] of entry.rules.entries()) {
    conditions(`rules.${String(index)}.when`, rule.when);
    for (const [name, constraint] of Object.entries(rule.then ?? {}))
      check(`rules.${String(index)}.then`, name, valuesOf(constraint));
  }
  for (const [index, row] of (entry.price ?? []).entries()) conditions(`price.${String(index)}.when`, row.when);
  for (const [name, value] of Object.entries(entry.start ?? {})) check('start', name, [value]);
  for (const preset of entry.presets ?? []) check('presets', preset.param, [preset.text]);
  return problems;
}

function valuesIn(condition: Condition): readonly unknown[] {
  if (Array.isArray(condition)) return condition as readonly unknown[];
  if (typeof condition !== 'object') return [condition];
  return 'not' in condition ? condition.not : [];
}

const valuesOf = (constraint: Constraint): readonly unknown[] => [
  ...(constraint.enum ?? []),
  ...(constraint.notEnum ?? []),
  ...(constraint.default === undefined ? [] : [constraint.default])
];

const PAIRS = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems']
] as const;

function ofParam(param: Param): string[] {
  const problems: string[] = [];
  for (const [low, high] of PAIRS) {
    const [from, to] = [param[low], param[high]];
    if (from !== undefined && to !== undefined && from > to) problems.push(`.${low}: above ${high}`);
  }
  const { default: assumed, enum: listed } = param;
  if (assumed !== undefined && listed !== undefined && !listed.includes(assumed as Scalar))
    problems.push(`.default: ${JSON.stringify(assumed)} is not listed`);
  for (const value of param.alsoValues ?? [])
    if (listed?.includes(value)) problems.push(`.alsoValues: ${JSON.stringify(value)} is documented anyway`);
  for (const value of Object.keys({ ...param.enumLabels, ...param.enumNotes }))
    if (listed !== undefined && !listed.some(item => String(item) === value))
      problems.push(`.enumLabels: ${value} is not listed`);
  if (param.items) problems.push(...ofParam(param.items).map(line => `.items${line}`));
  for (const [name, inner] of Object.entries(param.properties ?? {}))
    problems.push(...ofParam(inner).map(line => `.properties.${name}${line}`));
  return problems;
}
