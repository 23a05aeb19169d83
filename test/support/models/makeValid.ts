import { evaluate } from '../../../src/core/models/evaluate.ts';
import type { Evaluation } from '../../../src/shared/form.ts';
import type { ModelEntry } from '../../../src/shared/model.ts';
import type { Rule } from '../../../src/shared/modelRule.ts';
import type { RandomValues } from './randomValues.ts';
import { factsOf } from './testFiles.ts';

type Draft = Readonly<Record<string, unknown>>;
const MAX_ROUNDS = 10;

export interface ValidDraft {
  readonly draft: Draft;
  readonly evaluation: Evaluation;
}

/**
 * Makes a draft valid by replacing, adding and removing parameters that are not `locked`, in a limited number of rounds.
 * `random` supplies the values and chooses among several changes.
 */
export function makeValid(
  entry: ModelEntry,
  start: Draft,
  random: RandomValues,
  locked: readonly string[] = []
): ValidDraft {
  let draft = start;
  let evaluation = evaluate(entry, draft, factsOf);
  for (let round = 0; round < MAX_ROUNDS && evaluation.issues.length > 0; round++) {
    for (const { path } of evaluation.issues) {
      draft = change(entry, draft, path.replace(/[.[].*$/, ''), { random, locked });
    }
    evaluation = evaluate(entry, draft, factsOf);
  }
  return { draft, evaluation };
}

function change(
  entry: ModelEntry,
  draft: Draft,
  name: string,
  { random, locked }: { readonly random: RandomValues; readonly locked: readonly string[] }
): Draft {
  const others = entry.rules.flatMap(rule => {
    const names = namesIn(rule);
    return names.includes(name) ? names : [];
  });
  const free = [...new Set([name, name, name, ...others])].filter(one => !locked.includes(one) && one in entry.params);
  const target =
    !locked.includes(name) && random.pickIndex(3) > 0 ? name : free[random.pickIndex(Math.max(1, free.length))];
  const param = target === undefined ? undefined : entry.params[target];
  if (target === undefined || !param) {
    if (locked.includes(name)) return draft;
    return without(draft, name);
  }
  const mayDrop = draft[target] !== undefined && (param.required !== true || param.default !== undefined);
  return mayDrop && random.pickIndex(2) === 0
    ? without(draft, target)
    : { ...draft, [target]: random.valueFor(target, param) };
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
    ...[
      sum?.textLength,
      sum?.seconds,
      compare?.[0],
      compare?.[2],
      rule.unique,
      memberOf?.of,
      memberOf?.in,
      rule.limits?.sum?.of,
      rule.limits?.sum?.is
    ],
    ...(difference?.of ?? [])
  ];
  return [...new Set(paths.flatMap(path => (path === undefined ? [] : [path.replace(/[[.].*$/, '')])))];
}
