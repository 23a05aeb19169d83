import { compact } from '../../../shared/compact.ts';
import type { FieldState } from '../../../shared/form.ts';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import type { Constraint, Scalar } from '../../../shared/modelRule.ts';
import { isSet } from './paths.ts';
import type { Values } from './paths.ts';
import type { AppliedConstraint, ResolvedDraft } from './resolve.ts';

type Bound = 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems';
const LOWER: readonly Bound[] = ['minimum', 'minLength', 'minItems'];
const UPPER: readonly Bound[] = ['maximum', 'maxLength', 'maxItems'];

/** A parameter as restricted by the rules: the tighter of each bound and the remaining values. */
export function narrow(param: Param, applied: readonly AppliedConstraint[]): Param {
  if (applied.length === 0) return param;
  const result: { -readonly [K in keyof Param]: Param[K] } = { ...param };
  for (const { constraint } of applied) {
    for (const keyword of LOWER) tighten(result, keyword, constraint[keyword], Math.max);
    for (const keyword of UPPER) tighten(result, keyword, constraint[keyword], Math.min);
    const only = constraint.enum;
    if (only) result.enum = result.enum ? result.enum.filter(value => only.includes(value)) : only;
    const not = constraint.notEnum;
    if (not && result.enum) result.enum = result.enum.filter(value => !not.includes(value));
    if (result.enum)
      result.enum = result.enum.filter(value => typeof value !== 'number' || isWithin(value, constraint));
    if (result.alsoValues) result.alsoValues = result.alsoValues.filter(value => allows(constraint, value));
    if (constraint.required) result.required = true;
    if (constraint.default !== undefined) result.default = constraint.default;
    const seconds = constraint.seconds;
    if (seconds) {
      const limits = compact<NonNullable<Param['limits']>>({ minDuration: seconds.min, maxDuration: seconds.max });
      result.limits = { ...result.limits, ...limits };
    }
  }
  return result;
}

const isWithin = (value: number, { minimum, maximum }: Constraint): boolean =>
  value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);

/** Whether a rule allows an undocumented value that KIE otherwise accepts. */
const allows = (constraint: Constraint, value: Scalar): boolean =>
  (constraint.enum?.includes(value) ?? true) &&
  constraint.notEnum?.includes(value) !== true &&
  (typeof value !== 'number' || isWithin(value, constraint));

function tighten(
  target: Partial<Record<Bound, number>>,
  keyword: Bound,
  value: number | undefined,
  choose: (a: number, b: number) => number
): void {
  if (value === undefined) return;
  const present = target[keyword];
  target[keyword] = present === undefined ? value : choose(present, value);
}

/** Values excluded by a rule although the parameter lists no values. */
export const excluded = (applied: readonly AppliedConstraint[]): readonly Scalar[] =>
  applied.flatMap(({ constraint }) => constraint.notEnum ?? []);

/** The form state of each field that the rules affect. */
export function fieldStates(entry: ModelEntry, given: Values, resolved: ResolvedDraft): Record<string, FieldState> {
  const states: Record<string, FieldState> = {};
  for (const [name, applied] of resolved.constraints) {
    const param = entry.params[name];
    if (!param) continue;
    const ignored = applied.some(({ constraint }) => constraint.ignored);
    const forbidden = applied.some(({ constraint }) => constraint.forbidden);
    const narrowed = narrow(param, applied);
    const state: Record<string, unknown> = {};
    // A forbidden value that is set stays visible, so that the user can remove it.
    if (ignored || (forbidden && !isSet(given[name]))) {
      state['hidden'] = true;
      const why = applied.find(({ constraint }) => constraint.ignored ?? constraint.forbidden)?.rule.why;
      if (why !== undefined) state['because'] = why;
    }
    if (narrowed.required && !param.required && !ignored && !forbidden) state['required'] = true;
    for (const keyword of ['enum', ...LOWER, ...UPPER, 'default'] as const) {
      if (JSON.stringify(narrowed[keyword]) !== JSON.stringify(param[keyword])) state[keyword] = narrowed[keyword];
    }
    if (state['enum'] !== undefined && state['because'] === undefined) {
      const why = applied.find(({ constraint }) => constraint.enum ?? constraint.notEnum)?.rule.why;
      if (why !== undefined) state['because'] = why;
    }
    if (Object.keys(state).length > 0) states[name] = state;
  }
  return states;
}
