import * as l10n from '@vscode/l10n';
import type { Issue } from '../../../shared/form.ts';
import type { Rule } from '../../../shared/model.ts';
import { has, label, labels } from './ruleSight.ts';
import type { Sight } from './ruleSight.ts';

// The rules about which fields are filled, each as `rules.ts` reads it from the table.

export function exactlyOne(paths: readonly string[], sight: Sight): Issue[] {
  const set = paths.filter(path => has(sight, path));
  if (set.length === 1) return [];
  const path = set[1] ?? paths[0] ?? '';
  return [{ path, message: l10n.t('Set exactly one of {0}.', labels(sight, paths)) }];
}

export function atLeastOne(paths: readonly string[], sight: Sight): Issue[] {
  if (paths.some(path => has(sight, path))) return [];
  return [{ path: paths[0] ?? '', message: l10n.t('Set at least one of {0}.', labels(sight, paths)) }];
}

export function atMostOneGroup(groups: readonly (readonly string[])[], sight: Sight): Issue[] {
  const [first, second] = groups.map(group => group.filter(path => has(sight, path))).filter(group => group.length > 0);
  if (!first || !second) return [];
  const message = l10n.t("{0} can't be combined with {1}.", labels(sight, second), labels(sight, first));
  return [{ path: second[0] ?? '', message }];
}

export function requires(needs: NonNullable<Rule['requires']>, sight: Sight): Issue[] {
  return Object.entries(needs).flatMap(([path, others]) => {
    const missing = others.filter(other => !has(sight, other));
    if (!has(sight, path) || missing.length === 0) return [];
    return [{ path, message: l10n.t('{0} requires {1}.', label(sight, path), labels(sight, missing)) }];
  });
}
