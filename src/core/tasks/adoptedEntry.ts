import type { Draft } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import type { TaskRecord } from '../kie/taskRecord.ts';
import type { Service } from '../kie/services/service.ts';

/**
 * Which entry made a task of a former service that only its record tells of; undefined when it cannot be told. By the
 * operation that the record names, by there being only one, or by the parameters that it repeats.
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
  const strange = (entry: ModelEntry): number => names.filter(name => !Object.hasOwn(entry.params, name)).length;
  const able = made.filter(entry => hasNeeded(entry, names));
  const least = Math.min(...able.map(strange));
  // A record may repeat more than is documented, so what leaves the fewest names over is meant.
  const fitting = able.filter(entry => strange(entry) === least);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/**
 * What a record repeats of a request, as far as it has a place in the entry: a record may tell more (Runway: expandPrompt),
 * and a callback of elsewhere is nobody's here.
 */
export function knownInput(entry: ModelEntry | undefined, asked: Draft): Draft {
  const here = (name: string): boolean => entry === undefined || Object.hasOwn(entry.params, name);
  return Object.fromEntries(Object.entries(asked).filter(([name]) => here(name) && !CALLBACK.test(name)));
}

const CALLBACK = /^call?backurl$/i;

const hasNeeded = ({ params }: ModelEntry, names: readonly string[]): boolean =>
  Object.entries(params).every(
    ([name, { required }]) => required !== true || names.includes(name) || CALLBACK.test(name)
  );
