import type { Condition, Conditions, Constraint, ModelEntry, Param, Rule } from '../../../src/shared/model.ts';
import { diceOf } from './dice.ts';
import { without } from './repair.ts';
import { filesOf } from './universe.ts';

const rnd = diceOf(20261121);

type Draft = Readonly<Record<string, unknown>>;
export type Draw = (name: string, param: Param) => unknown;

/** One thing that a rule says: drafts that should break it, and such that should keep it while it counts. */
export interface Part {
  readonly what: string;
  /** Makes a draft that should break it; the named parameters must stay as they are. */
  readonly breaking?: () => readonly [Draft, readonly string[]];
  readonly keeping: () => readonly [Draft, readonly string[]];
  /** What must be seen besides with a draft that keeps it. */
  readonly then?: {
    readonly ignored?: string;
    readonly filled?: string;
    readonly default?: readonly [string, unknown];
  };
  readonly advice?: string;
}

/** All that one rule says, each by itself. */
export function partsOf(entry: ModelEntry, rule: Rule, draw: Draw): Part[] {
  const { params } = entry;
  const drawn = (name: string): unknown => draw(name, params[name] ?? {});
  const set = (...names: readonly string[]): Draft => Object.fromEntries(names.map(name => [name, drawn(name)]));
  const top = (path: string): string => path.replace(/[[.].*$/, '');
  const when = (): Draft => conditions(entry, rule, drawn);
  const whenNames = Object.keys(rule.when ?? {});
  if (rule.advice !== undefined) {
    return [{ what: 'advice', advice: rule.advice, keeping: () => [when(), whenNames] }];
  }
  if (rule.then) {
    return Object.entries(rule.then).flatMap(([name, constraint]) =>
      constraintParts(entry, name, constraint, drawn).map(({ value, kept, ...part }): Part => {
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
  if (rule.sum) return [sumPart(entry, rule.sum, drawn)];
  const { compare, difference, memberOf } = rule;
  const names = [
    ...new Set(
      [
        ...(rule.sameLength ?? difference?.of ?? []),
        ...[compare?.[0], compare?.[2], memberOf?.of, memberOf?.in, rule.unique].filter(path => path !== undefined)
      ].map(top)
    )
  ];
  if (rule.unique !== undefined) return [uniquePart(rule.unique, drawn)];
  const sides = difference ? (['min', 'max'] as const).filter(side => difference[side] !== undefined) : ['any'];
  return sides.map(what => ({
    what,
    breaking: () => [set(...names), names],
    keeping: () => [memberOf ? matching(memberOf, set(...names)) : set(...names), names]
  }));
}

/** The same draft with values of the one list that the other one holds. */
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

/** Values under which the conditions hold; what must be unset is left out. */
export function conditions(
  entry: ModelEntry,
  rule: { readonly when?: Conditions },
  drawn: (name: string) => unknown
): Draft {
  const given = Object.entries(rule.when ?? {}).map(([name, condition]) => [
    name,
    meeting(entry, name, condition, drawn)
  ]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Draft;
}

function meeting(entry: ModelEntry, name: string, condition: Condition, drawn: (name: string) => unknown): unknown {
  if (typeof condition !== 'object') return condition;
  if (Array.isArray(condition)) return condition[Math.floor(rnd() * condition.length)] as unknown;
  const tries = Array.from({ length: 20 }, () => drawn(name));
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

interface ConstraintPart {
  readonly what: string;
  readonly value?: () => unknown;
  readonly kept?: () => unknown;
  readonly then?: NonNullable<Part['then']>;
}

function constraintParts(
  entry: ModelEntry,
  name: string,
  constraint: Constraint,
  drawn: (name: string) => unknown
): ConstraintPart[] {
  const param = entry.params[name] ?? {};
  const some = (fits: (value: unknown) => boolean): unknown =>
    Array.from({ length: 40 }, () => drawn(name)).find(value => fits(value));
  const items = (count: number): unknown => {
    const pool = Array.from({ length: 30 }, () => drawn(name)).flatMap(value =>
      Array.isArray(value) ? (value as unknown[]) : []
    );
    return pool.slice(0, count);
  };
  const found: ConstraintPart[] = [];
  const add = (word: string, part: Omit<ConstraintPart, 'what'>): void => {
    found.push({ what: `${name} ${word}`, ...part });
  };
  const own = constraint.default ?? param.default;
  if (constraint.required) {
    if (own === undefined || param.omitByDefault) add('required', { value: () => undefined, kept: () => drawn(name) });
    else add('required', { kept: () => undefined, then: { filled: name } });
  }
  if (constraint.default !== undefined) {
    add('default', { kept: () => undefined, then: { default: [name, constraint.default] } });
  }
  if (constraint.forbidden) add('forbidden', { value: () => drawn(name), kept: () => undefined });
  if (constraint.ignored) add('ignored', { kept: () => drawn(name), then: { ignored: name } });
  const only = constraint.enum;
  if (only) {
    add('enum', {
      value: () => some(value => !only.includes(value as string)),
      kept: () => only[Math.floor(rnd() * only.length)]
    });
  }
  for (const value of constraint.notEnum ?? []) {
    add(`not ${String(value)}`, {
      value: () => value,
      kept: () => some(other => !constraint.notEnum?.includes(other as string))
    });
  }
  const step = param.multipleOf ?? param.step ?? (param.type === 'integer' ? 1 : 0.5);
  const { minimum, maximum, minItems, maxItems, minLength, maxLength, seconds } = constraint;
  // A bound that is no tighter than the parameter's own (an empty list or text counts as not given) never breaks alone.
  const bound = (
    word: string,
    limit: number | undefined,
    tight: boolean,
    value: () => unknown,
    kept: () => unknown
  ): void => {
    if (limit !== undefined) add(word, { ...(tight && { value }), kept });
  };
  const low = (own: number | undefined, limit = 0): boolean => limit > (own ?? -Infinity);
  const high = (own: number | undefined, limit = 0): boolean => limit < (own ?? Infinity);
  const text =
    (unit: string, count = 0) =>
    (): string =>
      unit.repeat(Math.max(0, count));
  bound(
    'minimum',
    minimum,
    low(param.minimum, minimum),
    () => (minimum ?? 0) - step,
    () => minimum
  );
  bound(
    'maximum',
    maximum,
    high(param.maximum, maximum),
    () => (maximum ?? 0) + step,
    () => maximum
  );
  bound(
    'minItems',
    minItems,
    low(param.minItems ?? 1, minItems),
    () => items((minItems ?? 0) - 1),
    () => items(minItems ?? 0)
  );
  bound(
    'maxItems',
    maxItems,
    high(param.maxItems, maxItems),
    () => items((maxItems ?? 0) + 1),
    () => items(maxItems ?? 0)
  );
  bound(
    'minLength',
    minLength,
    low(param.minLength ?? 1, minLength),
    text('x', (minLength ?? 0) - 1),
    text('x', minLength)
  );
  bound(
    'maxLength',
    maxLength,
    high(param.maxLength, maxLength),
    text('x', (maxLength ?? 0) + 1),
    text('👍', maxLength)
  );
  if (seconds) {
    const files = filesOf(param.media ?? param.items?.media ?? 'video');
    const wrap = (file: unknown): unknown => (param.type === 'array' ? [file] : file);
    add('seconds', { value: () => wrap(files[Math.floor(rnd() * files.length)]), kept: () => wrap(files[0]) });
  }
  return found;
}

function sumPart(entry: ModelEntry, sum: NonNullable<Rule['sum']>, drawn: (name: string) => unknown): Part {
  const names = Object.keys(sum.count ?? { [(sum.textLength ?? sum.seconds ?? '').replace(/[[.].*$/, '')]: 1 });
  const fill = (name: string): unknown => {
    const param = entry.params[name];
    if (param?.type !== 'array') return drawn(name);
    const pool = Array.from({ length: 40 }, () => drawn(name)).flatMap(value => value as unknown[]);
    if (sum.seconds !== undefined) {
      const file = filesOf(param.media ?? 'video')[Math.floor(rnd() * filesOf(param.media ?? 'video').length)];
      return Array.from({ length: param.maxItems ?? 3 }, () => file);
    }
    if (rnd() < 0.5) return pool.slice(0, param.maxItems ?? sum.max + 1);
    return pool.slice(0, 1 + Math.floor(rnd() * Math.min(param.maxItems ?? sum.max + 1, sum.max + 1)));
  };
  const long = (): Draft => {
    const list = [drawn(names[0] ?? ''), drawn(names[0] ?? '')].flat() as Record<string, unknown>[];
    const key = sum.textLength?.split('.').at(-1) ?? '';
    return {
      [names[0] ?? '']: list.map(item => ({ ...item, [key]: 'x'.repeat(Math.ceil((sum.max + 1) / list.length)) }))
    };
  };
  // Where the list has the same limit itself, it speaks.
  const own = Number(entry.params[sum.seconds ?? '']?.limits?.['maxTotalDuration']) <= sum.max;
  if (own) return { what: 'sum', keeping: () => [Object.fromEntries(names.map(name => [name, drawn(name)])), []] };
  return {
    what: 'sum',
    breaking: () => [
      sum.textLength === undefined ? Object.fromEntries(names.map(name => [name, fill(name)])) : long(),
      names
    ],
    keeping: () => [Object.fromEntries(names.slice(0, 1).map(name => [name, drawn(name)])), []]
  };
}

function uniquePart(path: string, drawn: (name: string) => unknown): Part {
  const [name = '', key = ''] = path.split('[].');
  const items = (): Record<string, unknown>[] =>
    Array.from({ length: 9 }, () => drawn(name)).flatMap(value => value as Record<string, unknown>[]);
  const first = (count: number): Record<string, unknown>[] =>
    items()
      .filter(item => item[key] !== undefined)
      .slice(0, count);
  return {
    what: path,
    breaking: () => {
      const [one, other] = first(2);
      return [{ [name]: [one, { ...other, [key]: one?.[key] }] }, [name]];
    },
    keeping: () => [{ [name]: first(2) }, []]
  };
}
