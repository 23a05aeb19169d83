import type { Draft } from './form.ts';
import type { ModelEntry } from './model.ts';

/** What only a finished task can tell: its id, that of one of its pieces, the place of one. */
const IDS: readonly unknown[] = ['taskId', 'result.ref'];
const OF_THE_TASK: readonly unknown[] = [...IDS, 'result.place'];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The ways of `from` that fill this parameter with an id. */
const sourcesOf = ({ from = [] }: Pick<ModelEntry, 'from'>, name: string) =>
  from.filter(({ fill }) => IDS.includes(fill[name]));

/** The models whose finished tasks have an id for this parameter; none where no task has. */
export const earlierModels = (entry: Pick<ModelEntry, 'from'>, name: string): readonly string[] => [
  ...new Set(sourcesOf(entry, name).flatMap(({ of }) => of))
];

/**
 * The draft with what an earlier task gives. What another task gave goes; a list gets one more; words such as a title
 * stay as the person wrote them.
 */
export function withEarlier(
  entry: Pick<ModelEntry, 'from' | 'params'>,
  name: string,
  draft: Draft,
  given: Draft
): Draft {
  const sources = sourcesOf(entry, name);
  const isList = (key: string): boolean => entry.params[key]?.type === 'array';
  const former = sources.flatMap(({ fill, set = {} }) => [
    ...Object.keys(fill).filter(key => OF_THE_TASK.includes(fill[key]) && !isList(key)),
    ...Object.keys(set)
  ]);
  const next: Record<string, unknown> = { ...draft };
  for (const key of former) Reflect.deleteProperty(next, key);
  for (const [key, value] of Object.entries(given)) {
    const words = sources.some(({ fill }) => fill[key] === 'result.title');
    const before = next[key];
    if (isList(key)) next[key] = [...new Set([...listOf(before), ...listOf(value)])];
    else if (!words || before === undefined) next[key] = value;
  }
  return next;
}
