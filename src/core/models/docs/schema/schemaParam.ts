import type { Param } from '../../../../shared/model.ts';
import { isObject } from '../../../../shared/guards.ts';
import { describeMedia } from './describeMedia.ts';
import { textOf, textsOf } from '../page.ts';
import type { Json } from '../page.ts';
import { labelOf, maxLengthIn, noteOf } from '../paramText.ts';
import { countSchema, MAX_DEPTH, resolved, withoutNull } from './schema.ts';
import type { SchemaPath } from './schema.ts';
import { checkDefault, commonType, typeOf } from './schemaValues.ts';
import type { Unfinished } from './schemaValues.ts';
import { readKeyword } from './schemaKeywords.ts';
import type { Place } from './schemaKeywords.ts';

/** Keywords that do not restrict values, or that are read elsewhere. */
const QUIET =
  /^(example|examples|x-.*|title|description|type|\$comment|\$id|\$schema|externalDocs|readOnly|writeOnly|required)$/;
const FORBIDDEN_NAMES: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * Converts a JSON Schema to a parameter of the format.
 * @param name the key, for facts that only the name shows
 */
export function toParam(given: unknown, name: string, at: SchemaPath): Param {
  const { reading, path, level } = at;
  if (level > MAX_DEPTH) {
    reading.unsupported.push(`${path}: nested too deeply`);
    return {};
  }
  countSchema(reading);
  const schema = withoutNull(resolved(given, reading, path), reading, path);
  const param: Unfinished = {};
  const type = typeOf(schema, reading, path);
  if (type !== undefined) param.type = type;
  const required = textsOf(schema['required']);
  const place: Place = {
    ...at,
    name,
    inner: (part, path) => toParam(part, name, { reading, path, level: level + 1 }),
    properties: whole => readProperties(whole, { reading, path, level: level + 1 }, key => required.includes(key))
  };
  for (const keyword of Object.keys(schema)) {
    if (!QUIET.test(keyword) && !readKeyword(param, keyword, schema, place)) {
      reading.unsupported.push(`${path}.${keyword}`);
    }
  }
  if (param.type === undefined) {
    const guess = param.properties ? 'object' : param.items ? 'array' : commonType(param.enum);
    if (guess !== undefined) param.type = guess;
    else if (param.oneOf === undefined && param.anyOf === undefined) reading.unsupported.push(`${path}: no type`);
  }
  checkDefault(param, reading, path);
  const needed = required.filter(key => key in (param.properties ?? {}));
  if (needed.length > 0) param.requiredKeys = needed;
  param.label = textOf(schema['title']) ?? labelOf(name);
  const description = textOf(schema['description']) ?? '';
  if (description !== '') param.note = noteOf(description);
  if (param.type === 'string' && param.enum === undefined) param.maxLength ??= maxLengthIn(description);
  const media = describeMedia(name, withoutUndefined(param), description);
  // The list has these keywords itself, so its items do not need them.
  if (param.items !== undefined) param.items = bare(param.items);
  return withoutUndefined({ ...param, ...media });
}

function bare(items: Param): Param {
  const inherited = ['label', 'media', 'accept', 'maxSizeMB'];
  return Object.fromEntries(Object.entries(items).filter(([keyword]) => !inherited.includes(keyword)));
}

/** The format does not allow `undefined`. */
function withoutUndefined(param: { readonly [K in keyof Param]: Param[K] | undefined }): Param {
  return Object.fromEntries(Object.entries(param).filter(([, value]) => value !== undefined));
}

/** The properties of an object in the order of the page. Invalid parameter names are left out. */
export function readProperties(
  schema: Json,
  { reading, path, level }: SchemaPath,
  required: (key: string) => boolean
): Readonly<Record<string, Param>> {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const order = [...new Set([...textsOf(schema['x-apidog-orders']), ...Object.keys(properties)])];
  const pairs: [string, Param][] = [];
  for (const key of order) {
    if (!Object.hasOwn(properties, key)) continue;
    if (!/^[\w.-]+$/.test(key) || FORBIDDEN_NAMES.includes(key)) {
      reading.unsupported.push(`${path}.${key}: not a name`);
      continue;
    }
    pairs.push([
      key,
      { required: required(key), ...toParam(properties[key], key, { reading, path: `${path}.${key}`, level }) }
    ]);
  }
  return Object.fromEntries(pairs);
}
