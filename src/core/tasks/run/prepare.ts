import { fileURLToPath } from 'node:url';
import type { Task, TaskHold } from '../../../shared/task.ts';
import { stampOrNone } from '../../files/fileStamp.ts';
import { changedError } from '../../files/inputError.ts';
import type { CreateTaskRequest } from '../../kie/clientTypes.ts';
import { JOBS } from '../../kie/services/jobs.ts';
import { callBackAddress } from './callBack.ts';
import { lacking } from './checkBalance.ts';
import { checkTask } from './checkTask.ts';
import { mediaValues, replaceMedia } from './mediaValues.ts';
import { serviceOfTask } from './serviceOfTask.ts';
import type { TaskContext } from './taskContext.ts';

type Input = Readonly<Record<string, unknown>>;

/** How often files that change on their way are checked and uploaded. */
const MAX_ROUNDS = 3;

/** What was uploaded for a task, so that another try uploads only the rest. */
export interface UploadedMedia {
  /** Media value to address. */
  readonly addresses: Map<string, string>;
  /** The media values whose address came from an earlier upload. */
  readonly reused: Set<string>;
  /** Local media value to the stamp of the file when it had the content that is at the address. */
  readonly stamps: Map<string, string>;
}

/**
 * Checks a task as it is now, uploads its media, and returns the exact `input` to send, or the hold that the user has to
 * approve first. Costs nothing. What is returned was checked: a file that changes meanwhile is checked and uploaded again.
 * @throws KieError when the input is no longer valid, credits are missing, or an upload fails
 */
export async function prepareRequest(
  ctx: TaskContext,
  task: Task,
  uploaded: UploadedMedia,
  signal: AbortSignal
): Promise<{ readonly input: Input } | { readonly hold: TaskHold }> {
  const entry = ctx.entry(task.model);
  for (let round = 1; ; round++) {
    const stamps = await stampsOf(entry === undefined ? [] : mediaValues(entry, task.input));
    const { input, hold, exactPrice } = await checkTask(ctx, task);
    if (hold !== undefined) return { hold };
    const short = exactPrice === undefined ? undefined : await lacking(ctx, exactPrice, signal);
    if (short !== undefined) throw short;
    if (entry === undefined) return { input };
    forgetChanged(uploaded, stamps);
    await uploadMedia(ctx, task.localId, mediaValues(entry, input), uploaded, signal);
    const changed = await changedFile(uploaded, stamps);
    if (changed === undefined) return { input: replaceMedia(entry, input, uploaded.addresses) };
    if (round === MAX_ROUNDS) throw changedError(changed);
  }
}

async function stampsOf(values: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const files = values.filter(isLocalFile);
  return new Map(
    await Promise.all(files.map(async value => [value, await stampOrNone(fileURLToPath(value))] as const))
  );
}

/** Drops the addresses of files that are no longer what was uploaded. */
function forgetChanged({ addresses, reused, stamps }: UploadedMedia, now: ReadonlyMap<string, string>): void {
  for (const [value, stamp] of stamps) {
    if (now.get(value) === stamp) continue;
    addresses.delete(value);
    reused.delete(value);
    stamps.delete(value);
  }
}

/** The path of an uploaded file that is not, or was not when it was read, the one that was checked. */
async function changedFile(
  { stamps }: UploadedMedia,
  checked: ReadonlyMap<string, string>
): Promise<string | undefined> {
  const now = await stampsOf([...stamps.keys()]);
  const changed = [...stamps].find(([value, stamp]) => checked.get(value) !== stamp || now.get(value) !== stamp);
  return changed && fileURLToPath(changed[0]);
}

async function uploadMedia(
  ctx: TaskContext,
  localId: string,
  media: readonly string[],
  { addresses, reused, stamps }: UploadedMedia,
  signal: AbortSignal
): Promise<void> {
  const isNew = (value: string): boolean => isFile(value) || (isRemote(value) && !ctx.ledger.uploads.isIssued(value));
  const values = media.filter(value => !addresses.has(value) && isNew(value));
  const progress = progressOf(ctx, localId, values.length);
  const uploads = await Promise.allSettled(
    values.map(async (value, index) => {
      const options = { signal, onProgress: progress(index), onCall: ctx.trace.of(localId) };
      if (isFile(value)) {
        const stored = await ctx.uploads.file(fileURLToPath(value), options);
        if (stored.reused) reused.add(value);
        stamps.set(value, stored.stamp);
        addresses.set(value, stored.url);
        return;
      }
      const { url, expiresAt } = await ctx.sending(() => {
        signal.throwIfAborted();
        return ctx.client.uploadUrl(value, options);
      });
      ctx.ledger.uploads.add(value, url, expiresAt);
      addresses.set(value, url);
    })
  );
  const failed = uploads.find(upload => upload.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** The call that carries this `input`, by the service that takes the model. */
export function callFor(ctx: TaskContext, task: Task, input: CreateTaskRequest['input']): CreateTaskRequest {
  const { model } = task;
  const entry = ctx.entry(model);
  const service = serviceOfTask(ctx, task);
  if (entry !== undefined && service !== undefined && service !== JOBS) {
    return { service, operation: entry.operation, model, input };
  }
  if (entry?.callBackRequired !== true) return { model, input };
  return { model, input, callBackUrl: callBackAddress(ctx.callBackUrl()) };
}

const isFile = (value: string): boolean => /^file:/i.test(value);
const isRemote = (value: string): boolean => /^https?:/i.test(value);

/** Whether it names a file that can be on this computer. */
function isLocalFile(value: string): boolean {
  try {
    return isFile(value) && fileURLToPath(value) !== '';
  } catch {
    return false; // the check reports it
  }
}

const STEP_MS = 500;

/** Reports the mean of all uploads, at most twice a second. */
function progressOf(ctx: TaskContext, localId: string, count: number) {
  const parts = new Array<number>(count).fill(0);
  let notedAt = ctx.clock.now();
  return (index: number) => (p: { readonly done: number; readonly total?: number }) => {
    parts[index] = p.total === undefined || p.total === 0 ? 0 : Math.min(1, p.done / p.total);
    if (ctx.clock.now() - notedAt < STEP_MS) return;
    notedAt = ctx.clock.now();
    ctx.ledger.tasks.update(localId, ['preparing'], { progress: parts.reduce((a, b) => a + b, 0) / count });
  };
}
