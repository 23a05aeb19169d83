import type { ModelEntry } from '../../../shared/model.ts';
import type { Scalar } from '../../../shared/modelRule.ts';
import type { EvaluationContext } from '../rules/conditions.ts';
import { valueOf } from '../rules/conditions.ts';
import { excluded, narrow } from '../rules/narrow.ts';
import { isSet } from '../rules/paths.ts';
import { gather } from '../rules/resolve.ts';

/**
 * The possible contexts when the first of `names` without a value and documented default takes each of its documented
 * values that the rules allow. Empty when all are known or no combination is allowed.
 */
export function assumptions(
  entry: ModelEntry,
  names: readonly string[],
  context: EvaluationContext
): readonly EvaluationContext[] {
  for (const name of names) {
    const values = valuesOf(entry, name);
    if (values.length === 0 || valueOf(context, name) !== undefined) continue;
    return values
      .map(value => ({ ...context, defaults: { ...context.defaults, [name]: value } }))
      .filter(next => agrees(entry, names, next));
  }
  return [];
}

function valuesOf(entry: ModelEntry, name: string): readonly Scalar[] {
  const param = entry.params[name];
  return param?.enum ?? (param?.type === 'boolean' ? [false, true] : []);
}

/** Whether the rules allow these values together. Documented defaults are not checked: rules apply to set values. */
function agrees(entry: ModelEntry, names: readonly string[], context: EvaluationContext): boolean {
  const constraints = gather(entry, context);
  return names.every(name => {
    const param = entry.params[name];
    const value = valueOf(context, name);
    const applied = constraints.get(name) ?? [];
    const documented = param?.default !== undefined && !isSet(context.set[name]);
    if (param === undefined || value === undefined || documented || applied.length === 0) return true;
    if (excluded(applied).includes(value as Scalar)) return false;
    return narrow(param, applied).enum?.includes(value as Scalar) ?? true;
  });
}
