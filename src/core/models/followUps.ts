import { pathToFileURL } from 'node:url';
import type { Draft } from '../../shared/form.ts';
import type { FollowUpSource, ModelEntry, ParamType } from '../../shared/model.ts';
import { INCOMPLETE } from '../../shared/task.ts';
import type { Task, TaskResult } from '../../shared/task.ts';
import { allHold } from './rules/conditions.ts';
import { isSet } from './rules/paths.ts';
import { plainDefaults } from './rules/resolve.ts';

/** A follow-up action that the documentation allows on a finished task. */
export interface FollowUp {
  readonly model: string;
  /** The name of the entry. */
  readonly label: string;
  /** The draft with the values that the task provides. The user may have to add others. */
  readonly input: Draft;
  /** The result it continues from; absent when it continues from the whole task. */
  readonly resultIndex?: number;
}

/** The follow-ups of a task that KIE finished with results, in table order, by `from` of the entries. */
export function followUps(entries: readonly ModelEntry[], task: Task): readonly FollowUp[] {
  const source = entries.find(entry => entry.id === task.model);
  const ended = task.state === 'done' || task.state === 'uncollected';
  if (source === undefined || !ended || task.results.length === 0) return [];
  const context = { set: task.input, defaults: plainDefaults(source) };
  return entries.flatMap(entry =>
    (entry.from ?? [])
      .filter(from => from.of.includes(task.model) && allHold(from.when, context))
      .flatMap(from => offersOf(entry, from, task))
  );
}

function offersOf(entry: ModelEntry, from: FollowUpSource, task: Task): readonly FollowUp[] {
  const about = { model: entry.id, label: entry.name };
  if (from.each === undefined) {
    const input = fill(entry, from, task, undefined);
    return input === undefined ? [] : [{ ...about, input }];
  }
  const pieces = task.results.filter(result => result.kind === from.each);
  return pieces.flatMap(result => {
    const input = fill(entry, from, task, result);
    return input === undefined ? [] : [{ ...about, input, resultIndex: result.index }];
  });
}

/** Undefined when a source value is missing. For tasks created elsewhere the user adds the unknown values. */
function fill(entry: ModelEntry, from: FollowUpSource, task: Task, result: TaskResult | undefined): Draft | undefined {
  const input: Record<string, unknown> = { ...from.set };
  for (const [name, source] of Object.entries(from.fill)) {
    const value = valueOf(source, task, result);
    if (isSet(value)) input[name] = fitted(entry.params[name]?.type, value);
    else if (source.startsWith('result.') || source === 'taskId') return undefined;
  }
  return input;
}

const fitted = (type: ParamType | undefined, value: unknown): unknown =>
  type === 'string' ? String(value) : type === 'array' && !Array.isArray(value) ? [value] : value;

function valueOf(source: string, task: Task, result: TaskResult | undefined): unknown {
  const [what = '', name = ''] = source.split('.');
  if (what === 'taskId') return task.taskId;
  if (what === 'input') return task.input[name];
  switch (name) {
    case 'ref':
      return result?.ref;
    case 'url':
      // The URL expires within a day; the file stays.
      return result?.path === undefined ? result?.url : pathToFileURL(result.path).href;
    case 'title':
      return result?.title;
    case 'place':
      return result === undefined ? undefined : placeOf(task, result);
    default:
      return undefined;
  }
}

/** The index among the main results, from 0. Undefined for additional results, and when some results are missing. */
function placeOf(task: Task, result: TaskResult): number | undefined {
  if (task.error?.code === INCOMPLETE) return undefined;
  const main = task.results.filter(other => other.role === undefined);
  const place = main.findIndex(other => other.index === result.index);
  return place < 0 ? undefined : place;
}
