import type { ModelEntry } from '../../../shared/model.ts';
import type { Constraint, Rule } from '../../../shared/modelRule.ts';
import type { EvaluationContext } from './conditions.ts';
import { allHold } from './conditions.ts';
import { isSet } from './paths.ts';
import type { Values } from './paths.ts';

/** A constraint that currently applies, with its rule. */
export interface AppliedConstraint {
  readonly constraint: Constraint;
  readonly rule: Rule;
}

export interface ResolvedDraft {
  /** The values to send: without ignored ones, and with defaults for required ones. */
  readonly values: Values;
  readonly context: EvaluationContext;
  readonly constraints: ReadonlyMap<string, readonly AppliedConstraint[]>;
}

/**
 * Resolves which constraints apply to the given values and their effects. Ignoring a value or filling in a default can
 * change other rules, so this repeats until nothing changes (at most six rounds; the table has no rules that
 * alternate).
 */
export function resolveRules(entry: ModelEntry, given: Values): ResolvedDraft {
  let values: Values = given;
  let defaults = plainDefaults(entry);
  let constraints = gather(entry, { set: values, defaults });
  for (let round = 0; round < 6; round++) {
    const nextDefaults = ruledDefaults(entry, constraints);
    const next = valuesToSend(entry, given, constraints, nextDefaults);
    const same = JSON.stringify([next, nextDefaults]) === JSON.stringify([values, defaults]);
    values = next;
    defaults = nextDefaults;
    constraints = gather(entry, { set: values, defaults });
    if (same) break;
  }
  return { values, context: { set: values, defaults }, constraints };
}

/** The value that the provider uses for each omitted parameter. */
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

/** The constraints that hold in a context, by parameter. */
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

/** In documented order, so that the request reads like the page. */
function valuesToSend(
  entry: ModelEntry,
  given: Values,
  constraints: ResolvedDraft['constraints'],
  defaults: Values
): Values {
  const values: Record<string, unknown> = {};
  for (const [name, param] of Object.entries(entry.params)) {
    const list = constraints.get(name) ?? [];
    if (list.some(({ constraint }) => constraint.ignored)) {
      // Ignored values are left out, unless the documentation requires them.
      if (param.required) values[name] = defaults[name] ?? param.enum?.[0] ?? param.minimum;
      continue;
    }
    if (isSet(given[name])) {
      values[name] = given[name];
      continue;
    }
    // According to the documentation, defaults are not always filled in by the server, so required values are sent even if
    // they have a default.
    const required = param.required === true || list.some(({ constraint }) => constraint.required);
    const forbidden = list.some(({ constraint }) => constraint.forbidden);
    if (required && !forbidden && !param.omitByDefault && isSet(defaults[name])) values[name] = defaults[name];
  }
  return values;
}
