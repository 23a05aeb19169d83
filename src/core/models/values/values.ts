import * as l10n from '@vscode/l10n';
import { compact } from '../../../shared/compact.ts';
import { limitText } from '../../../shared/format/decimalText.ts';
import { plural } from '../../../shared/format/plural.ts';
import type { Issue } from '../../../shared/form.ts';
import type { Param } from '../../../shared/model.ts';
import type { Scalar } from '../../../shared/modelRule.ts';
import { isObject } from '../../../shared/guards.ts';
import { documentProblem, documentTypes } from './documents.ts';
import type { Facts } from './mediaLimits.ts';
import { checkMedia, checkMediaTotal } from './mediaLimits.ts';
import { isSet } from '../rules/paths.ts';
import { subjectProblem } from './subjects.ts';
import { isAlsoAccepted } from './alsoValues.ts';
import { checkText } from './texts.ts';
import { formatValues } from './sentences.ts';
import type { ValuePlace } from './valuePlace.ts';

export interface Check {
  readonly facts: Facts;
  /** Paths that already have an issue, which must not be repeated. */
  readonly wrong: ReadonlySet<string>;
}

/** Checks a set value of the right type against its parameter. */
export function checkValue(param: Param, value: unknown, at: ValuePlace, check: Check): Issue[] {
  const { path, label } = at;
  if (check.wrong.has(path) || isAlsoAccepted(param, value)) return [];
  if (param.oneOf ?? param.anyOf) return checkAlternatives(param, value, at, check);
  const issue = (message: string): Issue => ({ path, message });
  if (Array.isArray(value)) return checkList(param, value as readonly unknown[], at, check);
  if (isObject(value)) return checkObject(param, value, path, check);
  if (param.media !== undefined && typeof value === 'string') return checkMedia(param, value, at, check.facts);
  if (typeof value === 'string' && /^file:/i.test(value) && documentTypes(param) !== undefined) {
    const problem = documentProblem(param, value, label, check.facts);
    return problem === undefined ? [] : [issue(problem)];
  }
  if (param.enum && !param.enum.includes(value as Scalar)) {
    return [issue(l10n.t('{0} must be {1}.', label, formatValues(param.enum, param)))];
  }
  if (typeof value === 'number') return checkNumber(param, value, label).map(issue);
  if (typeof value === 'string') return checkText(param, value, label).map(issue);
  return [];
}

function checkNumber(param: Param, value: number, label: string): string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = param;
  const low =
    (minimum !== undefined && value < minimum) || (exclusiveMinimum !== undefined && value <= exclusiveMinimum);
  const high =
    (maximum !== undefined && value > maximum) || (exclusiveMaximum !== undefined && value >= exclusiveMaximum);
  if (low || high) {
    if (minimum !== undefined && maximum !== undefined)
      return [l10n.t('{0} must be between {1} and {2}.', label, limitText(minimum), limitText(maximum))];
    if (minimum !== undefined && low) return [l10n.t('{0} must be at least {1}.', label, limitText(minimum))];
    if (maximum !== undefined && high) return [l10n.t('{0} must be at most {1}.', label, limitText(maximum))];
    if (low) return [l10n.t('{0} must be greater than {1}.', label, limitText(exclusiveMinimum ?? 0))];
    return [l10n.t('{0} must be less than {1}.', label, limitText(exclusiveMaximum ?? 0))];
  }
  const step = param.step ?? param.multipleOf;
  if (step !== undefined && step >= 1) {
    const start = param.multipleOf === undefined ? (minimum ?? 0) : 0;
    const steps = (value - start) / step;
    if (!Number.isInteger(steps)) {
      if (step === 1) return [l10n.t('{0} must be a whole number.', label)];
      const below = start + Math.floor(steps) * step;
      const figures = [label, ...[step, below, below + step].map(limitText)];
      return below + step > (maximum ?? Infinity)
        ? [l10n.t('{0} must be in steps of {1}, up to {2}.', ...figures)]
        : [l10n.t('{0} must be in steps of {1} (nearest: {2} or {3}).', ...figures)];
    }
  }
  return [];
}

