import type { Param, ParamType, Scalar } from '../../../shared/model.ts';
import { describeMedia } from './describeMedia.ts';
import { isJson, textOf, textsOf } from './page.ts';
import type { Json } from './page.ts';
import { labelOf, longestText, noteOf } from './plainWords.ts';

/** Collects what the format cannot hold: the path in the schema, then why where the name alone does not say it. */
export interface Reading {
  readonly unheld: string[];
  /** What `$ref: '#/…'` stands for. */
  readonly resolve: (ref: string) => unknown;
}

/** Deeper schemas are taken for endless ones. */
const MOST_LEVELS = 12;

const TYPES: readonly string[] = ['string', 'number', 'integer', 'boolean', 'array', 'object'] satisfies ParamType[];
const NUMBERS = ['minimum', 'maximum', 'multipleOf'] as const;
const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems'] as const;
const BRANCHES = ['oneOf', 'anyOf'] as const;
/** Words that say nothing about which values are allowed, and those read in another place. */
const QUIET =
  /^(example|examples|x-.*|title|description|type|\$comment|\$id|\$schema|externalDocs|readOnly|writeOnly|required)$/;
const FORBIDDEN_NAMES: readonly string[] = ['__proto__', 'constructor', 'prototype'];

type Draft = { -readonly [K in keyof Param]: Param[K] | undefined };

/** Follows `$ref`, also in an `allOf` of one. Words beside a `$ref` count too. */
export function resolved(schema: unknown, reading: Reading, path: string, level = 0): Json {
  if (!isJson(schema)) {
    reading.unheld.push(`${path}: not a schema`);
    return {};
  }
  const { $ref: ref, allOf, ...own } = schema;
  const alone = Array.isArray(allOf) && allOf.length === 1 ? (allOf[0] as unknown) : undefined;
  if (ref === undefined && alone === undefined) return schema;
  const target = typeof ref === 'string' ? reading.resolve(ref) : alone;
  if (target === undefined || level > MOST_LEVELS) {
    reading.unheld.push(`${path}.$ref: ${String(ref)}`);
    return own;
  }
  return { ...resolved(target, reading, path, level + 1), ...own };
}

/** One JSON Schema as a parameter of our format. `name` is its key, for what only the name tells. */
export function toParam(given: unknown, name: string, reading: Reading, path: string, level = 0): Param {
  if (level > MOST_LEVELS) {
    reading.unheld.push(`${path}: nested too deeply`);
    return {};
  }
  const schema = resolved(given, reading, path);
  const param: Draft = {};
  const type = typeOf(schema, reading, path);
  if (type !== undefined) param.type = type;
  for (const [word, value] of Object.entries(schema)) {
    if (!QUIET.test(word) && !readWord(param, word, value, schema, { name, reading, path, level })) {
      reading.unheld.push(`${path}.${word}`);
    }
  }
  if (param.type === undefined) {
    const guess = param.properties ? 'object' : param.items ? 'array' : commonType(param.enum);
    if (guess !== undefined) param.type = guess;
    else if (param.oneOf === undefined && param.anyOf === undefined) reading.unheld.push(`${path}: no type`);
  }
  checkDefault(param, reading, path);
  const needed = textsOf(schema['required']).filter(key => key in (param.properties ?? {}));
  if (needed.length > 0) param.requiredKeys = needed;
  param.label = textOf(schema['title']) ?? labelOf(name);
  const description = textOf(schema['description']) ?? '';
  if (description !== '') param.note = noteOf(description);
  if (param.type === 'string' && param.enum === undefined) param.maxLength ??= longestText(description);
  const media = describeMedia(name, withoutUndefined(param), description);
  // A list says these things itself; its items need no words of their own.
  if (param.items !== undefined) param.items = bare(param.items);
  return withoutUndefined({ ...param, ...media });
}

function bare(items: Param): Param {
  const said = ['label', 'media', 'accept', 'maxSizeMB'];
  return Object.fromEntries(Object.entries(items).filter(([word]) => !said.includes(word)));
}

/** The format knows no `undefined`. */
function withoutUndefined(param: { readonly [K in keyof Param]: Param[K] | undefined }): Param {
  return Object.fromEntries(Object.entries(param).filter(([, value]) => value !== undefined));
}

interface Place {
  readonly name: string;
  readonly reading: Reading;
  readonly path: string;
  readonly level: number;
}

