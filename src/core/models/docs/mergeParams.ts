import type { Param } from '../../../shared/model.ts';

/** Descriptive keywords of a parameter, which do not affect valid values. */
const FREE: readonly string[] = ['label', 'note', 'enumLabels', 'enumNotes', 'previewUrl'];

/** A different type makes a different parameter: only the label and note are kept. */
function mergeParam(before: Param | undefined, page: Param, path: string, kept: string[]): Param {
  if (before === undefined) return page;
  const texts: Pick<Param, 'label' | 'note'> = {
    ...(before.label === undefined ? {} : { label: before.label }),
    ...(before.note === undefined ? {} : { note: before.note })
  };
  if (page.type !== before.type) return { ...page, ...texts };
  const left = Object.entries(before).filter(
    ([keyword]) => !(keyword in page) && !FREE.includes(keyword) && keyword !== 'required'
  );
  kept.push(...left.map(([keyword]) => `${path}.${keyword}`));
  const merged: Param = {
    ...Object.fromEntries(Object.entries(before).filter(([keyword]) => !(keyword in page))),
    ...page,
    ...texts,
    // A type list or size taken from prose is less reliable than the existing one.
    ...(before.media === undefined ? {} : { media: before.media }),
    ...(before.accept === undefined ? {} : { accept: before.accept })
  };
  const whole: Param = {
    ...merged,
    ...(page.items === undefined || before.items === undefined
      ? {}
      : { items: mergeParam(before.items, page.items, `${path}.items`, kept) }),
    ...(page.properties === undefined || before.properties === undefined
      ? {}
      : { properties: mergeParams(before.properties, page.properties, path, kept) })
  };
  return alike(before, whole) ? reading(before, whole) : described(whole, page);
}

/**
 * Merges by name. Adds the paths of facts that the page does not mention to `kept`. Parameters that the page does not have
 * are removed.
 */
export function mergeParams(
  before: Readonly<Record<string, Param>>,
  page: Readonly<Record<string, Param>>,
  path: string,
  kept: string[]
): Readonly<Record<string, Param>> {
  const own = (name: string): Param | undefined => (Object.hasOwn(before, name) ? before[name] : undefined);
  return Object.fromEntries(
    Object.entries(page).map(([name, param]) => [name, mergeParam(own(name), param, `${path}.${name}`, kept)])
  );
}

/** Whether two parameters accept the same values. Descriptive keywords are ignored. */
export function alike(a: Param | undefined, b: Param | undefined): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !FREE.includes(key) && !(key === 'required' && inner === false))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, plain(inner)])
  );
}

/** Unchanged: keeps all descriptive keywords. */
const reading = (before: Param, merged: Param): Param => ({ ...merged, ...pick(before) });
const pick = (param: Param): Param =>
  Object.fromEntries(Object.entries(param).filter(([keyword]) => FREE.includes(keyword)));
/** Changed: uses the description of the page. */
const described = (merged: Param, page: Param): Param => ({
  ...merged,
  ...(page.note === undefined ? {} : { note: page.note })
});
