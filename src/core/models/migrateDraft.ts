import type { Draft } from '../../shared/form.ts';
import type { ModelEntry, Param } from '../../shared/model.ts';

/**
 * The values of a draft that have a place in the entry that took over: by the same name, or by what `renames` says.
 * A value that its new parameter does not offer is left out.
 */
export function migrateDraft(from: ModelEntry, to: ModelEntry, input: Draft): Draft {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => {
      const now = from.renames?.[name] ?? name;
      const param = to.params[now];
      return param === undefined || !offers(param, value) ? [] : [[now, fitted(param, value)]];
    })
  );
}

const offers = (param: Param, value: unknown): boolean =>
  param.enum === undefined || param.enum.some(offered => String(offered) === String(value));

/** One address becomes a list of one and back, a number a text where the new one is; everything else keeps its shape. */
function fitted(param: Param, value: unknown): unknown {
  if (param.type === 'array' && typeof value === 'string') return [value];
  if (param.type === 'string' && Array.isArray(value) && value.length === 1) return (value as unknown[])[0];
  if (param.type === 'string' && typeof value === 'number') return String(value);
  return param.enum?.find(offered => String(offered) === String(value)) ?? value;
}
