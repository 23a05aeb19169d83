import { fileURLToPath } from 'node:url';
import type { Task, TaskHold } from '../../../../shared/task.ts';
import { stampOrNone } from '../../../files/fileStamp.ts';
import { changedError } from '../../../files/inputError.ts';
import type { CreateTaskRequest } from '../../../kie/clientTypes.ts';
import { JOBS } from '../../../kie/services/jobs.ts';
import { callBackAddress } from './callback.ts';
import { checkBalance } from './checkBalance.ts';
import { checkTask } from './checkTask.ts';
import { mediaValues, replaceMedia } from './mediaValues.ts';
import { serviceOfTask } from '../serviceOfTask.ts';
import type { TaskContext } from '../taskContext.ts';

type Input = Readonly<Record<string, unknown>>;

/** Maximum rounds of checks and uploads while files change. */
const MAX_ROUNDS = 3;

/** Media uploaded for a task, so that a retry only uploads the rest. */
export interface UploadedMedia {
  /** Media value to uploaded URL. */
  readonly addresses: Map<string, string>;
  /** Media values whose URL is from an earlier upload. */
  readonly reused: Set<string>;
  /** Local media value to the stamp of the uploaded content. */
  readonly stamps: Map<string, string>;
}

/**
 * Validates a task, uploads its media, and returns the exact `input` to send, or a hold that the user must approve
 * first. Uses no credits. A file that changes in the meantime is validated and uploaded again.
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
    const short = exactPrice === undefined ? undefined : await checkBalance(ctx, exactPrice, signal);
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

/** Drops the URLs of files that have changed since their upload. */
function forgetChanged({ addresses, reused, stamps }: UploadedMedia, now: ReadonlyMap<string, string>): void {
  for (const [value, stamp] of stamps) {
    if (now.get(value) === stamp) continue;
    addresses.delete(value);
    reused.delete(value);
    stamps.delete(value);
  }
}

/** Returns the path of an uploaded file that has changed since it was validated. */
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

/** Returns the API call that sends this `input`, by the service of the model. */
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

/** Whether a value is the URL of a local file. */
function isLocalFile(value: string): boolean {
  try {
    return isFile(value) && fileURLToPath(value) !== '';
  } catch {
    return false; // validation reports it
  }
}

const STEP_MS = 500;

/** Returns progress listeners that record the mean of all uploads, at most twice per second. */
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
