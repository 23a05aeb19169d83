import type * as z from 'zod/mini';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import { isLinearPattern } from '../patterns/linearPattern.ts';
import { checkReferences } from './checkReferences.ts';
import { entrySchema } from './format.ts';

/**
 * Validates an entry against the format and its references against its own parameters. `problems` has one line each
 * that begins with the key; `entry` is absent when the format itself is invalid.
 */
export function checkEntry(item: unknown): { readonly entry?: ModelEntry; readonly problems: readonly string[] } {
  const result = entrySchema.safeParse(item);
  if (!result.success) return { problems: flatten(result.error.issues) };
  // The schema and the types of shared/model.ts describe the same; the types are the readonly view of it.
  const entry = result.data as unknown as ModelEntry;
  return { entry, problems: checkReferences(entry) };
}

/**
 * Returns an entry that an earlier version may have stored, without the patterns that this version does not accept.
 * Undefined when the rest is invalid.
 */
export function storedEntry(item: unknown): ModelEntry | undefined {
  const { entry, problems } = checkEntry(item);
  if (entry === undefined || problems.length === 0) return entry;
  const accepted = { ...entry, params: dropPatternsOf(entry.params) };
  return checkReferences(accepted).length === 0 ? accepted : undefined;
}

const dropPatternsOf = (params: Readonly<Record<string, Param>>): Readonly<Record<string, Param>> =>
  Object.fromEntries(Object.entries(params).map(([name, param]) => [name, dropPatterns(param)]));

function dropPatterns({ pattern, ...param }: Param): Param {
  const { items, properties, oneOf, anyOf } = param;
  return {
    ...param,
    ...(pattern === undefined || !isLinearPattern(pattern) ? {} : { pattern }),
    ...(items === undefined ? {} : { items: dropPatterns(items) }),
    ...(properties === undefined ? {} : { properties: dropPatternsOf(properties) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(dropPatterns) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(dropPatterns) })
  };
}

/** One line per problem. For a union, reports the alternative that matched best. */
function flatten(issues: readonly z.core.$ZodIssue[], base: readonly PropertyKey[] = []): string[] {
  return issues.flatMap(issue => {
    const at = [...base, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const nearest = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
      return flatten(nearest, at);
    }
    const key = at.map(String).join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(k => `${key === '' ? '' : `${key}.`}${k}: unknown key`);
    return [`${key}: ${issue.message}`];
  });
}

const depth = (issues: readonly z.core.$ZodIssue[]): number =>
  Math.max(0, ...issues.map(i => i.path.length - (i.code === 'unrecognized_keys' ? 1 : 0)));
