import type { Catalog } from '../../../../src/core/models/catalog.ts';
import type { Kept } from '../../../support/l10n/language.ts';
import type { ModelEntry, Param } from '../../../../src/shared/model.ts';

/** Returns the words of a model that no language translates: its names, and the values and texts that are sent. */
export function keptWords({ id, name, family, params, presets = [] }: ModelEntry): Kept {
  const valuesOf = (param: Param): readonly string[] => [
    ...[...(param.enum ?? []), ...(param.alsoValues ?? [])].map(String),
    ...(typeof param.default === 'string' ? [param.default] : []),
    ...[param.items, ...Object.values(param.properties ?? {}), ...(param.oneOf ?? []), ...(param.anyOf ?? [])].flatMap(
      inner => (inner === undefined ? [] : valuesOf(inner))
    )
  ];
  return {
    names: [id, name, family],
    values: [...presets.map(({ text }) => text), ...Object.values(params).flatMap(valuesOf)]
  };
}

/** Returns the words of all models that no language translates. */
export function keptOf({ entries }: Catalog): Kept {
  const all = entries.map(keptWords);
  const unique = (words: readonly (readonly string[])[]): readonly string[] => [...new Set(words.flat())];
  return { names: unique(all.map(({ names }) => names)), values: unique(all.map(({ values }) => values)) };
}
