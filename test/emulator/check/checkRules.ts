/** Cross-field rules of a model entry, in all forms of the table's format. */
import type { Condition, Conditions, Constraint, Rule, Scalar } from '../../../src/shared/modelRule.ts';
import type { TableEntry } from '../catalogData.ts';
import { LENGTH_SLACK } from './checkMedia.ts';
import { bounds, within } from './checkBounds.ts';
import type { Input, Wrong } from './checkBounds.ts';
import { checkPairs, pick } from './checkPairs.ts';
import type { FindFile, Problem } from '../types.ts';
import { isRecord, isUnset } from './values.ts';

export function checkRules(entry: TableEntry, input: Input, find: FindFile): Problem[] {
  return entry.rules.flatMap(rule =>
    rule.advice === undefined && holds(entry, input, rule.when ?? {}) ? checkRule(rule, input, find) : []
  );
}

type Ruled = Pick<TableEntry, 'params' | 'rules'>;

/** Returns whether all conditions hold. They use the set value, or else the default. */
export function holds(entry: Ruled, input: Input, conditions: Conditions): boolean {
  return Object.entries(conditions).every(([name, condition]) =>
    holdsOne(input[name], defaultOf(entry, input, name), condition)
  );
}

/** The default for an unset parameter: a matching rule may override the parameter's own. */
export function defaultOf(entry: Ruled, input: Input, name: string): unknown {
  const own = (other: string): unknown => entry.params[other]?.default;
  const ruling = entry.rules.findLast(
    ({ when = {}, then }) =>
      then?.[name]?.default !== undefined &&
      Object.entries(when).every(([other, condition]) => holdsOne(input[other], own(other), condition))
  );
  return ruling?.then?.[name]?.default ?? own(name);
}

function holdsOne(own: unknown, fallback: unknown, condition: Condition): boolean {
  const value = isUnset(own) ? fallback : own;
  if (!isRecord(condition)) {
    const options: readonly unknown[] = Array.isArray(condition) ? condition : [condition];
    return options.includes(value);
  }
  if ('set' in condition) return condition['set'] === !isUnset(own);
  if ('not' in condition) return !condition['not'].some(option => option === value);
  if ('count' in condition) {
    const count = Array.isArray(own) ? own.length : isUnset(own) ? 0 : 1;
    return within(count, condition['count']);
  }
  // Conditions treat a number that must be sent as text (duration "8") as a number.
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && within(number, condition);
}

function checkRule(rule: Rule, input: Input, find: FindFile): Problem[] {
  const isSet = (name: string): boolean => !isUnset(input[name]);
  const wrong = (name: string, message: string): Problem => ({
    path: `input.${name}`,
    message: rule.why === undefined ? message : `${message} (${rule.why})`
  });
  const problems: Problem[] = [];
  for (const [name, constraint] of Object.entries(rule.then ?? {})) {
    problems.push(...checkConstraint(constraint, input[name], find).map(message => wrong(name, message)));
  }
  const { exactlyOne, atLeastOne, atMostOneGroup, requires } = rule;
  if (exactlyOne && exactlyOne.filter(isSet).length !== 1) {
    problems.push(wrong(exactlyOne[0] ?? '', `Exactly one of ${exactlyOne.join(', ')} is needed`));
  }
  if (atLeastOne && !atLeastOne.some(isSet)) {
    problems.push(wrong(atLeastOne[0] ?? '', `At least one of ${atLeastOne.join(', ')} is needed`));
  }
  if (atMostOneGroup && atMostOneGroup.filter(group => group.some(isSet)).length > 1) {
    problems.push(wrong(atMostOneGroup.flat().find(isSet) ?? '', 'Parameters of two groups exclude each other'));
  }
  for (const [name, needs] of Object.entries(requires ?? {})) {
    if (isSet(name)) problems.push(...needs.filter(need => !isSet(need)).map(need => wrong(need, `${name} needs it`)));
  }
  return [...problems, ...checkSums(rule, input, find, wrong), ...checkPairs(rule, input, wrong)];
}

function checkConstraint(constraint: Constraint, value: unknown, find: FindFile): string[] {
  if (isUnset(value)) return constraint.required === true ? ['This field is required here'] : [];
  const wrong: string[] = [];
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, seconds } = constraint;
  if (constraint.forbidden === true) wrong.push('Not allowed here');
  if (constraint.enum && !constraint.enum.includes(value as Scalar)) wrong.push('Value not allowed here');
  if (constraint.notEnum?.includes(value as Scalar) === true) wrong.push('Value not allowed here');
  if (typeof value === 'number' && !within(value, bounds(minimum, maximum))) wrong.push('Out of range here');
  if (typeof value === 'string' && !within(Array.from(value).length, bounds(minLength, maxLength))) {
    wrong.push('Text has the wrong length here');
  }
  if (Array.isArray(value) && !within(value.length, bounds(minItems, maxItems))) wrong.push('Wrong number of items');
  if (seconds) {
    const addresses: readonly unknown[] = Array.isArray(value) ? value : [value];
    const lengths = addresses.map(address => find(String(address))?.seconds).filter(length => length !== undefined);
    const slack = bounds((seconds.min ?? -Infinity) - LENGTH_SLACK, (seconds.max ?? Infinity) + LENGTH_SLACK);
    if (lengths.some(length => !within(length, slack))) wrong.push('Wrong length in seconds');
  }
  return wrong;
}

function checkSums(rule: Rule, input: Input, find: FindFile, wrong: Wrong): Problem[] {
  const { sum } = rule;
  if (!sum) return [];
  let total = 0;
  let name = sum.textLength ?? sum.seconds ?? '';
  for (const [part, weight] of Object.entries(sum.count ?? {})) {
    const value = input[part];
    const count = isUnset(value) ? 0 : Array.isArray(value) ? value.length : 1;
    if (count > 0) name = part;
    total += weight * count;
  }
  if (sum.textLength !== undefined) {
    for (const text of pick(input, sum.textLength)) total += Array.from(String(text)).length;
  }
  if (sum.seconds !== undefined) {
    for (const address of [input[sum.seconds]].flat()) total += find(String(address))?.seconds ?? 0;
    total -= LENGTH_SLACK;
  }
  return total > sum.max ? [wrong(name.replace(/\[].*/, ''), `Together ${total}, at most ${sum.max}`)] : [];
}
