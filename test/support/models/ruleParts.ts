import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import type { Condition, Conditions, Rule } from '../../../src/shared/modelRule.ts';
import { constraintParts } from './constraintParts.ts';
import { seededRandom } from './seededRandom.ts';
import { sumPart, uniquePart } from './sumParts.ts';
import { without } from './makeValid.ts';

const rnd = seededRandom(20261121);

type Draft = Readonly<Record<string, unknown>>;
export type ValueFor = (name: string, param: Param) => unknown;

/** One assertion of a rule: drafts that should break it, and drafts that should satisfy it while it applies. */
export interface Part {
  readonly what: string;
  /** Returns a draft that should break the rule, and the names of the parameters that must not change. */
  readonly breaking?: () => readonly [Draft, readonly string[]];
  readonly keeping: () => readonly [Draft, readonly string[]];
  /** Further expectations for a draft that satisfies the rule. */
  readonly then?: {
    readonly ignored?: string;
    readonly filled?: string;
    readonly default?: readonly [string, unknown];
  };
  readonly advice?: string;
}

/** Splits a rule into its assertions, one part each. */
export function ruleParts(entry: ModelEntry, rule: Rule, valueFor: ValueFor): Part[] {
  const { params } = entry;
  const valueOf = (name: string): unknown => valueFor(name, params[name] ?? {});
  const set = (...names: readonly string[]): Draft => Object.fromEntries(names.map(name => [name, valueOf(name)]));
  const top = (path: string): string => path.replace(/[[.].*$/, '');
  const when = (): Draft => valuesMeeting(entry, rule, valueOf);
  const whenNames = Object.keys(rule.when ?? {});
  if (rule.advice !== undefined) {
    // The numbers of one item are not the total.
    const items = rule.limits?.sum === undefined ? [] : [top(rule.limits.sum.of)];
    return [
      {
        what: 'advice',
        advice: rule.note ?? rule.advice,
        keeping: () => [{ ...when(), ...set(...items) }, [...whenNames, ...items]]
      }
    ];
  }
  if (rule.then) {
    return Object.entries(rule.then).flatMap(([name, constraint]) =>
      constraintParts(entry, name, constraint, valueOf).map(({ value, kept, ...part }): Part => {
        const locked = [...whenNames, name];
        return {
          ...part,
          ...(value && { breaking: () => [merged(when(), name, value(), whenNames), locked] }),
          keeping: () => (kept ? [merged(when(), name, kept(), whenNames), locked] : [when(), whenNames])
        };
      })
    );
  }
  const choice = rule.exactlyOne ?? rule.atLeastOne;
  if (choice) {
    const alone = choice.map((name): Part => ({ what: `${name} alone`, keeping: () => [set(name), [name]] }));
    const none: Part = { what: 'none', breaking: () => [{}, choice], keeping: () => [set(choice[0] ?? ''), []] };
    const both: Part = {
      what: 'two',
      breaking: () => [set(...choice), choice],
      keeping: () => [set(choice[1] ?? ''), []]
    };
    return [none, ...(rule.exactlyOne ? [both] : []), ...alone];
  }
  if (rule.atMostOneGroup) {
    const groups = rule.atMostOneGroup;
    return groups.flatMap((group, i) =>
      groups.slice(i + 1).flatMap(other =>
        group.flatMap(a =>
          other.map((b): Part => ({
            what: `${a} with ${b}`,
            breaking: () => [set(a, b), [a, b]],
            keeping: () => [set(rnd() < 0.5 ? a : b), []]
          }))
        )
      )
    );
  }
  if (rule.requires) {
    return Object.entries(rule.requires).flatMap(([name, needs]) =>
      needs.map((need): Part => ({
        what: `${name} without ${need}`,
        breaking: () => [set(name), [name, need]],
        keeping: () => [set(name, need), [name, need]]
      }))
    );
  }
  if (rule.sum) return [sumPart(entry, rule.sum, valueOf)];
  const { compare, difference, memberOf } = rule;
  const names = [
    ...new Set(
      [
        ...(rule.sameLength ?? difference?.of ?? []),
        ...[compare?.[0], compare?.[2], memberOf?.of, memberOf?.in, rule.unique].filter(path => path !== undefined)
      ].map(top)
    )
  ];
  if (rule.unique !== undefined) return [uniquePart(rule.unique, valueOf)];
  const sides = difference ? (['min', 'max'] as const).filter(side => difference[side] !== undefined) : ['any'];
  return sides.map(what => ({
    what,
    breaking: () => [set(...names), names],
    keeping: () => [memberOf ? matching(memberOf, set(...names)) : set(...names), names]
  }));
}

/** Returns the draft with the values of one list taken from the other list. */
function matching({ of, in: members }: NonNullable<Rule['memberOf']>, draft: Draft): Draft {
  const [list = '', key = ''] = of.split('[].');
  const [others = '', otherKey = ''] = members.split('[].');
  const known = (draft[others] as Record<string, unknown>[]).map(item => item[otherKey]);
  return { ...draft, [list]: (draft[list] as object[]).map(item => ({ ...item, [key]: known[0] })) };
}

const merged = (draft: Draft, name: string, value: unknown, whenNames: readonly string[]): Draft => {
  if (value === undefined) return whenNames.includes(name) ? draft : without(draft, name);
  return { ...draft, [name]: value };
};

/** Returns values that satisfy the conditions; parameters that must be unset are omitted. */
export function valuesMeeting(
  entry: ModelEntry,
  rule: { readonly when?: Conditions },
  valueOf: (name: string) => unknown
): Draft {
  const given = Object.entries(rule.when ?? {}).map(([name, condition]) => [
    name,
    valueMeeting(entry, name, condition, valueOf)
  ]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Draft;
}

function valueMeeting(
  entry: ModelEntry,
  name: string,
  condition: Condition,
  valueOf: (name: string) => unknown
): unknown {
  if (typeof condition !== 'object') return condition;
  if (Array.isArray(condition)) return condition[Math.floor(rnd() * condition.length)] as unknown;
  const tries = Array.from({ length: 20 }, () => valueOf(name));
  if ('set' in condition) return condition.set ? tries[0] : undefined;
  if ('not' in condition) return tries.find(value => !condition.not.includes(value as string));
  const { min = 0, max = Infinity } =
    'count' in condition ? condition.count : (condition as { min?: number; max?: number });
  if ('count' in condition) {
    const one = entry.params[name]?.type === 'array' ? undefined : tries[0];
    if (max === 0) return undefined;
    return one ?? tries.find(value => Array.isArray(value) && value.length >= min && value.length <= max);
  }
  return tries.find(value => Number(value) >= min && Number(value) <= max) ?? min;
}
