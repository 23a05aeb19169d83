import { isObject } from '../../../src/shared/guards.ts';
import type { Draft } from '../../../src/shared/form.ts';

/** The place of a value in a draft: property names and list indexes. */
export type Key = string | number;
export type Keys = readonly Key[];

/** The path as in issues: `dialogue_turns[0].text`. */
export const pathOf = (keys: Keys): string =>
  keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
    ''
  );

const child = (value: unknown, key: Key): unknown => {
  if (typeof key === 'number') return Array.isArray(value) ? (value as readonly unknown[])[key] : undefined;
  return isObject(value) ? value[key] : undefined;
};

export const getAt = (root: unknown, keys: Keys): unknown => keys.reduce(child, root);

/**
 * Returns a copy with the value at its place; missing lists and objects on the path are created. `undefined` removes a
 * property.
 */
function setAt(root: unknown, keys: Keys, value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const next = setAt(child(root, key), rest, value);
  if (typeof key === 'number') {
    const list = Array.isArray(root) ? [...(root as readonly unknown[])] : [];
    list[key] = next;
    return list;
  }
  const object = isObject(root) ? { ...root } : {};
  if (next === undefined) Reflect.deleteProperty(object, key);
  else object[key] = next;
  return object;
}

/** Like `setAt` for a whole draft: also removes a top-level object that lost its last property, as untouched means absent. */
export function setInDraft(
  draft: Readonly<Record<string, unknown>>,
  keys: Keys,
  value: unknown
): Readonly<Record<string, unknown>> {
  let result = setAt(draft, keys, value);
  const [top] = keys;
  if (top !== undefined && keys.length > 1 && value === undefined) {
    const holder = getAt(result, [top]);
    if (isObject(holder) && Object.keys(holder).length === 0) result = setAt(result, [top], undefined);
  }
  return result as Readonly<Record<string, unknown>>;
}

/** Whether `path` is `at` or inside it. */
export const isWithin = (path: string, at: string): boolean =>
  path === at || path.startsWith(`${at}.`) || path.startsWith(`${at}[`);

/** The top-level values that differ by identity, undefined for removed ones. Drafts are never changed in place. */
export function changesSince(before: Draft, after: Draft): Draft {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...names].filter(name => before[name] !== after[name]).map(name => [name, after[name]]));
}
