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
import { forgetUploads, isFile, uploadMedia } from './uploadMedia.ts';
import type { UploadedMedia } from './uploadMedia.ts';

type Input = Readonly<Record<string, unknown>>;

/** Maximum rounds of checks and uploads while files change. */
const MAX_ROUNDS = 3;

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
    await uploadMedia(ctx, { localId: task.localId, media: mediaValues(entry, input), uploaded, signal });
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
function forgetChanged(uploaded: UploadedMedia, now: ReadonlyMap<string, string>): void {
  const changed = [...uploaded.stamps].filter(([value, stamp]) => now.get(value) !== stamp);
  forgetUploads(
    uploaded,
    changed.map(([value]) => value)
  );
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

/** Whether a value is the URL of a local file. */
function isLocalFile(value: string): boolean {
  try {
    return isFile(value) && fileURLToPath(value) !== '';
  } catch {
    return false; // validation reports it
  }
}
