import * as l10n from '@vscode/l10n';
import { comparedTexts, limitText } from '../../../shared/format/decimalText.ts';
import { plural } from '../../../shared/format/plural.ts';
import type { Issue } from '../../../shared/form.ts';
import type { Rule } from '../../../shared/modelRule.ts';
import { countOf } from './conditions.ts';
import { isSet, pick, pickTogether } from './paths.ts';
import { has, label, labels } from './ruleContext.ts';
import type { RuleContext } from './ruleContext.ts';
import type { Sum } from './sums.ts';
import { totalOf } from './sums.ts';
import { formatAnd } from '../../../shared/format/listFormat.ts';
import { formatValues } from '../values/sentences.ts';

// Rules about combined values, each as read by `rules.ts`.

export function sum(rule: Sum, context: RuleContext): Issue[] {
  const { used, over } = totalOf(rule, context.values, context.facts);
  if (!over) return [];
  if (rule.count) {
    const entries = Object.entries(rule.count);
    const weights = entries.map(([path, weight]) =>
      weight === 1 ? label(context, path) : l10n.t('{0} (counts as {1} each)', label(context, path), limitText(weight))
    );
    const last = entries.filter(([path]) => isSet(context.values[path])).at(-1);
    const message = l10n.t(
      '{0}: at most {1} in total (now {2}).',
      formatAnd(weights),
      ...[rule.max, used].map(limitText)
    );
    return [{ path: last?.[0] ?? '', message }];
  }
  if (rule.textLength !== undefined) {
    const message = plural(l10n.t('All texts together can have at most {0} characters (now {1}).'), rule.max, used);
    return [{ path: rule.textLength.replace(/\[\].*$/, ''), message }];
  }
  const path = rule.seconds ?? '';
  // The list has the same limit, which is reported already.
  if (Number(context.entry.params[path]?.limits?.['maxTotalDuration']) <= rule.max) return [];
  const shown = Math.round(used * 10) / 10;
  return [
    {
      path,
      message: l10n.t(
        "{0}: total length can't exceed {1} s (now {2} s).",
        label(context, path),
        ...comparedTexts(rule.max, shown)
      )
    }
  ];
}

export function compare([left, sign, right]: NonNullable<Rule['compare']>, context: RuleContext): Issue[] {
  return pickTogether(context.values, [left, right]).flatMap(([a, b]) => {
    const x = Number(a?.value);
    const y = Number(b?.value);
    const holds = sign === '<' ? x < y : sign === '<=' ? x <= y : sign === '>' ? x > y : x >= y;
    if (holds) return [];
    const names = [label(context, left), label(context, right)] as const;
    const message = sign.startsWith('<')
      ? l10n.t('{0} must be before {1}.', ...names)
      : l10n.t('{0} must be after {1}.', ...names);
    return [{ path: a?.path ?? left, message }];
  });
}

export function difference({ of, min, max }: NonNullable<Rule['difference']>, context: RuleContext): Issue[] {
  return pickTogether(context.values, of).flatMap(([a, b]) => {
    // Avoids floating-point noise: 0.3 - 0.1 is slightly less than 0.2.
    const value = Math.round((Number(a?.value) - Number(b?.value)) * 1e6) / 1e6;
    if (value >= (min ?? -Infinity) && value <= (max ?? Infinity)) return [];
    const [name, unit] = measured(label(context, of[0]));
    const names = [name, measured(label(context, of[1]))[0]] as const;
    const withUnit = (figure: number): string => `${limitText(figure)}${unit}`;
    const message =
      min !== undefined && max !== undefined
        ? l10n.t(
            'The range from {1} to {0} must be between {2} and {3} (now {4}).',
            ...names,
            limitText(min),
            withUnit(max),
            withUnit(value)
          )
        : min !== undefined
          ? l10n.t(
              'The range from {1} to {0} must be at least {2} (now {3}).',
              ...names,
              withUnit(min),
              withUnit(value)
            )
          : l10n.t(
              "The range from {1} to {0} can't exceed {2} (now {3}).",
              ...names,
              withUnit(max ?? 0),
              withUnit(value)
            );
    return [{ path: a?.path ?? of[0], message }];
  });
}

/** Splits "Start (seconds)" into its name and the unit for figures. */
function measured(label: string): readonly [name: string, unit: string] {
  const found = /^(.+) \((\w+)\)$/.exec(label);
  return found === null ? [label, ''] : [found[1] ?? label, ` ${found[2] ?? ''}`];
}

export function sameLength(paths: readonly string[], context: RuleContext): Issue[] {
  if (!paths.every(path => has(context, path))) return [];
  const counts = paths.map(path => countOf(context.values[path]));
  if (new Set(counts).size === 1) return [];
  return [{ path: paths[0] ?? '', message: l10n.t('{0} must have the same number of items.', labels(context, paths)) }];
}

export function memberOf(rule: NonNullable<Rule['memberOf']>, context: RuleContext): Issue[] {
  const members = pick(context.values, rule.in).map(found => found.value);
  return pick(context.values, rule.of)
    .filter(found => !members.includes(found.value))
    .map(found => ({
      path: found.path,
      message:
        members.length === 0
          ? l10n.t('{0} must be one of {1}, but none is defined yet.', label(context, rule.of), label(context, rule.in))
          : l10n.t('{0} must be {1}.', label(context, rule.of), formatValues(members.map(String)))
    }));
}

export function unique(path: string, context: RuleContext): Issue[] {
  const seen = new Set<unknown>();
  return pick(context.values, path).flatMap(found => {
    if (!seen.has(found.value)) {
      seen.add(found.value);
      return [];
    }
    return [{ path: found.path, message: l10n.t('{0} must be unique.', label(context, path)) }];
  });
}
