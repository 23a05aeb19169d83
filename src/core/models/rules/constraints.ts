import * as l10n from '@vscode/l10n';
import { capitalized } from '../../../shared/format/capitalized.ts';
import type { Issue } from '../../../shared/form.ts';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import type { Scalar } from '../../../shared/modelRule.ts';
import { isSet } from './paths.ts';
import { excluded, narrow } from './narrow.ts';
import type { AppliedConstraint, ResolvedDraft } from './resolve.ts';
import type { ValuePlace } from '../values/valuePlace.ts';
import type { Check } from '../values/values.ts';
import { checkValue } from '../values/values.ts';
import { joinSentences } from '../../../shared/format/listFormat.ts';
import { conditionsText, formatValues } from '../values/sentences.ts';

/** A field of a draft with the rules that apply to it. */
interface Field {
  readonly entry: ModelEntry;
  readonly param: Param;
  readonly value: unknown;
  readonly place: ValuePlace;
  readonly applied: readonly AppliedConstraint[];
}

/** All issues of single fields: missing, forbidden, or not allowed by the parameter or the rules. */
export function checkFields(entry: ModelEntry, resolved: ResolvedDraft, check: Check): Issue[] {
  return Object.entries(entry.params).flatMap(([name, param]) => {
    const applied = resolved.constraints.get(name) ?? [];
    if (applied.some(({ constraint }) => constraint.ignored) || check.wrong.has(name)) return [];
    const place = { path: name, label: param.label ?? name };
    return checkField({ entry, param, value: resolved.values[name], place, applied }, check);
  });
}

function checkField(field: Field, check: Check): readonly Issue[] {
  const { entry, param, value, place, applied } = field;
  const { path, label } = place;
  const issue = (message: string): Issue[] => [{ path, message }];
  const forbidding = applied.find(({ constraint }) => constraint.forbidden);
  if (!isSet(value)) {
    if (forbidding) return [];
    if (param.required) return issue(l10n.t('{0} is required.', label));
    const requiring = applied.find(({ constraint }) => constraint.required);
    return requiring ? issue(neededMessage(entry, label, requiring)) : [];
  }
  if (forbidding) return issue(forbiddenMessage(entry, label, forbidding));
  const plain = checkValue(param, value, place, check);
  if (applied.length === 0 || plain.length > 0) return withRules(field, check, plain);
  // The value is valid by itself, so a rule forbids it: explain why.
  const narrowed = narrow(param, applied);
  const off = excluded(applied).includes(value as Scalar);
  const issues = checkValue(narrowed, value, place, check);
  const narrowing = applied.find(one => checkValue(narrow(param, [one]), value, place, check).length > 0) ?? applied[0];
  if (issues.length === 0 && !off) return [];
  if (narrowed.enum && param.enum) return issue(choiceMessage(field, narrowed.enum, narrowing));
  if (issues.length === 0) {
    const message = l10n.t("{0} can't be {1} here.", label, formatValues(excluded(applied)));
    const excluding = applied.find(({ constraint }) => constraint.notEnum?.includes(value as Scalar));
    return issue(excluding ? under(entry, message, excluding) : message);
  }
  return narrowing ? issues.map(one => ({ ...one, message: under(entry, one.message, narrowing) })) : issues;
}

/** Reports the values that remain under the rules right away, so that the user does not need a second attempt. */
function withRules(field: Field, check: Check, issues: readonly Issue[]): readonly Issue[] {
  const { entry, param, value, place, applied } = field;
  const [first, ...others] = issues;
  if (!first || others.length > 0) return issues;
  const { enum: left } = narrow(param, applied);
  if (param.enum && left && left.length < param.enum.length) {
    const by = applied.find(one => narrow(param, [one]).enum?.length !== param.enum?.length);
    return [{ path: first.path, message: choiceMessage(field, left, by) }];
  }
  const issuesUnder = (by: readonly AppliedConstraint[]): readonly Issue[] =>
    checkValue(narrow(param, by), value, place, check);
  const [tighter, ...more] = issuesUnder(applied);
  const by = applied.find(one => issuesUnder([one])[0]?.message !== first.message);
  if (!tighter || !by || more.length > 0 || tighter.path !== first.path) return issues;
  return [{ path: first.path, message: under(entry, tighter.message, by) }];
}

/**
 * "Duration must be 5. 1080p takes five seconds.", or without a reason "Duration must be 5 or 10; with Resolution 1080p
 * only 5."
 */
function choiceMessage(
  { entry, param, place: { label } }: Field,
  left: readonly Scalar[],
  by: AppliedConstraint | undefined
): string {
  const only = l10n.t('{0} must be {1}.', label, formatValues(left, param));
  // The reason of the rule already explains the condition.
  if (by?.rule.why !== undefined) return reasoned(only, by);
  const there = conditionsText(entry, by?.rule.when);
  if (there === '' || !param.enum) return only;
  return l10n.t(
    '{0} must be {1}; {2} only {3}.',
    label,
    formatValues(param.enum, param),
    there,
    formatValues(left, param)
  );
}

const reasoned = (message: string, { rule }: AppliedConstraint): string =>
  rule.why === undefined ? message : joinSentences([message, rule.why]);

/** The condition of the rule as text; empty when it is too long for a sentence. */
function whereOf(entry: ModelEntry, { rule }: AppliedConstraint): string {
  const conditions = Object.values(rule.when ?? {});
  const isLong = conditions.length > 2 || conditions.some(one => Array.isArray(one) && one.length > MAX_REASON_VALUES);
  return isLong ? '' : conditionsText(entry, rule.when);
}

/** Conditions with more values than this are not given as a reason. */
const MAX_REASON_VALUES = 6;

/** "Title is required with Custom Mode on." */
function neededMessage(entry: ModelEntry, label: string, by: AppliedConstraint): string {
  const where = whereOf(entry, by);
  return reasoned(where === '' ? l10n.t('{0} is required.', label) : l10n.t('{0} is required {1}.', label, where), by);
}

/** "First Frame can't be used with Web Search on." */
function forbiddenMessage(entry: ModelEntry, label: string, by: AppliedConstraint): string {
  const where = whereOf(entry, by);
  return reasoned(
    where === '' ? l10n.t("{0} can't be used here.", label) : l10n.t("{0} can't be used {1}.", label, where),
    by
  );
}

/** "With Resolution 1080p: Images can have only one item (now 2)." */
function under(entry: ModelEntry, message: string, by: AppliedConstraint): string {
  const where = whereOf(entry, by);
  const sentence = l10n.t('{0}: {1}', capitalized(where), message);
  return reasoned(where === '' ? message : sentence, by);
}
