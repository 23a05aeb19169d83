import { compact } from '../../../shared/compact.ts';
import type { Output } from '../../../shared/model.ts';
import type { Started, TaskRecord } from '../taskRecord.ts';
import { isTaskId } from '../possibleIds.ts';
import type { LegacyServiceDescriptor } from './descriptor.ts';
import { readState } from './readState.ts';
import type { Service, ServiceCall, ServiceRequest } from './service.ts';
import { isEmpty, taskIdOf } from './values.ts';

/** Creates the service of a descriptor. */
export function serviceOf(descriptor: LegacyServiceDescriptor): Service {
  const { id, label, operations, output, record, repeatable, codes, renewal } = descriptor;
  const read = (data: unknown, wanted: Output): TaskRecord => readState(descriptor, data, wanted);
  return compact<Service>({
    id,
    label,
    operations,
    output,
    start: request => callOf(request.operation ?? operations[0], request),
    started: data => {
      const taskId = taskIdOf(data);
      if (record !== undefined) return taskId === undefined ? undefined : { taskId };
      if (isEmpty(data)) return undefined;
      const valid = taskId !== undefined && isTaskId(taskId) ? taskId : undefined;
      return compact<Started>({ taskId: valid, record: read(data, output) });
    },
    status: record === undefined ? undefined : taskId => `/api/v1${record}?taskId=${encodeURIComponent(taskId)}`,
    read,
    repeatable,
    codes,
    renewal
  });
}

/** Puts the parameters at the top level of the body, or in the query of a GET. */
function callOf(operation: string, { input }: ServiceRequest): ServiceCall {
  const [method = '', path = ''] = operation.split(' ');
  if (method !== 'GET') return { method: 'POST', path, json: input };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) query.set(name, String(value));
  return { method: 'GET', path: `${path}?${query.toString()}` };
}
