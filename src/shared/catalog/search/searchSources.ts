import type { ModelSummary } from '../../form.ts';
import { taskLabel } from '../../format/taskLabel.ts';
import { FAMILY_WORDS, MODEL_WORDS } from './familyWords.ts';
import { choiceTerms } from './presetOf.ts';
import { taskKeywords } from './taskKeywords.ts';
import { TASK_WORDS } from './taskWords.ts';
import { isHan, joined, listed, tokens } from './tokens.ts';

/** The searched properties. */
export type Findable = Pick<ModelSummary, 'id' | 'name' | 'family' | 'task' | 'output' | 'summary' | 'status'> &
  Partial<Pick<ModelSummary, 'alsoTasks' | 'aliases' | 'choices' | 'english'>>;

/** What a match is worth, by field: name over maker over task over summary. */
export const WEIGHTS = { name: 100, alias: 90, maker: 60, choice: 50, output: 45, task: 40, summary: 10 } as const;
export type Field = keyof typeof WEIGHTS;

/** The terms of a model, a family, a task or an output, and the places of the models that have them. */
export interface Source {
  readonly terms: Partial<Readonly<Record<Field, readonly string[]>>>;
  readonly members: readonly number[];
}

const tasksOf = ({ task, alsoTasks = [] }: Findable): readonly string[] => [task, ...alsoTasks];

const taskPhrases = (task: string): readonly string[] => [
  task,
  taskLabel(task),
  ...taskKeywords(task),
  ...(TASK_WORDS[task] ?? []).flatMap(listed)
];

/** Names of tasks and of what single models do, as single terms. */
export const phrasesOf = (models: readonly Findable[]): ReadonlySet<string> =>
  new Set([
    ...[...new Set(models.flatMap(tasksOf))].flatMap(taskPhrases).map(joined),
    ...models.flatMap(({ id }) => listed(MODEL_WORDS[id] ?? '')).map(joined)
  ]);

/** The terms of all models, with the shared ones only once. */
export function sourcesOf(models: readonly Findable[]): readonly Source[] {
  const places = (has: (model: Findable) => boolean): readonly number[] =>
    models.flatMap((model, place) => (has(model) ? [place] : []));
  const tasks = [...new Set(models.flatMap(tasksOf))];
  const families = [...new Set(models.map(({ family }) => family))];
  const outputs = [...new Set(models.map(({ output }) => output))];
  return [
    ...models.map((model, place) => ({ terms: modelTerms(model), members: [place] })),
    ...families.map(family => ({ terms: familyTerms(family), members: places(model => model.family === family) })),
    ...tasks.map(task => ({
      terms: { task: taskPhrases(task).flatMap(wholeAndWords) },
      members: places(model => tasksOf(model).includes(task))
    })),
    ...outputs.map(output => ({ terms: { output: tokens(output) }, members: places(model => model.output === output) }))
  ];
}

function modelTerms({ id, name, aliases = [], choices = {}, summary, english }: Findable): Source['terms'] {
  return {
    name: [...words(name), joined(name)],
    alias: [...listed(MODEL_WORDS[id] ?? '').flatMap(wholeAndWords), ...[id, ...aliases].flatMap(idTerms)],
    // The first part of an ID is a maker or product: "google/imagen4".
    maker: [id, ...aliases].flatMap(name => (name.includes('/') ? words(name.slice(0, name.indexOf('/'))) : [])),
    choice: choiceTerms(choices, english?.choices),
    summary: [...words(summary), ...(english === undefined ? [] : words(english.summary))]
  };
}

function familyTerms(family: string): Source['terms'] {
  const { names = '', maker = '' } = FAMILY_WORDS[family] ?? {};
  return {
    alias: listed(names).flatMap(wholeAndWords),
    maker: [family, ...listed(maker)].flatMap(wholeAndWords)
  };
}

const idTerms = (id: string): readonly string[] => words(id.slice(id.indexOf('/') + 1));

const wholeAndWords = (text: string): readonly string[] => [joined(text), ...words(text)];

/** Long Chinese runs are also found by every two neighboring characters. */
const words = (text: string): readonly string[] =>
  tokens(text).flatMap(term =>
    isHan(term) && term.length > 4
      ? [term, ...Array.from({ length: term.length - 1 }, (_, i) => term.slice(i, i + 2))]
      : [term]
  );
