/** Strict validation of a request's `input`: keys, types, values, media. Independent of the engine's validation. */
import type { Param } from '../../../src/shared/model.ts';
import type { TableEntry } from '../catalogData.ts';
import { checkMedia, mediaParts } from './checkMedia.ts';
import { checkRules, holds } from './checkRules.ts';
import { checkSubjects } from './checkSubjects.ts';
import type { FindFile, Problem } from '../types.ts';
import { isRecord, isUnset } from './values.ts';

/** Returns everything wrong with `input`; an empty list means that KIE would accept it. */
export function checkInput(entry: TableEntry, input: Readonly<Record<string, unknown>>, find: FindFile): Problem[] {
  const problems: Problem[] = [
    ...checkObject(
      entry.params,
      requiredOf(entry.params).filter(name => !isWaived(entry, input, name)),
      input,
      'input'
    ),
    ...checkMedia(entry.params, input, find),
    ...checkSubjects(entry.params, input, find)
  ];
  return problems.length > 0 ? problems : checkRules(entry, input, find);
}

/** A required parameter forbidden by a rule must be absent. One that a rule makes meaningless is still required. */
function isWaived(entry: TableEntry, input: Readonly<Record<string, unknown>>, name: string): boolean {
  return entry.rules.some(({ when = {}, then }) => {
    return then?.[name]?.forbidden === true && holds(entry, input, when);
  });
}

function requiredOf(params: Readonly<Record<string, Param>>): string[] {
  return Object.keys(params).filter(name => params[name]?.required === true);
}

function checkObject(
  params: Readonly<Record<string, Param>>,
  required: readonly string[],
  value: Readonly<Record<string, unknown>>,
  path: string
): Problem[] {
  const problems: Problem[] = [];
  for (const name of required) {
    if (isUnset(value[name]))
      problems.push({ path: `${path}.${name}`, message: 'This field is required', live: 'field' });
  }
  for (const [name, inner] of Object.entries(value)) {
    const at = `${path}.${name}`;
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    if (!param) problems.push({ path: at, message: 'Unknown field' });
    else if (!(required.includes(name) && isUnset(inner))) problems.push(...checkValue(param, inner, at));
  }
  return problems;
}

function checkValue(param: Param, value: unknown, path: string): Problem[] {
  const wrong = (message: string): Problem[] => [{ path, message, live: 'field' }];
  if (value === null) return wrong('Must not be null');
  if (!hasType(param, value)) return wrong(`Must be of type ${param.type ?? 'any'}`);
  // Undocumented values that KIE's own samples send are accepted.
  if ((param.alsoValues as readonly unknown[] | undefined)?.includes(value) === true) return [];
  const problems: Problem[] = [];
  if (param.enum && !param.enum.some(option => option === value)) {
    problems.push(...wrong(`Must be one of ${param.enum.join(', ')}`));
  }
  if (typeof value === 'string') problems.push(...checkText(param, value).flatMap(wrong));
  if (typeof value === 'number') problems.push(...checkNumber(param, value).flatMap(wrong));
  if (Array.isArray(value)) problems.push(...checkList(param, value, path));
  if (isRecord(value) && param.properties) {
    const required = new Set([...(param.requiredKeys ?? []), ...requiredOf(param.properties)]);
    problems.push(...checkObject(param.properties, [...required], value, path));
  }
  return problems;
}

function hasType(param: Param, value: unknown): boolean {
  switch (param.type) {
    case 'string':
    case 'boolean':
      return typeof value === param.type;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case undefined:
      return true;
    default:
      return false;
  }
}

function checkText(param: Param, value: string): string[] {
  const wrong: string[] = [];
  const length = Array.from(value).length;
  if (value === '' && param.minLength === undefined) return wrong;
  if (param.minLength !== undefined && length < param.minLength) wrong.push(`Shorter than ${param.minLength}`);
  if (param.maxLength !== undefined && length > param.maxLength) wrong.push(`Longer than ${param.maxLength}`);
  if (param.pattern !== undefined && !new RegExp(param.pattern, 'u').test(value)) wrong.push('Has the wrong form');
  if (param.format === 'uri' && !isAddress(value)) wrong.push('Is not a URL');
  wrong.push(...checkScripts(param, value));
  if (param.format === 'iso-639-1' && !/^[a-z]{2}$/.test(value)) wrong.push('Is not a two-letter language code');
  return wrong;
}

/** Some pages document a separate limit for Chinese characters. */
function checkScripts({ limits = {} }: Param, value: string): string[] {
  const { maxChineseChars, maxOtherChars } = limits;
  const chinese = Array.from(value).filter(sign => /\p{Unified_Ideograph}/u.test(sign)).length;
  const others = Array.from(value).length - chinese;
  return [
    ...(chinese > Number(maxChineseChars ?? Infinity)
      ? [`More than ${String(maxChineseChars)} Chinese characters`]
      : []),
    ...(others > Number(maxOtherChars ?? Infinity) ? [`More than ${String(maxOtherChars)} other characters`] : [])
  ];
}

function isAddress(value: string): boolean {
  return URL.canParse(value) && /^(https?|oss|asset):\/\//.test(value);
}

function checkNumber(param: Param, value: number): string[] {
  const wrong: string[] = [];
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, step, multipleOf } = param;
  if (minimum !== undefined && value < minimum) wrong.push(`Below ${minimum}`);
  if (maximum !== undefined && value > maximum) wrong.push(`Above ${maximum}`);
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) wrong.push(`Must be above ${exclusiveMinimum}`);
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) wrong.push(`Must be below ${exclusiveMaximum}`);
  if (step !== undefined && !isWhole((value - (minimum ?? 0)) / step)) wrong.push(`Not a step of ${step}`);
  if (multipleOf !== undefined && !isWhole(value / multipleOf)) wrong.push(`Not a multiple of ${multipleOf}`);
  return wrong;
}

/** Allows for the rounding errors of decimal fractions. */
function isWhole(quotient: number): boolean {
  return Math.abs(quotient - Math.round(quotient)) < 1e-6;
}

function checkList(param: Param, value: readonly unknown[], path: string): Problem[] {
  const problems: Problem[] = [];
  if (param.minItems !== undefined && value.length > 0 && value.length < param.minItems) {
    problems.push({ path, message: `Needs at least ${param.minItems} items`, live: 'field' });
  }
  if (param.maxItems !== undefined && value.length > param.maxItems) {
    problems.push({ path, message: `Takes at most ${param.maxItems} items`, live: 'field' });
  }
  if (param.uniqueItems === true && new Set(value.map(item => JSON.stringify(item))).size < value.length) {
    problems.push({ path, message: 'Items must differ' });
  }
  const { items } = param;
  if (items) value.forEach((item, index) => problems.push(...checkValue(items, item, `${path}[${index}]`)));
  else if (mediaParts(param).length > 0 && !value.every(item => typeof item === 'string')) {
    problems.push({ path, message: 'Items must be URLs' });
  }
  return problems;
}
