import { enumOfConsts, readEnum, readEnumLabels } from './schemaValues.ts';
import type { Unfinished } from './schemaValues.ts';
import type { Json } from '../page.ts';
import type { Reading } from './schema.ts';
import type { Param } from '../../../../shared/model.ts';
import { isObject } from '../../../../shared/guards.ts';

const NUMBERS = ['minimum', 'maximum', 'multipleOf'] as const;
const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems'] as const;
const BRANCHES = ['oneOf', 'anyOf'] as const;

/** The location of a keyword. */
export interface Place {
  readonly name: string;
  readonly reading: Reading;
  readonly path: string;
  readonly level: number;
  /** Reads a nested schema. */
  readonly inner: (schema: unknown, key: string, at: string) => Param;
  readonly properties: (schema: Json) => Readonly<Record<string, Param>>;
}

/** Applies a keyword. Returns false when the format does not support it or its value is invalid. */
export function readKeyword(param: Unfinished, keyword: string, value: unknown, schema: Json, place: Place): boolean {
  const { name, reading, path, inner } = place;
  if (keyword === 'enum' || keyword === 'const') {
    return readEnum(param, keyword === 'const' ? [value] : value, schema, reading, path);
  }
  if (keyword === 'default') {
    param.default = value;
    return true;
  }
  if (isOneOf(keyword, NUMBERS)) {
    if (typeof value !== 'number' || (keyword === 'multipleOf' && value <= 0)) return false;
    // OpenAPI 3.0 marks an open bound with `exclusiveMinimum: true`.
    if (keyword === 'minimum' && schema['exclusiveMinimum'] === true) param.exclusiveMinimum = value;
    else if (keyword === 'maximum' && schema['exclusiveMaximum'] === true) param.exclusiveMaximum = value;
    else param[keyword] = value;
    return true;
  }
  if (keyword === 'exclusiveMinimum' || keyword === 'exclusiveMaximum') {
    if (typeof value === 'number') param[keyword] = value;
    return typeof value === 'number' || typeof value === 'boolean';
  }
  if (isOneOf(keyword, COUNTS)) {
    if (!Number.isInteger(value) || Number(value) < 0) return false;
    param[keyword] = Number(value);
    return true;
  }
  if (isOneOf(keyword, BRANCHES)) {
    if (!Array.isArray(value) || value.length === 0) return false;
    const listed = enumOfConsts(value);
    if (listed !== undefined) {
      readEnumLabels(param, listed.labels);
      return readEnum(param, listed.values, {}, reading, path);
    }
    param[keyword] = value.map((part, index) => inner(part, name, `${path}.${keyword}[${String(index)}]`));
    return true;
  }
  switch (keyword) {
    case 'format':
      if (typeof value === 'string') param.format = value === 'url' ? 'uri' : value;
      return typeof value === 'string';
    case 'pattern':
      if (!isPattern(value)) return false;
      param.pattern = value;
      return true;
    case 'uniqueItems':
    case 'deprecated':
      if (value === true) param[keyword] = true;
      return typeof value === 'boolean';
    case 'items':
      param.items = inner(value, name, `${path}[]`);
      return true;
    case 'properties': {
      if (!isObject(value)) return false;
      param.properties = place.properties(schema);
      return true;
    }
    case 'additionalProperties':
      return value === false || param.type === undefined || isEmpty(value);
    case 'nullable':
      return value === false;
    default:
      return false;
  }
}

function isPattern(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    return new RegExp(value, 'u') instanceof RegExp;
  } catch {
    return false; // a different regular expression dialect: reported as unsupported
  }
}

const isEmpty = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;
const isOneOf = <T extends string>(keyword: string, words: readonly T[]): keyword is T =>
  (words as readonly string[]).includes(keyword);
