import type { Constraint, ModelEntry, Rule } from '../../../shared/model.ts';
import type { EvaluationContext } from './conditions.ts';
import { allHold } from './conditions.ts';
import { isSet } from './paths.ts';
import type { Values } from './paths.ts';

/** A constraint that holds now, with the rule it comes from. */
export interface AppliedConstraint {
  readonly constraint: Constraint;
  readonly rule: Rule;
}

export interface ResolvedDraft {
  /** What is sent: the given values without ignored ones, with required ones filled by their default. */
  readonly values: Values;
  readonly context: EvaluationContext;
  readonly constraints: ReadonlyMap<string, readonly AppliedConstraint[]>;
}

/**
 * Which constraints hold for the given values and what follows from them. Leaving out an ignored value or filling
 * in a required one can change what other rules see, so this goes round until nothing changes (at most six times;
 * the table has no rules that chase each other).
 */
export function resolveRules(entry: ModelEntry, given: Values): ResolvedDraft {
  let values: Values = given;
  let defaults = plainDefaults(entry);
  let constraints = gather(entry, { set: values, defaults });
  for (let round = 0; round < 6; round++) {
    const nextDefaults = ruledDefaults(entry, constraints);
    const next = sent(entry, given, constraints, nextDefaults);
    const same = JSON.stringify([next, nextDefaults]) === JSON.stringify([values, defaults]);
    values = next;
    defaults = nextDefaults;
    constraints = gather(entry, { set: values, defaults });
    if (same) break;
  }
  return { values, context: { set: values, defaults }, constraints };
}

/** What the provider assumes for each parameter that is left out. */
export const plainDefaults = (entry: ModelEntry): Values =>
  Object.fromEntries(
    Object.entries(entry.params).flatMap(([name, param]) =>
      param.default === undefined ? [] : [[name, param.default]]
    )
  );

function ruledDefaults(entry: ModelEntry, constraints: ResolvedDraft['constraints']): Values {
  const defaults: Record<string, unknown> = { ...plainDefaults(entry) };
  for (const [name, list] of constraints) {
    for (const { constraint } of list) if (constraint.default !== undefined) defaults[name] = constraint.default;
  }
  return defaults;
}

/** The constraints that hold in a context, by the parameter that they are about. */
export function gather(entry: ModelEntry, context: EvaluationContext): Map<string, AppliedConstraint[]> {
  const constraints = new Map<string, AppliedConstraint[]>();
  for (const rule of entry.rules) {
    if (!rule.then || !allHold(rule.when, context)) continue;
    for (const [name, constraint] of Object.entries(rule.then)) {
      constraints.set(name, [...(constraints.get(name) ?? []), { constraint, rule }]);
    }
  }
  return constraints;
}

/** In the order of the documentation, so that the request reads like the page. */
function sent(entry: ModelEntry, given: Values, constraints: ResolvedDraft['constraints'], defaults: Values): Values {
  const values: Record<string, unknown> = {};
  for (const [name, param] of Object.entries(entry.params)) {
    const list = constraints.get(name) ?? [];
    if (list.some(({ constraint }) => constraint.ignored)) {
      // What has no effect stays out, but what the documentation requires must be there all the same.
      if (param.required) values[name] = defaults[name] ?? param.enum?.[0] ?? param.minimum;
      continue;
    }
    if (isSet(given[name])) {
      values[name] = given[name];
      continue;
    }
    // "Defaults are not always filled in by the server": what is required is sent even when it has a default.
    const required = param.required === true || list.some(({ constraint }) => constraint.required);
    const forbidden = list.some(({ constraint }) => constraint.forbidden);
    if (required && !forbidden && !param.omitByDefault && isSet(defaults[name])) values[name] = defaults[name];
  }
  return values;
}
