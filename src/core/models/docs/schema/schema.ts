import * as l10n from '@vscode/l10n';
import { limitText } from '../../../../shared/format/decimalText.ts';
import { isObject } from '../../../../shared/guards.ts';
import { PageError, textsOf, without } from '../page.ts';
import type { Json } from '../page.ts';

/** Unsupported parts of the schema: their paths, followed by the reason where the path is not enough. */
export interface Reading {
  readonly unsupported: string[];
  /** Resolves `$ref: '#/…'`. */
  readonly resolve: (ref: string) => unknown;
  /** Number of schemas read so far. A page that refers to itself has no end. */
  count: number;
}

/** The position of a schema in a page. */
export interface SchemaPath {
  readonly reading: Reading;
  readonly path: string;
  /** Number of schemas around it. */
  readonly level: number;
}

/** Deeper schemas are treated as infinite. */
export const MAX_DEPTH = 12;
const MAX_SCHEMAS = 3000;

/**
 * Counts a schema.
 * @throws PageError when the limit is exceeded
 */
export function countSchema(reading: Reading): void {
  if (++reading.count > MAX_SCHEMAS) {
    throw new PageError(
      l10n.t('The schema on this page is too large: stopped after {0} parts.', limitText(MAX_SCHEMAS))
    );
  }
}

/** Keywords that can be ignored when schemas are merged. */
const MERGED =
  /^(type|title|description|properties|required|example|examples|default|deprecated|nullable|x-.*|\$comment)$/;

/**
 * Resolves `$ref` and merges the members of an `allOf` where that is unambiguous: a single member, or objects that have
 * only properties. Keywords next to a `$ref` are included.
 */
export function resolved(schema: unknown, reading: Reading, path: string, level = 0): Json {
  if (!isObject(schema)) {
    reading.unsupported.push(`${path}: not a schema`);
    return {};
  }
  const { $ref: ref, ...rest } = schema;
  if (ref !== undefined) {
    const target = typeof ref === 'string' ? reading.resolve(ref) : undefined;
    if (target === undefined || level > MAX_DEPTH) {
      reading.unsupported.push(`${path}.$ref: ${typeof ref === 'string' ? ref : JSON.stringify(ref)}`);
      return withoutAllOf(rest, reading, path, level);
    }
    return { ...resolved(target, reading, path, level + 1), ...withoutAllOf(rest, reading, path, level) };
  }
  return withoutAllOf(rest, reading, path, level);
}

function withoutAllOf(schema: Json, reading: Reading, path: string, level: number): Json {
  const { allOf, ...own } = schema;
  if (!Array.isArray(allOf) || allOf.length === 0 || level > MAX_DEPTH) return schema;
  countSchema(reading);
  const members = (allOf as unknown[]).map(member => resolved(member, reading, path, level + 1));
  const [alone] = members;
  if (alone !== undefined && members.length === 1) return { ...alone, ...own };
  const all = [...members, own];
  if (!all.every(member => Object.keys(member).every(keyword => MERGED.test(keyword)))) return schema;
  return { ...all.reduce((whole, member) => ({ ...whole, ...member }), {}), ...objectParts(all) };
}

/** Merges the properties and required names of several objects. */
function objectParts(all: readonly Json[]): Json {
  const properties = Object.fromEntries(
    all.flatMap(({ properties: own }) => (isObject(own) ? Object.entries(own) : []))
  );
  const required = [...new Set(all.flatMap(member => textsOf(member['required'])))];
  return {
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required })
  };
}

/**
 * Removes nullability: `anyOf: [X, null]` becomes X, because many generators write optional values like that. It is
 * reported as unsupported, since an absent value has the same meaning.
 */
export function withoutNull(schema: Json, reading: Reading, path: string): Json {
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const forms = schema[keyword];
    if (!Array.isArray(forms)) continue;
    const some = (forms as unknown[]).filter(form => !isNull(form));
    if (some.length === forms.length || some.length === 0) continue;
    reading.unsupported.push(`${path}.${keyword}: null`);
    const own = without(schema, keyword);
    const [alone] = some;
    return some.length === 1 ? { ...resolved(alone, reading, path), ...own } : { ...own, [keyword]: some };
  }
  return schema;
}

const isNull = (form: unknown): boolean => isObject(form) && (form['type'] === 'null' || form['const'] === null);
