import type { Draft } from './form.ts';
import type { ModelEntry } from './model.ts';

/** Values that only a finished task provides: its ID, the ID of a result, the index of a result. */
const IDS: readonly unknown[] = ['taskId', 'result.ref'];
const OF_THE_TASK: readonly unknown[] = [...IDS, 'result.place'];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The `from` sources that fill this parameter with an ID. */
const sourcesOf = ({ from = [] }: Pick<ModelEntry, 'from'>, name: string) =>
  from.filter(({ fill }) => IDS.includes(fill[name]));

/** The models whose finished tasks provide an ID for this parameter. */
export const earlierModels = (entry: Pick<ModelEntry, 'from'>, name: string): readonly string[] => [
  ...new Set(sourcesOf(entry, name).flatMap(({ of }) => of))
];

/**
 * Fills in the values of an earlier task. Values of another task are replaced, lists are extended, and texts such as a
 * title keep the user's input.
 */
export function withEarlier(
  entry: Pick<ModelEntry, 'from' | 'params'>,
  name: string,
  draft: Draft,
  given: Draft
): Draft {
  const sources = sourcesOf(entry, name);
  const isList = (key: string): boolean => entry.params[key]?.type === 'array';
  const replaced = sources.flatMap(({ fill, set = {} }) => [
    ...Object.keys(fill).filter(key => OF_THE_TASK.includes(fill[key]) && !isList(key)),
    ...Object.keys(set)
  ]);
  const next: Record<string, unknown> = { ...draft };
  for (const key of replaced) Reflect.deleteProperty(next, key);
  for (const [key, value] of Object.entries(given)) {
    const isTitle = sources.some(({ fill }) => fill[key] === 'result.title');
    const before = next[key];
    if (isList(key)) next[key] = [...new Set([...listOf(before), ...listOf(value)])];
    else if (!isTitle || before === undefined) next[key] = value;
  }
  return next;
}
