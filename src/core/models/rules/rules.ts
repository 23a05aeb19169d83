import type { Issue } from '../../../shared/form.ts';
import type { ModelEntry, Rule } from '../../../shared/model.ts';
import { allHold } from './conditions.ts';
import type { Facts } from '../values/mediaLimits.ts';
import { atLeastOne, atMostOneGroup, exactlyOne, requires } from './presenceRules.ts';
import { undocumented } from '../values/alsoValues.ts';
import type { Sight } from './ruleSight.ts';
import type { Settled } from './resolve.ts';
import { compare, difference, memberOf, sameLength, sum, unique } from './valueRules.ts';

/** Problems between fields: every form of rule but `then` (see constraints) and `advice`. */
export function checkRules(entry: ModelEntry, settled: Settled, facts: Facts): Issue[] {
  const sight: Sight = { entry, values: settled.values, facts };
  return entry.rules.flatMap(rule => {
    const found = checkRule(rule, sight);
    return rule.why === undefined
      ? found
      : found.map(issue => ({ ...issue, message: `${issue.message} ${rule.why ?? ''}` }));
  });
}

/** Advice for the current values; it never blocks a run. */
export function advice(entry: ModelEntry, settled: Settled): Issue[] {
  const ruled = entry.rules.flatMap(rule =>
    rule.advice !== undefined && allHold(rule.when, settled.situation)
      ? [{ path: Object.keys(rule.when ?? {})[0] ?? '', message: rule.note ?? rule.advice }]
      : []
  );
  return [...ruled, ...undocumented(entry.params, settled.values)];
}

function checkRule(rule: Rule, sight: Sight): Issue[] {
  if (rule.exactlyOne) return exactlyOne(rule.exactlyOne, sight);
  if (rule.atLeastOne) return atLeastOne(rule.atLeastOne, sight);
  if (rule.atMostOneGroup) return atMostOneGroup(rule.atMostOneGroup, sight);
  if (rule.requires) return requires(rule.requires, sight);
  if (rule.sum) return sum(rule.sum, sight);
  if (rule.compare) return compare(rule.compare, sight);
  if (rule.difference) return difference(rule.difference, sight);
  if (rule.sameLength) return sameLength(rule.sameLength, sight);
  if (rule.memberOf) return memberOf(rule.memberOf, sight);
  if (rule.unique !== undefined) return unique(rule.unique, sight);
  return [];
}