/** Takes one word over; false when the format has nothing for it, or its value is odd. */
function readWord(param: Draft, word: string, value: unknown, schema: Json, place: Place): boolean {
  const { name, reading, path, level } = place;
  const inner = (part: unknown, key: string, at: string): Param => toParam(part, key, reading, at, level + 1);
  if (word === 'enum' || word === 'const') {
    const values = word === 'const' ? [value] : value;
    if (!Array.isArray(values) || values.length === 0 || !values.every(isScalar)) return false;
    param.enum = values;
    readEnumWords(param, schema['x-apidog-enum']);
    return true;
  }
  if (word === 'default') {
    param.default = value;
    return true;
  }
  if (isOneOf(word, NUMBERS)) {
    if (typeof value !== 'number' || (word === 'multipleOf' && value <= 0)) return false;
    // OpenAPI 3.0 writes an open bound as `exclusiveMinimum: true` beside it.
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
      if (!isJson(value)) return false;
      const required = textsOf(schema['required']);
      param.properties = readProperties(schema, reading, path, level + 1, key => required.includes(key));
      return true;
    }
    case 'additionalProperties':
      return value === false || param.type === undefined || isEmpty(value);
    default:
      return false;
  }
}

/** The properties of an object in the order in which the page shows them. Names that cannot be a parameter are left out. */
export function readProperties(
  schema: Json,
  reading: Reading,
  path: string,
  level: number,
  required: (key: string) => boolean
): Readonly<Record<string, Param>> {
  const properties = isJson(schema['properties']) ? schema['properties'] : {};
  const order = [...new Set([...textsOf(schema['x-apidog-orders']), ...Object.keys(properties)])];
  const pairs: [string, Param][] = [];
  for (const key of order) {
    if (!Object.hasOwn(properties, key)) continue;
    if (!/^[\w.-]+$/.test(key) || FORBIDDEN_NAMES.includes(key)) {
      reading.unheld.push(`${path}.${key}: not a name`);
      continue;
    }
    pairs.push([key, { required: required(key), ...toParam(properties[key], key, reading, `${path}.${key}`, level) }]);
  }
  return Object.fromEntries(pairs);
}

function typeOf(schema: Json, reading: Reading, path: string): ParamType | undefined {
  const given = schema['type'];
  const types = Array.isArray(given) ? textsOf(given) : typeof given === 'string' ? [given] : [];
  const known = types.filter((type): type is ParamType => TYPES.includes(type));
  const others = types.filter(type => !TYPES.includes(type));
  if (others.length > 0) reading.unheld.push(`${path}.type: ${others.join(', ')}`);
  if (known.length > 1) reading.unheld.push(`${path}.type: ${known.join(', ')}`);
  return known.length === 1 ? known[0] : undefined;
}

function checkDefault(param: Draft, reading: Reading, path: string): void {
  if (param.default === undefined) return;
  const value = param.default;
  const fits =
    param.enum === undefined
      ? param.type === undefined || typeMatches(value, param.type)
      : param.enum.some(item => item === value) || (param.type === 'array' && Array.isArray(value));
  if (fits) return;
  reading.unheld.push(`${path}.default: ${JSON.stringify(value)}`);
  delete param.default;
}

function typeMatches(value: unknown, type: ParamType): boolean {
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJson(value);
  }
}

function readEnumWords(param: Draft, words: unknown): void {
  const labels: [string, string][] = [];
  const notes: [string, string][] = [];
  for (const item of Array.isArray(words) ? (words as unknown[]) : []) {
    if (!isJson(item) || !isScalar(item['value'])) continue;
    const label = textOf(item['name']);
    const note = textOf(item['description']);
    if (label !== undefined) labels.push([String(item['value']), label]);
    if (note !== undefined) notes.push([String(item['value']), noteOf(note)]);
  }
  if (labels.length > 0) param.enumLabels = Object.fromEntries(labels);
  if (notes.length > 0) param.enumNotes = Object.fromEntries(notes);
}

function commonType(values: readonly Scalar[] | undefined): ParamType | undefined {
  const types = new Set(values?.map(value => typeof value));
  const [type] = types;
  return types.size === 1 && (type === 'string' || type === 'number' || type === 'boolean') ? type : undefined;
}

function isPattern(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    return new RegExp(value, 'u') instanceof RegExp;
  } catch {
    return false; // another dialect of patterns: named as not held
  }
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);
const isEmpty = (value: unknown): boolean => isJson(value) && Object.keys(value).length === 0;
const isOneOf = <T extends string>(word: string, words: readonly T[]): word is T =>
  (words as readonly string[]).includes(word);
