import type { ModelEntry, Scalar } from '../../../shared/model.ts';
import type { Situation } from '../rules/conditions.ts';
import { valueOf } from '../rules/conditions.ts';
import { excluded, narrow } from '../rules/narrow.ts';
import { isSet } from '../rules/paths.ts';
import { gather } from '../rules/resolve.ts';

/**
 * What the provider may assume for the first of `names` that has neither a value nor a documented default: a situation
 * for each of its documented values that the rules leave. Empty when all of them are known, or nothing goes together.
 */
export function assumptions(entry: ModelEntry, names: readonly string[], situation: Situation): readonly Situation[] {
  for (const name of names) {
    const values = valuesOf(entry, name);
    if (values.length === 0 || valueOf(situation, name) !== undefined) continue;
    return values
      .map(value => ({ ...situation, defaults: { ...situation.defaults, [name]: value } }))
      .filter(next => agrees(entry, names, next));
  }
  return [];
}

function valuesOf(entry: ModelEntry, name: string): readonly Scalar[] {
  const param = entry.params[name];
  return param?.enum ?? (param?.type === 'boolean' ? [false, true] : []);
}

/** Whether the rules let these values stand beside each other. Documented defaults are as they are: rules are about what is set. */
function agrees(entry: ModelEntry, names: readonly string[], situation: Situation): boolean {
  const constraints = gather(entry, situation);
  return names.every(name => {
    const param = entry.params[name];
    const value = valueOf(situation, name);
    const applied = constraints.get(name) ?? [];
    const documented = param?.default !== undefined && !isSet(situation.set[name]);
    if (param === undefined || value === undefined || documented || applied.length === 0) return true;
    if (excluded(applied).includes(value as Scalar)) return false;
    return narrow(param, applied).enum?.includes(value as Scalar) ?? true;
  });
}
