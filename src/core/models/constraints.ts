import * as l10n from '@vscode/l10n';
import type { Issue } from '../../shared/form.ts';
import type { ModelEntry, Param, Scalar } from '../../shared/model.ts';
import { isSet } from './paths.ts';
import { excluded, narrow } from './narrow.ts';
import type { Applied, Settled } from './settle.ts';
import type { Check } from './values.ts';
import { checkValue } from './values.ts';
import { either, whenInWords } from './words.ts';

/** Everything that is wrong with single fields: missing, forbidden, or outside of what parameter and rules allow. */
export function checkFields(entry: ModelEntry, settled: Settled, check: Check): Issue[] {
  return Object.entries(entry.params).flatMap(([name, param]) => {
    const applied = settled.constraints.get(name) ?? [];
    if (applied.some(({ constraint }) => constraint.ignored)) return [];
    return checkField(entry, name, param, applied, settled.values[name], check);
  });
}

function checkField(
  entry: ModelEntry,
  name: string,
  param: Param,
  applied: readonly Applied[],
  value: unknown,
  check: Check
): Issue[] {
  if (check.wrong.has(name)) return [];
  const label = param.label ?? name;
  const issue = (message: string): Issue[] => [{ path: name, message }];
  const forbidding = applied.find(({ constraint }) => constraint.forbidden);
  if (!isSet(value)) {
    if (forbidding) return [];
    if (param.required) return issue(l10n.t('{0} must be given.', label));
    const requiring = applied.find(({ constraint }) => constraint.required);
    return requiring ? issue(reasoned(l10n.t('{0} must be given.', label), requiring)) : [];
  }
  if (forbidding) return issue(reasoned(l10n.t('{0} cannot be used here.', label), forbidding));
  const plain = checkValue(param, value, name, label, check);
  if (applied.length === 0 || plain.length > 0) return withRules(entry, param, label, applied, plain);
  // Right by itself, so what is wrong now is the rules' doing: say why.
  const narrowed = narrow(param, applied);
  const off = excluded(applied).includes(value as Scalar);
  const issues = checkValue(narrowed, value, name, label, check);
  const narrowing =
    applied.find(one => checkValue(narrow(param, [one]), value, name, label, check).length > 0) ?? applied[0];
  if (issues.length === 0 && !off) return [];
  if (narrowed.enum && param.enum) {
    const message = choiceMessage(entry, param, label, narrowed.enum, narrowing);
    return issue(narrowing ? reasoned(message, narrowing) : message);
  }
  if (issues.length === 0) return issue(l10n.t('{0} must not be {1} here.', label, either(excluded(applied))));
  return narrowing ? issues.map(one => ({ ...one, message: reasoned(one.message, narrowing) })) : issues;
}

/** What the rules leave is said at once, so that a person need not try again. */
function withRules(
  entry: ModelEntry,
  param: Param,
  label: string,
  applied: readonly Applied[],
  issues: readonly Issue[]
): Issue[] {
  const [first, ...others] = issues;
  const left = narrow(param, applied).enum;
  if (!first || others.length > 0 || !param.enum || !left || left.length === param.enum.length) return [...issues];
  const by = applied.find(one => narrow(param, [one]).enum?.length !== param.enum?.length);
  return [{ path: first.path, message: choiceMessage(entry, param, label, left, by) }];
}

/** "Duration must be 5 or 10; with Resolution 1080p only 5." */
function choiceMessage(
  entry: ModelEntry,
  param: Param,
  label: string,
  left: readonly Scalar[],
  by: Applied | undefined
): string {
  const there = whenInWords(entry, by?.rule.when);
  if (there === '' || !param.enum) return l10n.t('{0} must be {1}.', label, either(left, param));
  return l10n.t('{0} must be {1}; {2} only {3}.', label, either(param.enum, param), there, either(left, param));
}

const reasoned = (message: string, { rule }: Applied): string =>
  rule.why === undefined ? message : `${message} ${rule.why}`;
