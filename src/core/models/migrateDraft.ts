import type { Draft } from '../../shared/form.ts';
import type { ModelEntry, Param } from '../../shared/model.ts';

/**
 * Moves a draft to the successor of an entry, by name or `renames`. Values that the new parameter does not offer are
 * left out.
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

/**
 * Converts between a URL and a list with one URL, and a number to a string where the new parameter is one. Other values
 * are unchanged.
 */
function fitted(param: Param, value: unknown): unknown {
  if (param.type === 'array' && typeof value === 'string') return [value];
  if (param.type === 'string' && Array.isArray(value) && value.length === 1) return (value as unknown[])[0];
  if (param.type === 'string' && typeof value === 'number') return String(value);
  return param.enum?.find(offered => String(offered) === String(value)) ?? value;
}
