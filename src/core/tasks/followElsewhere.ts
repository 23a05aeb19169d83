import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import type { ModelEntry } from '../../shared/model.ts';
import type { Task } from '../../shared/task.ts';
import type { FollowOptions } from '../engineTypes.ts';
import type { TaskRecord } from '../kie/clientTypes.ts';
import { GenerationError, KieError, NotFoundError } from '../kie/errors.ts';
import type { Service } from '../kie/services/service.ts';
import { serviceById, SERVICES } from '../kie/services/services.ts';
import type { Supervisor } from './supervisor.ts';
import type { TaskContext } from './taskContext.ts';

/**
 * Takes up a task that was made elsewhere: a lost one, one of another machine, one of the website. Costs nothing.
 * Without a service, jobs/recordInfo is asked and then every former service: the first that knows the id has it.
 * Throws NotFoundError when none does, and KieError when nobody could be asked.
 */
export async function followElsewhere(
  ctx: TaskContext,
  entries: readonly ModelEntry[],
  supervisor: Supervisor,
  id: string,
  options: FollowOptions
): Promise<Task> {
  const taskId = id.trim();
  const known = ctx.ledger.tasks().find(task => task.taskId === taskId);
  if (known !== undefined) return known;
  const { service, record } = await find(ctx, taskId, options);
  const asked = asFields(record?.param);
  const model = record?.model ?? asked?.['model'];
  const named = typeof model === 'string' && ctx.entry(model) !== undefined ? model : undefined;
  const usual = entries.find(entry => entry.operation === service.operations[0]);
  const now = ctx.clock.now();
  const task: Task = {
    localId: randomUUID(),
    taskId,
    service: service.id,
    model: named ?? (service.id === 'jobs' ? (record?.model ?? service.label) : (usual?.id ?? service.label)),
    state: 'queued',
    input: asFields(asked?.['input']) ?? (service.id === 'jobs' ? undefined : asked) ?? {},
    results: [],
    createdAt: now,
    updatedAt: now,
    origin: 'adopted'
  };
  ctx.ledger.insert(task, { plan: task.input, saveTo: options.saveTo });
  ctx.changed();
  supervisor.launch(task.localId);
  return task;
}

async function find(
  ctx: TaskContext,
  taskId: string,
  options: FollowOptions
): Promise<{ readonly service: Service; readonly record?: TaskRecord }> {
  const chosen = options.service === undefined ? undefined : serviceById(options.service);
  const candidates = chosen === undefined ? SERVICES.filter(service => service.status !== undefined) : [chosen];
  let trouble: unknown;
  for (const service of candidates) {
    try {
      const record = await ctx.client.recordInfo(taskId, { service });
      // A former service may answer to anything: only one that says the id itself is believed.
      if (chosen !== undefined || service.id === 'jobs' || record.taskId === taskId) return { service, record };
    } catch (error) {
      if (error instanceof GenerationError) return { service };
      if (error instanceof NotFoundError) continue;
      // The key or the network is a reason to stop; an odd answer of one former service is none.
      if (service.id === 'jobs' || chosen !== undefined || !(error instanceof KieError)) throw error;
      trouble ??= error;
    }
  }
  if (trouble instanceof Error) throw trouble;
  throw new NotFoundError(
    chosen === undefined
      ? l10n.t('KIE knows no task {0}. Check the id, or choose the service that made it.', taskId)
      : l10n.t('{0} knows no task {1}. Check the id, or choose another service.', chosen.label, taskId),
    { code: 404, remedy: 'fix-input', accepted: 'no' }
  );
}

const asFields = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
