import { enumOfConsts, readEnum, readEnumLabels } from './schemaValues.ts';
import type { Unfinished } from './schemaValues.ts';
import type { Json } from '../page.ts';
import type { SchemaPath } from './schema.ts';
import type { Param } from '../../../../shared/model.ts';
import { isObject } from '../../../../shared/guards.ts';
import { isLinearPattern } from '../../patterns/linearPattern.ts';

const NUMBERS = ['minimum', 'maximum', 'multipleOf'] as const;
const OPEN_BOUNDS = ['exclusiveMinimum', 'exclusiveMaximum'] as const;
const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems'] as const;
const BRANCHES = ['oneOf', 'anyOf'] as const;

/** The schema that a keyword belongs to. */
export interface Place extends SchemaPath {
  readonly name: string;
  /** Reads a nested schema of the same name. */
  readonly inner: (schema: unknown, path: string) => Param;
  readonly properties: (schema: Json) => Readonly<Record<string, Param>>;
}

/** Applies a keyword. Returns false when the format does not support it or its value is invalid. */
export function readKeyword(param: Unfinished, keyword: string, schema: Json, place: Place): boolean {
  const value = schema[keyword];
  if (isOneOf(keyword, NUMBERS)) return readNumber(param, keyword, value, schema);
  if (isOneOf(keyword, OPEN_BOUNDS)) return readOpenBound(param, keyword, value);
  if (isOneOf(keyword, COUNTS)) return readCount(param, keyword, value);
  if (isOneOf(keyword, BRANCHES)) return readBranches(param, keyword, value, place);
  switch (keyword) {
    case 'enum':
      return readEnum(param, value, place, schema['x-apidog-enum']);
    case 'const':
      return readEnum(param, [value], place, schema['x-apidog-enum']);
    case 'default':
      param.default = value;
      return true;
    case 'format':
      if (typeof value === 'string') param.format = value === 'url' ? 'uri' : value;
      return typeof value === 'string';
    case 'pattern':
      if (typeof value !== 'string' || !isLinearPattern(value)) return false;
      param.pattern = value;
      return true;
    case 'uniqueItems':
    case 'deprecated':
      if (value === true) param[keyword] = true;
      return typeof value === 'boolean';
    case 'items':
      param.items = place.inner(value, `${place.path}[]`);
      return true;
    case 'properties':
      if (!isObject(value)) return false;
      param.properties = place.properties(schema);
      return true;
    case 'additionalProperties':
      return value === false || param.type === undefined || isEmpty(value);
    case 'nullable':
      return value === false;
    default:
      return false;
  }
}

function readNumber(param: Unfinished, keyword: (typeof NUMBERS)[number], value: unknown, schema: Json): boolean {
  if (typeof value !== 'number' || (keyword === 'multipleOf' && value <= 0)) return false;
  // OpenAPI 3.0 marks an open bound with `exclusiveMinimum: true`.
  if (keyword === 'minimum' && schema['exclusiveMinimum'] === true) param.exclusiveMinimum = value;
  else if (keyword === 'maximum' && schema['exclusiveMaximum'] === true) param.exclusiveMaximum = value;
  else param[keyword] = value;
  return true;
}

function readOpenBound(param: Unfinished, keyword: (typeof OPEN_BOUNDS)[number], value: unknown): boolean {
  if (typeof value === 'number') param[keyword] = value;
  return typeof value === 'number' || typeof value === 'boolean';
}

function readCount(param: Unfinished, keyword: (typeof COUNTS)[number], value: unknown): boolean {
  if (!Number.isInteger(value) || Number(value) < 0) return false;
  param[keyword] = Number(value);
  return true;
}

function readBranches(param: Unfinished, keyword: (typeof BRANCHES)[number], value: unknown, place: Place): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  const listed = enumOfConsts(value);
  if (listed !== undefined) {
    readEnumLabels(param, listed.labels);
    return readEnum(param, listed.values, place);
  }
  param[keyword] = value.map((part, index) => place.inner(part, `${place.path}.${keyword}[${String(index)}]`));
  return true;
}

const isEmpty = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;
const isOneOf = <T extends string>(keyword: string, words: readonly T[]): keyword is T =>
  (words as readonly string[]).includes(keyword);
