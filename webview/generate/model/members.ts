import type { Draft } from '../../../src/shared/form.ts';
import { membersOf } from '../../../src/shared/modelRule.ts';
import type { Rule } from '../../../src/shared/modelRule.ts';

/**
 * The values that a rule or an advice names for a field: values of another field of the draft, such as the ids of speakers
 * for a line. Empty without such a rule, and while there are no such values.
 */
export function membersFor(rules: readonly Rule[], draft: Draft, path: string): readonly string[] {
  const anyIndex = path.replace(/\[\d+\]/g, '[]');
  const from = rules.map(membersOf).find(members => members?.of === anyIndex)?.in;
  if (from === undefined) return [];
  const texts = valuesAt(draft, from.split('.')).filter(value => typeof value === 'string' && value !== '');
  return [...new Set(texts as readonly string[])];
}

/** All values at a path such as `speakers[].speaker_id`. */
function valuesAt(root: unknown, steps: readonly string[]): readonly unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [root];
  const holder = typeof root === 'object' && root !== null ? (root as Readonly<Record<string, unknown>>) : {};
  const value = holder[step.replace('[]', '')];
  const list: readonly unknown[] = step.endsWith('[]')
    ? Array.isArray(value)
      ? (value as readonly unknown[])
      : []
    : [value];
  return list.flatMap(item => valuesAt(item, rest));
}
