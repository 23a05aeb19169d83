import type { Draft, Evaluation } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import { coerceDraft } from './values/coerce.ts';
import { lengthsOf } from './lengths.ts';
import { checkFields } from './rules/constraints.ts';
import { counters } from './rules/counters.ts';
import type { Facts } from './values/mediaLimits.ts';
import { choices } from './rules/modes.ts';
import { fieldStates } from './rules/narrow.ts';
import { priceOf } from './pricing/price.ts';
import { advice, checkRules } from './rules/rules.ts';
import { resolveRules } from './rules/resolve.ts';
import { before } from '../../shared/textParts.ts';

/**
 * Evaluates a draft locally: issues by field, the effects of the rules on fields, the price, and the `input` that would
 * be sent (only documented keys, media values as in the draft).
 * @param facts known facts of a media value; unknown facts are not checked
 * @param now milliseconds since 1970, to decide whether a discount has ended
 */
export function evaluate(entry: ModelEntry, draft: Draft, facts: Facts, now = Date.now()): Evaluation {
  const coerced = coerceDraft(entry, draft);
  const resolved = resolveRules(entry, coerced.values);
  const wrong = new Set(coerced.issues.map(issue => issue.path));
  const issues = [
    // Ignored values are not sent, so they cannot be invalid.
    ...coerced.issues.filter(issue => !isIgnored(resolved.constraints, issue.path)),
    ...checkFields(entry, resolved, { facts, wrong }),
    ...checkRules(entry, resolved, facts)
  ];
  const wrongNames = new Set(issues.map(issue => topName(issue.path)));
  const { modes, fields } = choices(entry, resolved.values, fieldStates(entry, coerced.values, resolved));
  return {
    issues,
    advice: advice(entry, resolved),
    fields,
    modes,
    counters: counters(entry, resolved.context, fields, facts),
    price: priceOf(entry, resolved.context, facts, { wrong: wrongNames, now }),
    lengths: lengthsOf(entry, resolved.context, facts, name => fields[name]?.hidden === true),
    ...(issues.length === 0 ? { input: resolved.values } : {})
  };
}

function isIgnored(constraints: ReturnType<typeof resolveRules>['constraints'], path: string): boolean {
  return (constraints.get(topName(path)) ?? []).some(({ constraint }) => constraint.ignored);
}

const topName = (path: string): string => before(path, /[.[]/);
