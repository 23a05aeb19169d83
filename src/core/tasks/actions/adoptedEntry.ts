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
  const candidates = entries.filter(entry => service.operations.includes(entry.operation));
  const only = candidates.length === 1 ? candidates[0] : undefined;
  if (record?.operation !== undefined) return candidates.find(entry => entry.operation === record.operation);
  const { param } = record ?? {};
  if (only !== undefined || typeof param !== 'object' || param === null) return only;
  const names = Object.keys(param);
  const unknownFields = (entry: ModelEntry): number =>
    names.filter(name => paramNamed(entry, name) === undefined).length;
  const complete = candidates.filter(entry => hasRequired(entry, names));
  const mostRequired = Math.max(...complete.map(requiredCount));
  const closest = complete.filter(entry => requiredCount(entry) === mostRequired);
  const fewestUnknown = Math.min(...closest.map(unknownFields));
  // Records contain undocumented fields: prefer the entry that requires most of them, then the one that knows most.
  const matching = closest.filter(entry => unknownFields(entry) === fewestUnknown);
  return matching.length === 1 ? matching[0] : undefined;
}

/**
 * Returns the input in a record, limited to the parameters of the entry: KIE adds its own fields (Kling:
 * `generate_type`, Runway: `expandPrompt`) and empty lists, and the callback URL belongs to the creator of the task.
 */
export function knownInput(entry: ModelEntry | undefined, recorded: Draft): Draft {
  const known: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(recorded)) {
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

const hasRequired = (entry: ModelEntry, names: readonly string[]): boolean => {
  const given = names.map(name => paramNamed(entry, name));
  return Object.entries(entry.params).every(
    ([name, { required }]) => required !== true || given.includes(name) || CALLBACK.test(name)
  );
};

const requiredCount = ({ params }: ModelEntry): number =>
  Object.entries(params).filter(([name, { required }]) => required === true && !CALLBACK.test(name)).length;
