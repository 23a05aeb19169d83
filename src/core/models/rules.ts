import * as l10n from '@vscode/l10n';
import type { Issue } from '../../shared/form.ts';
import type { ModelEntry, Rule } from '../../shared/model.ts';
import { allHold, countOf } from './conditions.ts';
import type { Facts } from './mediaLimits.ts';
import { isSet, pick, pickTogether } from './paths.ts';
import type { Values } from './paths.ts';
import type { Settled } from './settle.ts';
import type { Sum } from './sums.ts';
import { totalOf } from './sums.ts';
import { both, either, labelAt } from './words.ts';

/** What a rule sees. */
interface Sight {
  readonly entry: ModelEntry;
  readonly values: Values;
  readonly facts: Facts;
}

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

/** Worth knowing for the present values. */
export function advice(entry: ModelEntry, settled: Settled): Issue[] {
  return entry.rules.flatMap(rule =>
    rule.advice !== undefined && allHold(rule.when, settled.situation)
      ? [{ path: Object.keys(rule.when ?? {})[0] ?? '', message: rule.note ?? rule.advice }]
      : []
  );
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

const has = (sight: Sight, path: string): boolean => pick(sight.values, path).length > 0;
const label = (sight: Sight, path: string): string => labelAt(sight.entry, path);
const labels = (sight: Sight, paths: readonly string[]): string => both(paths.map(path => label(sight, path)));

function exactlyOne(paths: readonly string[], sight: Sight): Issue[] {
  const set = paths.filter(path => has(sight, path));
  if (set.length === 1) return [];
  const path = set[1] ?? paths[0] ?? '';
  return [{ path, message: l10n.t('Give exactly one of {0}.', labels(sight, paths)) }];
}

function atLeastOne(paths: readonly string[], sight: Sight): Issue[] {
  if (paths.some(path => has(sight, path))) return [];
  return [{ path: paths[0] ?? '', message: l10n.t('Give at least one of {0}.', labels(sight, paths)) }];
}

function atMostOneGroup(groups: readonly (readonly string[])[], sight: Sight): Issue[] {
  const [first, second] = groups.map(group => group.filter(path => has(sight, path))).filter(group => group.length > 0);
  if (!first || !second) return [];
  const message = l10n.t('{0} cannot go together with {1}.', labels(sight, second), labels(sight, first));
  return [{ path: second[0] ?? '', message }];
}

function requires(needs: NonNullable<Rule['requires']>, sight: Sight): Issue[] {
  return Object.entries(needs).flatMap(([path, others]) => {
    const missing = others.filter(other => !has(sight, other));
    if (!has(sight, path) || missing.length === 0) return [];
    return [{ path, message: l10n.t('{0} goes only with {1}.', label(sight, path), labels(sight, missing)) }];
  });
}

function sum(rule: Sum, sight: Sight): Issue[] {
  const { used, over } = totalOf(rule, sight.values, sight.facts);
  if (!over) return [];
  if (rule.count) {
    const entries = Object.entries(rule.count);
    const weights = entries.map(([path, weight]) =>
      weight === 1 ? label(sight, path) : l10n.t('{0} (counting {1} each)', label(sight, path), weight)
    );
    const last = entries.filter(([path]) => isSet(sight.values[path])).at(-1);
    const message = l10n.t('{0} may be at most {1} together; they are {2}.', both(weights), rule.max, used);
    return [{ path: last?.[0] ?? '', message }];
  }
  if (rule.textLength !== undefined) {
    const message = l10n.t('All texts together may have at most {0} characters; they have {1}.', rule.max, used);
    return [{ path: rule.textLength.replace(/\[\].*$/, ''), message }];
  }
  const path = rule.seconds ?? '';
  // Where the list has the same limit itself, that has been said already.
  if (Number(sight.entry.params[path]?.limits?.['maxTotalDuration']) <= rule.max) return [];
  const shown = Math.round(used * 10) / 10;
  return [
    {
      path,
      message: l10n.t('{0} may last at most {1} seconds together; they last {2}.', label(sight, path), rule.max, shown)
    }
  ];
}

function compare([left, sign, right]: NonNullable<Rule['compare']>, sight: Sight): Issue[] {
  return pickTogether(sight.values, [left, right]).flatMap(([a, b]) => {
    const x = Number(a?.value);
    const y = Number(b?.value);
    const holds = sign === '<' ? x < y : sign === '<=' ? x <= y : sign === '>' ? x > y : x >= y;
    if (holds) return [];
    const names = [label(sight, left), label(sight, right)] as const;
    const message = sign.startsWith('<')
      ? l10n.t('{0} must be before {1}.', ...names)
      : l10n.t('{0} must be after {1}.', ...names);
    return [{ path: a?.path ?? left, message }];
  });
}

function difference({ of, min, max }: NonNullable<Rule['difference']>, sight: Sight): Issue[] {
  return pickTogether(sight.values, of).flatMap(([a, b]) => {
    // Decimals leave noise: 0.3 - 0.1 is a little less than 0.2.
    const value = Math.round((Number(a?.value) - Number(b?.value)) * 1e6) / 1e6;
    if (value >= (min ?? -Infinity) && value <= (max ?? Infinity)) return [];
    const [name, unit] = measured(label(sight, of[0]));
    const names = [name, measured(label(sight, of[1]))[0]] as const;
    const said = (figure: number): string => `${String(figure)}${unit}`;
    const message =
      min !== undefined && max !== undefined
        ? l10n.t('The distance from {1} to {0} must be {2} to {3}; it is {4}.', ...names, min, said(max), said(value))
        : min !== undefined
          ? l10n.t('The distance from {1} to {0} must be at least {2}; it is {3}.', ...names, said(min), said(value))
          : l10n.t(
              'The distance from {1} to {0} may be at most {2}; it is {3}.',
              ...names,
              said(max ?? 0),
              said(value)
            );
    return [{ path: a?.path ?? of[0], message }];
  });
}

/** "Start (seconds)" as its name and the unit that follows a figure. */
function measured(label: string): readonly [name: string, unit: string] {
  const found = /^(.+) \((\w+)\)$/.exec(label);
  return found === null ? [label, ''] : [found[1] ?? label, ` ${found[2] ?? ''}`];
}

function sameLength(paths: readonly string[], sight: Sight): Issue[] {
  if (!paths.every(path => has(sight, path))) return [];
  const counts = paths.map(path => countOf(sight.values[path]));
  if (new Set(counts).size === 1) return [];
  return [{ path: paths[0] ?? '', message: l10n.t('{0} must have the same number of items.', labels(sight, paths)) }];
}

function memberOf(rule: NonNullable<Rule['memberOf']>, sight: Sight): Issue[] {
  const members = pick(sight.values, rule.in).map(found => found.value);
  return pick(sight.values, rule.of)
    .filter(found => !members.includes(found.value))
    .map(found => ({
      path: found.path,
      message:
        members.length === 0
          ? l10n.t('{0} must be one of {1}, of which there is none yet.', label(sight, rule.of), label(sight, rule.in))
          : l10n.t('{0} must be {1}.', label(sight, rule.of), either(members.map(String)))
    }));
}

function unique(path: string, sight: Sight): Issue[] {
  const seen = new Set<unknown>();
  return pick(sight.values, path).flatMap(found => {
    if (!seen.has(found.value)) {
      seen.add(found.value);
      return [];
    }
    return [{ path: found.path, message: l10n.t('{0} is used twice; each must be different.', label(sight, path)) }];
  });
}
