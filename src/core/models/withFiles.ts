import { mediaParams } from '../../shared/catalog/mediaParams.ts';
import type { Draft } from '../../shared/form.ts';
import type { MediaKind, ModelEntry } from '../../shared/model.ts';

/**
 * Adds files to the first parameter with room, otherwise in place of others. Undefined without a matching parameter.
 */
export function withFiles(
  entry: Pick<ModelEntry, 'params' | 'masks'>,
  draft: Draft,
  kind: MediaKind,
  files: readonly string[]
): Draft | undefined {
  const places = mediaParams(entry).filter(param => param.kind === kind && !param.isMask);
  const given = (name: string): readonly unknown[] => {
    const value = draft[name];
    return Array.isArray(value) ? (value as readonly unknown[]) : value === undefined || value === '' ? [] : [value];
  };
  const place = places.find(({ name, max = Infinity }) => given(name).length < max) ?? places[0];
  if (place === undefined) return undefined;
  const { name, many, max = Infinity } = place;
  if (!many) return { ...draft, [name]: files[0] };
  const added = files.slice(0, max);
  const kept = given(name).filter(value => !added.includes(String(value)));
  return { ...draft, [name]: [...kept.slice(0, max - added.length), ...added] };
}
