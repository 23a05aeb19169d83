import type { Draft } from '../../../src/shared/form.ts';
/** Where a value stands inside a draft: names of properties and indexes of lists. */
export type Key = string | number;
export type Keys = readonly Key[];

/** As the host writes it in issues: `dialogue_turns[0].text`. */
export const pathOf = (keys: Keys): string =>
  keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
    ''
  );

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const child = (value: unknown, key: Key): unknown => {
  if (typeof key === 'number') return Array.isArray(value) ? (value as readonly unknown[])[key] : undefined;
  return isObject(value) ? value[key] : undefined;
};

export const getAt = (root: unknown, keys: Keys): unknown => keys.reduce(child, root);

/**
 * A copy with the value at its place; lists and objects on the way come into being. `undefined` takes a property away,
 * and a list or object at the top level that loses its last content goes with it: untouched means absent.
 */
export function setAt(root: unknown, keys: Keys, value: unknown): unknown {
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

/** As `setAt` for a whole draft; an object among the parameters that lost its last property is taken away. */
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

/** Whether `path` is `at` itself or lies inside of it. */
export const isWithin = (path: string, at: string): boolean =>
  path === at || path.startsWith(`${at}.`) || path.startsWith(`${at}[`);

/** The top-level values of `after` that are not those of `before`, undefined for removed ones. Parts of a draft are never changed in place. */
export function changesSince(before: Draft, after: Draft): Draft {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...names].filter(name => before[name] !== after[name]).map(name => [name, after[name]]));
}
