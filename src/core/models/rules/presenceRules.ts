import * as l10n from '@vscode/l10n';
import type { Issue } from '../../../shared/form.ts';
import type { Rule } from '../../../shared/modelRule.ts';
import { has, label, labels } from './ruleContext.ts';
import type { RuleContext } from './ruleContext.ts';

// Rules about which fields are set, each as read by `rules.ts`.

export function exactlyOne(paths: readonly string[], context: RuleContext): Issue[] {
  const set = paths.filter(path => has(context, path));
  if (set.length === 1) return [];
  const path = set[1] ?? paths[0] ?? '';
  return [{ path, message: l10n.t('Set exactly one of {0}.', labels(context, paths)) }];
}

export function atLeastOne(paths: readonly string[], context: RuleContext): Issue[] {
  if (paths.some(path => has(context, path))) return [];
  return [{ path: paths[0] ?? '', message: l10n.t('Set at least one of {0}.', labels(context, paths)) }];
}

export function atMostOneGroup(groups: readonly (readonly string[])[], context: RuleContext): Issue[] {
  const [first, second] = groups
    .map(group => group.filter(path => has(context, path)))
    .filter(group => group.length > 0);
  if (!first || !second) return [];
  const message = l10n.t("{0} can't be combined with {1}.", labels(context, second), labels(context, first));
  return [{ path: second[0] ?? '', message }];
}

export function requires(needs: NonNullable<Rule['requires']>, context: RuleContext): Issue[] {
  return Object.entries(needs).flatMap(([path, others]) => {
    const missing = others.filter(other => !has(context, other));
    if (!has(context, path) || missing.length === 0) return [];
    return [{ path, message: l10n.t('{0} requires {1}.', label(context, path), labels(context, missing)) }];
  });
}
