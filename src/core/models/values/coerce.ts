import * as l10n from '@vscode/l10n';
import type { Issue } from '../../../shared/form.ts';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import { isObject } from '../../../shared/guards.ts';
import { isSet } from '../rules/paths.ts';
import type { Values } from '../rules/paths.ts';
import { isAlsoAccepted } from './alsoValues.ts';
import { formatValues } from './sentences.ts';
import type { ValuePlace } from './valuePlace.ts';
import { booleanSpelling, documentedSpelling, numberSpelling } from '../../../shared/catalog/spelling.ts';
import { formatList } from '../../../shared/format/listFormat.ts';

export interface Coerced {
  readonly values: Values;
  readonly issues: readonly Issue[];
}

/**
 * Converts a draft to the documented types and spellings: "5" becomes 5, "True" true, 5 "5" and "PNG" "png" where the
 * documentation lists that value (see `shared/catalog/spelling.ts`). Decimals are rounded to the documented step and unset values
 * removed. Values of another type and unknown keys are issues; other values are unchanged.
 */
export function coerceDraft(entry: ModelEntry, draft: Values): Coerced {
  const issues: Issue[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(draft)) {
    const param = Object.hasOwn(entry.params, name) ? entry.params[name] : undefined;
    if (param) {
      if (!isSet(value)) continue;
      // An integer that is sent as a string.
      const given = isNumberText(entry, name) ? numberText(value) : value;
      const coerced = coerce(param, given, { path: name, label: param.label ?? name }, issues);
      if (isSet(coerced)) values[name] = coerced;
    } else if (value !== undefined) {
      issues.push({ path: name, message: unknownKey(name, Object.keys(entry.params)) });
    }
  }
  return { values, issues };
}

const numberText = (value: unknown): unknown =>
  Number.isInteger(value) ? String(value) : typeof value === 'string' ? value.trim() : value;

const isNumberText = ({ numberTexts = {} }: ModelEntry, name: string): boolean => Object.hasOwn(numberTexts, name);

const unknownKey = (name: string, known: readonly string[]): string =>
  known.length === 0
    ? l10n.t('This model has no parameters. Remove "{0}".', name)
    : l10n.t('Unknown parameter "{0}". Available: {1}.', name, formatList(known));

function coerce(param: Param, value: unknown, at: ValuePlace, issues: Issue[]): unknown {
  const { path, label } = at;
  const wrong = (message: string): unknown => {
    issues.push({ path, message });
    return value;
  };
  switch (param.type) {
    case 'string':
      if (typeof value === 'string') return documentedSpelling(param, value) ?? value;
      if (!param.enum) return wrong(l10n.t('{0} must be text.', label));
      // Accepts duration 5 for "5": the number or boolean behind a documented string.
      return (typeof value === 'number' || typeof value === 'boolean') && param.enum.includes(String(value))
        ? String(value)
        : wrong(l10n.t('{0} must be {1}.', label, formatValues(param.enum, param)));
    case 'boolean':
      if (typeof value === 'boolean') return value;
      return (
        (typeof value === 'string' ? booleanSpelling(value) : undefined) ??
        wrong(l10n.t('{0} must be on or off (true or false).', label))
      );
    case 'number':
    case 'integer': {
      const number = asNumber(value);
      if (number === undefined) return wrong(l10n.t('{0} must be a number.', label));
      if (param.type === 'integer' && !Number.isInteger(number)) {
        return wrong(l10n.t('{0} must be a whole number.', label));
      }
      return isAlsoAccepted(param, number) ? number : toStep(param, number);
    }
    case 'array':
      return Array.isArray(value)
        ? coerceList(param, value as readonly unknown[], at, issues)
        : wrong(l10n.t('{0} must be a list.', label));
    case 'object':
      return isObject(value)
        ? coerceObject(param, value, path, issues)
        : wrong(l10n.t('{0} must be an object.', label));
    case undefined:
      break;
  }
  return value;
}

function coerceList({ items }: Param, list: readonly unknown[], at: ValuePlace, issues: Issue[]): readonly unknown[] {
  return list.map((item, index) => {
    const path = `${at.path}[${String(index)}]`;
    const label = `${items?.label ?? at.label} ${String(index + 1)}`;
    if (item === undefined || item === null || item === '') {
      issues.push({ path, message: l10n.t('{0} is empty. Enter a value or remove it.', label) });
      return item;
    }
    return items ? coerce(items, item, { path, label }, issues) : item;
  });
}

function coerceObject(param: Param, value: Values, path: string, issues: Issue[]): Values {
  const { properties } = param;
  if (!properties) return value;
  const result: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(properties)) {
    if (isSet(value[name])) {
      const at = { path: `${path}.${name}`, label: inner.label ?? name };
      result[name] = coerce(inner, value[name], at, issues);
    } else if (
      inner.default !== undefined &&
      (inner.required || param.requiredKeys?.includes(name)) &&
      !inner.omitByDefault
    ) {
      result[name] = inner.default;
    }
  }
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined || Object.hasOwn(properties, name)) continue;
    issues.push({ path: `${path}.${name}`, message: unknownKey(name, Object.keys(properties)) });
  }
  return result;
}

function asNumber(value: unknown): number | undefined {
  // JSON has no -0.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
  return typeof value === 'string' ? numberSpelling(value) : undefined;
}

/** Rounds to a documented step below 1 (cfg_scale 0.1, strength 0.01). Larger steps are only checked. */
function toStep(param: Param, value: number): number {
  const step = param.step ?? param.multipleOf;
  if (step === undefined || step >= 1) return value;
  if (value < (param.minimum ?? -Infinity) || value > (param.maximum ?? Infinity)) return value;
  // Steps count from the minimum, multiples from zero.
  const start = param.multipleOf === undefined ? (param.minimum ?? 0) : 0;
  const places = Math.max(decimals(step), decimals(start));
  const at = (steps: number): number => Number((start + steps * step).toFixed(places));
  const nearest = Math.round((value - start) / step);
  return at(nearest) > (param.maximum ?? Infinity) ? at(nearest - 1) : at(nearest);
}

const decimals = (step: number): number => String(step).split('.')[1]?.length ?? 0;
