/** Paths in a draft: `name`, `name[]` (all items), `list[].key`. Found paths have indexes: `list[0].key`. */
import { isObject } from '../../../shared/guards.ts';

export interface Found {
  readonly path: string;
  readonly value: unknown;
}

export type Values = Readonly<Record<string, unknown>>;

/** Whether a value is set. Empty strings, lists and objects are not set; `false` and 0 are. */
export function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.values(value).some(inner => inner !== undefined);
  return true;
}

/** The set values at a path, in order. */
export function pick(values: Values, path: string): readonly Found[] {
  let level: Found[] = [{ path: '', value: values }];
  for (const part of path.split('.')) {
    const name = part.replaceAll('[]', '');
    const lists = (part.length - name.length) / 2;
    level = level.flatMap(({ path: at, value }) =>
      isObject(value) ? [{ path: at === '' ? name : `${at}.${name}`, value: value[name] }] : []
    );
    for (let i = 0; i < lists; i++) {
      level = level.flatMap(({ path: at, value }) =>
        Array.isArray(value)
          ? (value as unknown[]).map((item, index) => ({ path: `${at}[${String(index)}]`, value: item }))
          : []
      );
    }
  }
  return level.filter(found => isSet(found.value));
}

/**
 * The values of several paths in the same list item (or, without lists, in the same object). Only where all are set.
 */
export function pickTogether(values: Values, paths: readonly string[]): readonly (readonly Found[])[] {
  const [first, ...others] = paths;
  if (first === undefined) return [];
  return pick(values, first).flatMap(found => {
    const indexes = [...found.path.matchAll(/\[(\d+)\]/g)].map(match => match[1] ?? '0');
    const row = [found];
    for (const path of others) {
      const mine = [...indexes];
      const concrete = path.replaceAll('[]', () => `[${mine.shift() ?? '0'}]`);
      const other = pick(values, path).find(candidate => candidate.path === concrete);
      if (!other) return [];
      row.push(other);
    }
    return [row];
  });
}
