import { enumOfConsts, readEnum, readEnumWords } from './schemaValues.ts';
import type { Unfinished } from './schemaValues.ts';
import type { Json } from './page.ts';
import type { Reading } from './schema.ts';
import type { Param } from '../../../shared/model.ts';
import { isObject } from '../../../shared/guards.ts';

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
export function readKeyword(param: Unfinished, word: string, value: unknown, schema: Json, place: Place): boolean {
  const { name, reading, path, inner } = place;
  if (word === 'enum' || word === 'const') {
    return readEnum(param, word === 'const' ? [value] : value, schema, reading, path);
  }
  if (word === 'default') {
    param.default = value;
    return true;
  }
  if (isOneOf(word, NUMBERS)) {
    if (typeof value !== 'number' || (word === 'multipleOf' && value <= 0)) return false;
    // OpenAPI 3.0 marks an open bound with `exclusiveMinimum: true`.
    if (word === 'minimum' && schema['exclusiveMinimum'] === true) param.exclusiveMinimum = value;
    else if (word === 'maximum' && schema['exclusiveMaximum'] === true) param.exclusiveMaximum = value;
    else param[word] = value;
    return true;
  }
  if (word === 'exclusiveMinimum' || word === 'exclusiveMaximum') {
    if (typeof value === 'number') param[word] = value;
    return typeof value === 'number' || typeof value === 'boolean';
  }
  if (isOneOf(word, COUNTS)) {
    if (!Number.isInteger(value) || Number(value) < 0) return false;
    param[word] = Number(value);
    return true;
  }
  if (isOneOf(word, BRANCHES)) {
    if (!Array.isArray(value) || value.length === 0) return false;
    const listed = enumOfConsts(value);
    if (listed !== undefined) {
      readEnumWords(param, listed.words);
      return readEnum(param, listed.values, {}, reading, path);
    }
    param[word] = value.map((part, index) => inner(part, name, `${path}.${word}[${String(index)}]`));
    return true;
  }
  switch (word) {
    case 'format':
      if (typeof value === 'string') param.format = value === 'url' ? 'uri' : value;
      return typeof value === 'string';
    case 'pattern':
      if (!isPattern(value)) return false;
      param.pattern = value;
      return true;
    case 'uniqueItems':
    case 'deprecated':
      if (value === true) param[word] = true;
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
const isOneOf = <T extends string>(word: string, words: readonly T[]): word is T =>
  (words as readonly string[]).includes(word);
