import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import type { ModelEntry } from '../../shared/model.ts';
import type { Task } from '../../shared/task.ts';
import type { FollowOptions } from '../engine/api.ts';
import type { TaskRecord } from '../kie/taskRecord.ts';
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
} from '../http/errors.ts';
import { OTHER_TASK } from '../kie/records.ts';
import { JOBS } from '../kie/services/jobs.ts';
import type { Service } from '../kie/services/service.ts';
import { serviceById, SERVICES } from '../kie/services/services.ts';
import type { Fields } from '../kie/services/values.ts';
import { decode, isFields } from '../kie/services/values.ts';
import { entryOfRecord, knownInput } from './adoptedEntry.ts';
import { serviceOfTask } from './run/serviceOfTask.ts';
import { submittedTask } from './run/recordSubmission.ts';
import type { Supervisor } from './run/supervisor.ts';
import type { TaskContext } from './run/taskContext.ts';

/**
 * Takes up a task that was made elsewhere: a lost one, one of another machine, one of the website. Costs nothing.
 * Without a service, jobs/recordInfo is asked and then every former service: the first that knows the id has it.
 * Throws NotFoundError when none does, and KieError when the key or the network lets nobody be asked. A task that is here
 * is given back; what is unknown or failed is looked at once more.
 */
export async function followElsewhere(
  ctx: TaskContext,
  entries: readonly ModelEntry[],
  supervisor: Supervisor,
  id: string,
  options: FollowOptions
): Promise<Task> {
  const taskId = id.trim();
  const before = here(ctx, taskId);
  if (before !== undefined && !isDoubtful(before)) return before;
  const { service, record } = await find(ctx, taskId, options);
  const known = here(ctx, taskId);
  if (known !== undefined && !isDoubtful(known)) return known;
  const asked = isFields(record?.param) ? record.param : undefined;
  const model = record?.model ?? asked?.['model'];
  const named = typeof model === 'string' && ctx.entry(model) !== undefined ? model : undefined;
  const told = service.id === JOBS.id ? record?.model : entryOfRecord(entries, service, record)?.id;
  const entry = (service.id === JOBS.id ? named : undefined) ?? told ?? service.label;
  if (known !== undefined) return again(ctx, supervisor, known, service, entry);
  const now = ctx.clock.now();
  const task: Task = {
    localId: randomUUID(),
    taskId,
    service: service.id,
    model: entry,
    state: 'queued',
    input: knownInput(ctx.entry(entry), inputOf(service, asked)),
    results: [],
    createdAt: now,
    updatedAt: now,
    origin: 'adopted'
  };
  // Asked for twice at once, in two windows even, it is taken up once.
  const first = ctx.ledger.transaction(() => {
    const other = ctx.ledger.withTaskId(taskId);
    if (other === undefined) ctx.ledger.insert(task, { plan: task.input, saveTo: options.saveTo });
    return other;
  });
  ctx.changed();
  if (first !== undefined) return ctx.ledger.task(first) ?? task;
  const row = submittedTask(task, { plan: task.input, saveTo: options.saveTo });
  ctx.journal.note({ e: 'followed', at: now, localId: task.localId, taskId, task: row });
  supervisor.launch(task.localId);
  return task;
}

/** The input inside a repeated request: of createTask a field of its own, as JSON text (recorded) or as an object. */
function inputOf(service: Service, asked: Fields | undefined): Fields {
  const inner = decode(asked?.['input']);
  if (isFields(inner)) return inner;
  return service.id === JOBS.id ? {} : (asked ?? {});
}

const here = (ctx: TaskContext, taskId: string): Task | undefined =>
  ctx.ledger.tasks().find(task => task.taskId === taskId);

const isDoubtful = ({ state, results }: Task): boolean =>
  state === 'unknown' || (state === 'failed' && results.length === 0);

/** What was taken up under the wrong service, or was not known yet, is looked at once more. */
function again(ctx: TaskContext, supervisor: Supervisor, known: Task, service: Service, model: string): Task {
  const { localId } = known;
  const other = (serviceOfTask(ctx, known) ?? JOBS).id !== service.id;
  const patch = { state: 'queued', error: null, finishedAt: null } as const;
  const right = other ? { service: service.id, model } : {};
  if (ctx.ledger.update(localId, ['unknown', 'failed'], { ...patch, ...right }, true)) supervisor.launch(localId);
  ctx.changed();
  return ctx.ledger.task(localId) ?? known;
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
      // A service may answer to anything: only one that says the id itself is believed, or a chosen one that says none.
      if (record.taskId === taskId || (service === chosen && service !== JOBS && record.taskId === '')) {
        return { service, record };
      }
    } catch (error) {
      if (error instanceof GenerationError && (service === JOBS || service === chosen)) return { service };
      if (!(error instanceof KieError) || concernsAll(error)) throw error;
      // Whatever else one service says only means that it is not its task.
      if (!NOT_MINE.includes(error.code ?? '')) trouble ??= error;
    }
  }
  throw notFound(chosen, taskId, trouble);
}

/** Codes by which a service says that it knows no such task, or that it is no more. */
const NOT_MINE = ['400', '404', '410', '422', '501', '505', OTHER_TASK];

/** The key or the network: the next service would say the same. */
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

function notFound(chosen: Service | undefined, taskId: string, trouble: unknown): NotFoundError {
  const message =
    chosen === undefined
      ? l10n.t('KIE knows no task {0}. Check the id, or choose the service that made it.', taskId)
      : l10n.t('{0} knows no task {1}. Check the id, or choose another service.', chosen.label, taskId);
  const options = { code: 404, remedy: 'fix-input', accepted: 'no' } as const;
  if (!(trouble instanceof Error)) return new NotFoundError(message, options);
  // The one that could not say may be the one.
  const unsure = l10n.t('{0} Not every service could be asked: {1}', message, trouble.message);
  return new NotFoundError(unsure, { ...options, cause: trouble });
}
