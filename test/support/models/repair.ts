import { evaluate } from '../../../src/core/models/evaluate.ts';
import type { Evaluation } from '../../../src/shared/form.ts';
import type { ModelEntry, Param } from '../../../src/shared/model.ts';
import type { Rule } from '../../../src/shared/modelRule.ts';
import { factsOf } from './universe.ts';

type Draft = Readonly<Record<string, unknown>>;
/** Returns another value for a parameter. */
export type Draw = (name: string, param: Param) => unknown;

export interface Repaired {
  readonly draft: Draft;
  readonly evaluation: Evaluation;
}

/**
 * Makes a draft valid by replacing, adding and removing parameters that are not `locked`, in at most `rounds` rounds.
 * `choose` picks among several repairs, so a different sequence of choices gives a different repair.
 */
export function repair(
  entry: ModelEntry,
  start: Draft,
  draw: Draw,
  choose: (count: number) => number,
  locked: readonly string[] = [],
  rounds = 10
): Repaired {
  let draft = start;
  let evaluation = evaluate(entry, draft, factsOf);
  for (let round = 0; round < rounds && evaluation.issues.length > 0; round++) {
    for (const { path } of evaluation.issues) {
      draft = change(entry, draft, path.replace(/[.[].*$/, ''), draw, choose, locked);
    }
    evaluation = evaluate(entry, draft, factsOf);
  }
  return { draft, evaluation };
}

function change(
  entry: ModelEntry,
  draft: Draft,
  name: string,
  draw: Draw,
  choose: (count: number) => number,
  locked: readonly string[]
): Draft {
  const others = entry.rules.flatMap(rule => {
    const names = namesIn(rule);
    return names.includes(name) ? names : [];
  });
  const free = [...new Set([name, name, name, ...others])].filter(one => !locked.includes(one) && one in entry.params);
  const target = !locked.includes(name) && choose(3) > 0 ? name : free[choose(Math.max(1, free.length))];
  const param = target === undefined ? undefined : entry.params[target];
  if (target === undefined || !param) {
    if (locked.includes(name)) return draft;
    return without(draft, name);
  }
  const mayDrop = draft[target] !== undefined && (param.required !== true || param.default !== undefined);
  return mayDrop && choose(2) === 0 ? without(draft, target) : { ...draft, [target]: draw(target, param) };
}

export const without = (draft: Draft, name: string): Draft =>
  Object.fromEntries(Object.entries(draft).filter(([key]) => key !== name));

/** Returns the top-level parameters that a rule refers to. */
export function namesIn(rule: Rule): readonly string[] {
  const { sum, compare, difference, memberOf } = rule;
  const paths = [
    ...Object.keys(rule.when ?? {}),
    ...Object.keys(rule.then ?? {}),
    ...(rule.exactlyOne ?? rule.atLeastOne ?? rule.atMostOneGroup?.flat() ?? rule.sameLength ?? []),
    ...Object.entries(rule.requires ?? {}).flatMap(([name, needs]) => [name, ...needs]),
    ...Object.keys(sum?.count ?? {}),
    ...[sum?.textLength, sum?.seconds, compare?.[0], compare?.[2], rule.unique, memberOf?.of, memberOf?.in],
    ...(difference?.of ?? [])
  ];
  return [...new Set(paths.flatMap(path => (path === undefined ? [] : [path.replace(/[[.].*$/, '')])))];
}
