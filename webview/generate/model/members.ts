import type { Draft } from '../../../src/shared/form.ts';
import type { Rule } from '../../../src/shared/model.ts';

/**
 * The values that a rule `memberOf` allows here, as they stand elsewhere in the draft (the ids of speakers for a line);
 * empty where no rule speaks of the field, and while there are none to choose from.
 */
export function membersFor(rules: readonly Rule[], draft: Draft, path: string): readonly string[] {
  const anyIndex = path.replace(/\[\d+\]/g, '[]');
  const from = rules.find(({ memberOf }) => memberOf?.of === anyIndex)?.memberOf?.in;
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
