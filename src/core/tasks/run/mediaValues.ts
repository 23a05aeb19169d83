import type { ModelEntry, Param } from '../../../shared/model.ts';
import { isAddressItself } from '../../models/values/mediaLimits.ts';

type Input = Readonly<Record<string, unknown>>;

/** Every string that stands where the table says a media file goes, each once; no address that is meant itself (a page). */
export function mediaValues(entry: ModelEntry, input: Input): string[] {
  const found = new Set<string>();
  walkInput(entry, input, value => {
    found.add(value);
    return value;
  });
  return [...found];
}

/** A copy of `input` with media values exchanged; those without an exchange stay. */
export function replaceMedia(entry: ModelEntry, input: Input, by: ReadonlyMap<string, string>): Input {
  return walkInput(entry, input, value => by.get(value) ?? value);
}

function walkInput(entry: ModelEntry, input: Input, change: (value: string) => string): Input {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, walk(value, paramsOf(entry.params[name]), false, change)])
  );
}

const paramsOf = (param: Param | undefined): readonly Param[] => (param === undefined ? [] : [param]);

/** Media, or documents that are named by their extensions. */
const takesFiles = (param: Param): boolean => param.media !== undefined || Array.isArray(param.limits?.['extensions']);

function walk(value: unknown, params: readonly Param[], inMedia: boolean, change: (value: string) => string): unknown {
  const all = params.flatMap(param => [param, ...(param.oneOf ?? []), ...(param.anyOf ?? [])]);
  const media = (inMedia || all.some(takesFiles)) && !all.some(isAddressItself);
  if (typeof value === 'string') return media ? change(value) : value;
  if (Array.isArray(value)) {
    const items = all.flatMap(param => paramsOf(param.items));
    return value.map(item => walk(item, items, media, change));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        // Inside an object only its own parts say what they are: a label beside an address is no file.
        walk(
          inner,
          all.flatMap(param => paramsOf(param.properties?.[name])),
          false,
          change
        )
      ])
    );
  }
  return value;
}
