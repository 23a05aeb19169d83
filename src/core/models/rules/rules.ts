import type { Issue } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Rule, SumHint } from '../../../shared/modelRule.ts';
import { allHold } from './conditions.ts';
import type { EvaluationContext } from './conditions.ts';
import { sharedTotal } from './sums.ts';
import { before } from '../../../shared/textParts.ts';
import type { Facts } from '../values/mediaLimits.ts';
import { atLeastOne, atMostOneGroup, exactlyOne, requires } from './presenceRules.ts';
import { undocumented } from '../values/alsoValues.ts';
import type { RuleContext } from './ruleContext.ts';
import type { ResolvedDraft } from './resolve.ts';
import { compare, difference, memberOf, sameLength, sum, unique } from './valueRules.ts';

/** Issues between fields: every form of rule except `then` (see constraints) and `advice`. */
export function checkRules(entry: ModelEntry, resolved: ResolvedDraft, facts: Facts): Issue[] {
  const context: RuleContext = { entry, values: resolved.values, facts };
  return entry.rules.flatMap(rule => {
    const found = checkRule(rule, context);
    return rule.why === undefined
      ? found
      : found.map(issue => ({ ...issue, message: `${issue.message} ${rule.why ?? ''}` }));
  });
}

/** Advice for the current values. It never blocks a run. */
export function advice(entry: ModelEntry, resolved: ResolvedDraft): Issue[] {
  const ruled = entry.rules.flatMap(rule =>
    rule.advice !== undefined && allHold(rule.when, resolved.context) && !isMet(rule.limits?.sum, resolved.context)
      ? [{ path: advicePath(rule), message: rule.note ?? rule.advice }]
      : []
  );
  return [...ruled, ...undocumented(entry.params, resolved.values)];
}

/** The list of a total, else the first parameter of the condition. */
const advicePath = ({ limits, when = {} }: Rule): string =>
  limits?.sum === undefined ? (Object.keys(when)[0] ?? '') : before(limits.sum.of, /[.[]/);

/** Whether the numbers are the total, or there are none yet. */
function isMet(total: SumHint | undefined, context: EvaluationContext): boolean {
  if (total === undefined) return false;
  const { used, max } = sharedTotal(total, context);
  return used === 0 || used === max;
}

function checkRule(rule: Rule, context: RuleContext): Issue[] {
  if (rule.exactlyOne) return exactlyOne(rule.exactlyOne, context);
  if (rule.atLeastOne) return atLeastOne(rule.atLeastOne, context);
  if (rule.atMostOneGroup) return atMostOneGroup(rule.atMostOneGroup, context);
  if (rule.requires) return requires(rule.requires, context);
  if (rule.sum) return sum(rule.sum, context);
  if (rule.compare) return compare(rule.compare, context);
  if (rule.difference) return difference(rule.difference, context);
  if (rule.sameLength) return sameLength(rule.sameLength, context);
  if (rule.memberOf) return memberOf(rule.memberOf, context);
  if (rule.unique !== undefined) return unique(rule.unique, context);
  return [];
}
