import type { ModelEntry, Param } from '../../../../shared/model.ts';
import { isAddressItself } from '../../../models/values/mediaLimits.ts';

type Input = Readonly<Record<string, unknown>>;

/** Returns the distinct media values of an input, except URLs that are the input themselves (a web page). */
export function mediaValues(entry: ModelEntry, input: Input): string[] {
  const found = new Set<string>();
  walkInput(entry, input, value => {
    found.add(value);
    return value;
  });
  return [...found];
}

/** Returns a copy of `input` with media values replaced; values without a replacement stay. */
export function replaceMedia(entry: ModelEntry, input: Input, by: ReadonlyMap<string, string>): Input {
  return walkInput(entry, input, value => by.get(value) ?? value);
}

function walkInput(entry: ModelEntry, input: Input, change: (value: string) => string): Input {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, walk(value, paramsOf(entry.params[name]), false, change)])
  );
}

const paramsOf = (param: Param | undefined): readonly Param[] => (param === undefined ? [] : [param]);

/** Whether a parameter takes media or documents. */
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
        // In an object, only the schema of a property decides: a label next to a URL is not a file.
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
