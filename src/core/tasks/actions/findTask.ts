import * as l10n from '@vscode/l10n';
import {
  BlockedAddressError,
  CancelledError,
  FirewallError,
  GenerationError,
  InterruptedError,
  InvalidKeyError,
  KeyRefusedError,
  KieError,
  NoKeyError,
  NotFoundError,
  UnreachableError
} from '../../http/errors/errors.ts';
import { OTHER_TASK } from '../../kie/records.ts';
import { JOBS } from '../../kie/services/jobs.ts';
import type { Service } from '../../kie/services/service.ts';
import { serviceById, SERVICES } from '../../kie/services/services.ts';
import type { TaskRecord } from '../../kie/taskRecord.ts';
import type { TaskContext } from '../run/taskContext.ts';

/**
 * Finds the service that knows a task ID, and its record of the task.
 *
 * @param serviceId - the only service to query; all of them by default
 * @throws {NotFoundError} when no service knows the ID, and {@link KieError} when the key or the network fails.
 */
export async function findTask(
  ctx: TaskContext,
  taskId: string,
  serviceId: string | undefined
): Promise<{ readonly service: Service; readonly record?: TaskRecord }> {
  const chosen = serviceId === undefined ? undefined : serviceById(serviceId);
  const candidates = chosen === undefined ? SERVICES.filter(service => service.status !== undefined) : [chosen];
  let failure: unknown;
  for (const service of candidates) {
    try {
      const record = await ctx.client.recordInfo(taskId, { service });
      // A service may respond to any ID: requires one that repeats the ID, or the selected one if it sends none.
      if (record.taskId === taskId || (service === chosen && service !== JOBS && record.taskId === '')) {
        return { service, record };
      }
    } catch (error) {
      if (error instanceof GenerationError && (service === JOBS || service === chosen)) return { service };
      if (!(error instanceof KieError) || concernsAll(error)) throw error;
      // Any other failure only means that the task does not belong to this service.
      if (!NOT_MINE.includes(error.code ?? '')) failure ??= error;
    }
  }
  throw notFound(chosen, taskId, failure);
}

/** Codes of a service that does not know the task, or no longer exists. */
const NOT_MINE = ['400', '404', '410', '422', '501', '505', OTHER_TASK];

/** An error of the key or the network, with which the next service would fail too. */
const concernsAll = (error: KieError): boolean =>
  [
    NoKeyError,
    InvalidKeyError,
    KeyRefusedError,
    FirewallError,
    UnreachableError,
    InterruptedError,
    CancelledError,
    BlockedAddressError
  ].some(kind => error instanceof kind);

function notFound(chosen: Service | undefined, taskId: string, failure: unknown): NotFoundError {
  const message =
    chosen === undefined
      ? l10n.t('Task {0} not found. Check the ID, or choose the service that created it.', taskId)
      : l10n.t('{0} has no task {1}. Check the ID, or choose another service.', chosen.label, taskId);
  const options = { code: 404, remedy: 'fix-input', accepted: 'no' } as const;
  if (!(failure instanceof Error)) return new NotFoundError(message, options);
  // The task may belong to the service that could not be queried.
  const unsure = l10n.t('{0} Not every service responded: {1}', message, failure.message);
  return new NotFoundError(unsure, { ...options, cause: failure });
}
