import type { ModelEntry, Param } from '../../../shared/model.ts';

type Tools = Pick<
  ModelEntry,
  'presets' | 'modeLabels' | 'masks' | 'boxes' | 'renames' | 'from' | 'numberTexts' | 'duration' | 'start'
>;

/** Keeps the form tools whose parameters still exist. The others are listed in `dropped`. */
export function mergeTools(before: ModelEntry, params: Readonly<Record<string, Param>>, dropped: string[]): Tools {
  const has = (...names: readonly string[]): boolean => names.every(name => Object.hasOwn(params, name));
  const named = <T>(keyword: keyof Tools, of: Readonly<Record<string, T>> | undefined, fits: (value: T) => boolean) => {
    const entries = Object.entries(of ?? {});
    const left = entries.filter(([name, value]) => has(name) && fits(value));
    dropped.push(...entries.filter(pair => !left.includes(pair)).map(([name]) => `${keyword}.${name}`));
    return left.length === 0 ? {} : { [keyword]: Object.fromEntries(left) };
  };
  const listed = <T>(keyword: keyof Tools, of: readonly T[] | undefined, fits: (value: T) => boolean) => {
    const left = (of ?? []).filter(fits);
    if (left.length < (of ?? []).length) dropped.push(keyword);
    return left.length === 0 ? {} : { [keyword]: left };
  };
  const { duration } = before;
  if (duration !== undefined && !has(duration)) dropped.push('duration');
  return {
    ...(duration !== undefined && has(duration) ? { duration } : {}),
    ...listed('presets', before.presets, ({ param }) => has(param)),
    ...named('modeLabels', before.modeLabels, () => true),
    ...named('masks', before.masks, ({ of }) => has(of)),
    ...named('boxes', before.boxes, ({ of }) => has(of)),
    ...named('renames', before.renames, () => true),
    ...named('numberTexts', before.numberTexts, () => true),
    ...named('start', before.start, () => true),
    ...listed('from', before.from, ({ fill, set }) => has(...Object.keys(fill), ...Object.keys(set ?? {})))
  };
}
