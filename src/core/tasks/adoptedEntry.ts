import type { ModelEntry } from '../../shared/model.ts';
import type { TaskRecord } from '../kie/clientTypes.ts';
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
  const fitting = made.filter(entry => fits(entry, Object.keys(param)));
  return fitting.length === 1 ? fitting[0] : undefined;
}

const fits = ({ params }: ModelEntry, names: readonly string[]): boolean =>
  names.every(name => Object.hasOwn(params, name)) &&
  Object.entries(params).every(
    ([name, { required }]) => required !== true || names.includes(name) || /^call?backurl$/i.test(name)
  );