function checkList(param: Param, value: readonly unknown[], at: ValuePlace, check: Check): Issue[] {
  const { path, label } = at;
  const issues: Issue[] = [];
  const { minItems, maxItems } = param;
  if (value.length < (minItems ?? 0) || value.length > (maxItems ?? Infinity)) {
    issues.push({ path, message: countMessage(label, minItems, maxItems, value.length) });
  }
  if (param.uniqueItems && new Set(value.map(item => JSON.stringify(item))).size < value.length) {
    issues.push({ path, message: l10n.t("{0} can't contain duplicates.", label) });
  }
  const item = itemParam(param);
  for (const [index, inner] of value.entries()) {
    if (inner === undefined || inner === null || inner === '') continue;
    const place = { path: `${path}[${String(index)}]`, label: `${item.label ?? label} ${String(index + 1)}` };
    issues.push(...checkValue(item, inner, place, check));
  }
  const subjects = subjectProblem(param, value, label, check.facts);
  if (subjects !== undefined) issues.push({ path, message: subjects });
  if (param.media !== undefined) issues.push(...checkMediaTotal(param, value, at, check.facts));
  return issues;
}

/** Media keywords of a list apply to its items. */
function itemParam(list: Param): Param {
  const { media, accept, maxSizeMB, limits, alsoAccepts } = list;
  return { ...compact<Param>({ media, accept, maxSizeMB, limits, alsoAccepts }), ...list.items };
}

function countMessage(label: string, min: number | undefined, max: number | undefined, count: number): string {
  const shown = limitText(count);
  if (min !== undefined && min === max) {
    return min === 1
      ? l10n.t('{0} must have exactly one item (now {1}).', label, shown)
      : plural(l10n.t('{0} must have exactly {1} items (now {2}).'), label, min, count);
  }
  if (min !== undefined && max !== undefined) {
    return plural(l10n.t('{0} must have {1} to {2} items (now {3}).'), label, min, max, count);
  }
  if (max === 1) return l10n.t('{0} can have only one item (now {1}).', label, shown);
  if (max === undefined && min === 1) return l10n.t('{0} must have at least one item (now {1}).', label, shown);
  return max === undefined
    ? plural(l10n.t('{0} must have at least {1} items (now {2}).'), label, min ?? 0, count)
    : plural(l10n.t('{0} can have at most {1} items (now {2}).'), label, max, count);
}

function checkObject(param: Param, value: Readonly<Record<string, unknown>>, path: string, check: Check): Issue[] {
  return Object.entries(param.properties ?? {}).flatMap(([name, inner]) => {
    const at = `${path}.${name}`;
    const label = inner.label ?? name;
    const required = inner.required === true || param.requiredKeys?.includes(name) === true;
    if (isSet(value[name])) return checkValue({ ...inner, required }, value[name], { path: at, label }, check);
    return required && !check.wrong.has(at) ? [{ path: at, message: l10n.t('{0} is required.', label) }] : [];
  });
}

/** The issues of the alternative that fits best. */
function checkAlternatives(param: Param, value: unknown, at: ValuePlace, check: Check): Issue[] {
  const alternatives = param.oneOf ?? param.anyOf ?? [];
  const plain = withoutAlternatives(param);
  const results = alternatives.map(alternative => {
    const items = plain.items || alternative.items ? { items: { ...plain.items, ...alternative.items } } : {};
    return checkValue({ ...plain, ...alternative, ...items }, value, at, check);
  });
  return [...results].sort((a, b) => a.length - b.length)[0] ?? [];
}

function withoutAlternatives(param: Param): Param {
  const plain: { -readonly [K in keyof Param]: Param[K] } = { ...param };
  delete plain.oneOf;
  delete plain.anyOf;
  return plain;
}
