import * as l10n from '@vscode/l10n';
import { isObject } from '../../../shared/guards.ts';
import { PageError, textsOf, without } from './page.ts';
import type { Json } from './page.ts';

/** Collects what the format cannot hold: the path in the schema, then why where the name alone does not say it. */
export interface Reading {
  readonly unsupported: string[];
  /** What `$ref: '#/…'` stands for. */
  readonly resolve: (ref: string) => unknown;
  /** How many schemas have been read: a page that refers to itself has no end. */
  count: number;
}

/** Deeper schemas are taken for endless ones. */
export const MAX_DEPTH = 12;
const MAX_SCHEMAS = 3000;

/** Counts one schema more. Throws PageError when it is one too many. */
export function countSchema(reading: Reading): void {
  if (++reading.count > MAX_SCHEMAS) {
    throw new PageError(l10n.t('The schema on this page is too large: stopped after {0} parts.', MAX_SCHEMAS));
  }
}

/** Words that change nothing when several schemas are laid over each other. */
const MERGED =
  /^(type|title|description|properties|required|example|examples|default|deprecated|nullable|x-.*|\$comment)$/;

/**
 * Follows `$ref`, and lays the members of an `allOf` over each other where that is plain: one alone, or objects that say
 * no more than their properties. Words beside a `$ref` count too.
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
  if (!all.every(member => Object.keys(member).every(word => MERGED.test(word)))) return schema;
  return { ...all.reduce((whole, member) => ({ ...whole, ...member }), {}), ...objectParts(all) };
}

/** Properties and required names of several objects together. */
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
 * Without the word for "or nothing": `anyOf: [X, null]` is X, as many generators write optional values. Named as not held,
 * for an absent value says the same.
 */
export function withoutNull(schema: Json, reading: Reading, path: string): Json {
  for (const word of ['anyOf', 'oneOf'] as const) {
    const forms = schema[word];
    if (!Array.isArray(forms)) continue;
    const some = (forms as unknown[]).filter(form => !isNull(form));
    if (some.length === forms.length || some.length === 0) continue;
    reading.unsupported.push(`${path}.${word}: null`);
    const own = without(schema, word);
    const [alone] = some;
    return some.length === 1 ? { ...resolved(alone, reading, path), ...own } : { ...own, [word]: some };
  }
  return schema;
}

const isNull = (form: unknown): boolean => isObject(form) && (form['type'] === 'null' || form['const'] === null);
