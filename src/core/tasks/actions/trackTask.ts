import { randomUUID } from 'node:crypto';
import { MAX_INPUT_LEVELS } from '../../../shared/copyData.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Task } from '../../../shared/task.ts';
import { isDeeper } from '../../kie/services/jsonText.ts';
import { JOBS } from '../../kie/services/jobs.ts';
import type { Service } from '../../kie/services/service.ts';
import type { Fields } from '../../kie/services/values.ts';
import { decode, isFields } from '../../kie/services/values.ts';
import { findTask } from './findTask.ts';
import { entryOfRecord, knownInput } from './adoptedEntry.ts';
import { serviceOfTask } from '../run/serviceOfTask.ts';
import { submittedTask } from '../run/submit/recordSubmission.ts';
import type { TaskContext } from '../run/taskContext.ts';
import { withRealFolder } from '../saveFolder.ts';
import type { TaskRuntime } from '../taskRuntime.ts';
import type { TrackOptions } from '../types.ts';

type Runtime = Pick<TaskRuntime, 'context' | 'supervisor'>;

/**
 * Tracks a task that was created elsewhere: a lost one, or one from another computer or the website. Uses no credits.
 * Without a service, queries jobs/recordInfo and then every legacy service until one knows the ID. Returns a known task
 * unchanged, except that an unknown or failed one is queried again.
 *
 * @throws {NotFoundError} when no service knows the ID, and {@link KieError} when the key or the network fails.
 */
export async function trackTask(
  runtime: Runtime,
  entries: readonly ModelEntry[],
  id: string,
  options: TrackOptions
): Promise<Task> {
  const { context: ctx, supervisor } = runtime;
  const taskId = id.trim();
  const before = taskWithId(ctx, taskId);
  if (before !== undefined && !isDoubtful(before)) return before;
  const saveTo = await withRealFolder(options.saveTo);
  const { service, record } = await findTask(ctx, taskId, options.service);
  const known = taskWithId(ctx, taskId);
  if (known !== undefined && !isDoubtful(known)) return known;
  const request = isFields(record?.param) ? record.param : undefined;
  const model = record?.model ?? request?.['model'];
  const named = typeof model === 'string' && ctx.entry(model) !== undefined ? model : undefined;
  const recorded = service.id === JOBS.id ? record?.model : entryOfRecord(entries, service, record)?.id;
  const entry = (service.id === JOBS.id ? named : undefined) ?? recorded ?? service.label;
  if (known !== undefined) return trackAgain(runtime, known, service, entry);
  const now = ctx.clock.now();
  const task: Task = {
    localId: randomUUID(),
    taskId,
    service: service.id,
    model: entry,
    state: 'queued',
    input: knownInput(ctx.entry(entry), inputOf(service, request)),
    results: [],
    createdAt: now,
    updatedAt: now,
    origin: 'adopted'
  };
  // Tracking it twice at the same time, even in two windows, results in one task.
  const first = ctx.ledger.database.transaction(() => {
    const other = ctx.ledger.tasks.withTaskId(taskId);
    if (other === undefined) ctx.ledger.tasks.insert(task, { plan: task.input, saveTo });
    return other;
  });
  if (first !== undefined) return ctx.ledger.tasks.get(first) ?? task;
  const row = submittedTask(task, { plan: task.input, saveTo });
  ctx.journal.note({ e: 'followed', at: now, localId: task.localId, taskId, task: row });
  supervisor.launch(task.localId);
  return task;
}

/**
 * Returns the input of a recorded request: for createTask a separate field, as JSON text (recorded) or as an object.
 */
function inputOf(service: Service, request: Fields | undefined): Fields {
  const inner = decode(request?.['input']);
  const input = isFields(inner) ? inner : service.id === JOBS.id ? {} : (request ?? {});
  // Deeper input is not that of a model, and could be neither stored nor shown.
  return isDeeper(input, MAX_INPUT_LEVELS) ? {} : input;
}

/** The task with this ID in the list. */
const taskWithId = (ctx: TaskContext, taskId: string): Task | undefined =>
  ctx.ledger.tasks.all().find(task => task.taskId === taskId);

/** Whether KIE may know more about the task than the ledger. */
const isDoubtful = ({ state, results }: Task): boolean =>
  state === 'unknown' || (state === 'failed' && results.length === 0);

/** Tracks a task again that was queried at the wrong service, or before KIE knew it. */
function trackAgain({ context: ctx, supervisor }: Runtime, known: Task, service: Service, model: string): Task {
  const { localId } = known;
  const other = (serviceOfTask(ctx, known) ?? JOBS).id !== service.id;
  const patch = { state: 'queued', error: null, finishedAt: null } as const;
  const right = other ? { service: service.id, model } : {};
  if (ctx.ledger.tasks.update(localId, ['unknown', 'failed'], { ...patch, ...right }, true)) supervisor.launch(localId);
  return ctx.ledger.tasks.get(localId) ?? known;
}
