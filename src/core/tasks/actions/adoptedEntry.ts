import type { Draft } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { TaskRecord } from '../../kie/taskRecord.ts';
import type { Service } from '../../kie/services/service.ts';

/**
 * Finds the model entry of a legacy service's task by its record: by the operation in the record, by being the only
 * entry, or by the parameters in the record. Undefined if none matches.
 */
export function entryOfRecord(
  entries: readonly ModelEntry[],
  service: Service,
  record: TaskRecord | undefined
): ModelEntry | undefined {
  const made = entries.filter(entry => service.operations.includes(entry.operation));
  const only = made.length === 1 ? made[0] : undefined;
  if (record?.operation !== undefined) return made.find(entry => entry.operation === record.operation);
  const { param } = record ?? {};
  if (only !== undefined || typeof param !== 'object' || param === null) return only;
  const names = Object.keys(param);
  const strange = (entry: ModelEntry): number => names.filter(name => paramNamed(entry, name) === undefined).length;
  const able = made.filter(entry => hasNeeded(entry, names));
  const most = Math.max(...able.map(needed));
  const closest = able.filter(entry => needed(entry) === most);
  const least = Math.min(...closest.map(strange));
  // Records contain undocumented fields: prefer the entry that requires most of them, then the one that knows most.
  const fitting = closest.filter(entry => strange(entry) === least);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/**
 * Returns the input in a record, limited to the parameters of the entry: KIE adds its own fields (Kling:
 * `generate_type`, Runway: `expandPrompt`) and empty lists, and the callback URL belongs to the creator of the task.
 */
export function knownInput(entry: ModelEntry | undefined, asked: Draft): Draft {
  const known: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(asked)) {
    const param = entry === undefined ? name : paramNamed(entry, name);
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    if (param !== undefined && !isEmpty && !CALLBACK.test(name)) known[param] = value;
  }
  return known;
}

const CALLBACK = /^call?backurl$/i;

/** Finds the parameter of a record's field: some services return `aspect_ratio` as `aspectRatio` (recorded for Veo). */
function paramNamed({ params }: ModelEntry, name: string): string | undefined {
  if (Object.hasOwn(params, name)) return name;
  const plain = plainName(name);
  return Object.keys(params).find(param => plainName(param) === plain);
}

const plainName = (name: string): string => name.replaceAll('_', '').toLowerCase();

const hasNeeded = (entry: ModelEntry, names: readonly string[]): boolean => {
  const given = names.map(name => paramNamed(entry, name));
  return Object.entries(entry.params).every(
    ([name, { required }]) => required !== true || given.includes(name) || CALLBACK.test(name)
  );
};

const needed = ({ params }: ModelEntry): number =>
  Object.entries(params).filter(([name, { required }]) => required === true && !CALLBACK.test(name)).length;
