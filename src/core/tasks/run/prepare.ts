import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { foreignText } from '../../../shared/foreignText.ts';
import type { Task } from '../../../shared/task.ts';
import type { CreateTaskRequest } from '../../kie/clientTypes.ts';
import { KieError } from '../../http/errors.ts';
import { JOBS } from '../../kie/services/jobs.ts';
import { callBackAddress } from './callBack.ts';
import { mediaValues, replaceMedia } from './mediaValues.ts';
import { serviceOfTask } from './serviceOfTask.ts';
import type { TaskContext } from './taskContext.ts';

type Input = Readonly<Record<string, unknown>>;

/** What was brought to KIE for a task, so that another try uploads only the rest. */
export interface Brought {
  /** Media value to address. */
  readonly addresses: Map<string, string>;
  /** The media values whose address came from an earlier upload. */
  readonly reused: Set<string>;
}

/** Brings the media of a task to KIE and gives the exact `input` to send. Costs nothing. */
export async function prepareRequest(
  ctx: TaskContext,
  task: Task,
  plan: Input,
  { addresses, reused }: Brought,
  signal: AbortSignal
): Promise<Input> {
  const entry = ctx.entry(task.model);
  if (entry === undefined) {
    throw new KieError(l10n.t('The model {0} is not in the catalog.', task.model), {
      remedy: 'fix-input',
      accepted: 'no'
    });
  }
  const isNew = (value: string): boolean => isFile(value) || (isRemote(value) && !ctx.ledger.isIssued(value));
  const values = mediaValues(entry, plan).filter(value => !addresses.has(value) && isNew(value));
  const progress = progressOf(ctx, task.localId, values.length);
  const uploads = await Promise.allSettled(
    values.map(async (value, index) => {
      const options = { signal, onProgress: progress(index), onCall: ctx.trace.of(task.localId) };
      if (isFile(value)) {
        const stored = await ctx.uploads.file(await readable(value), options);
        if (stored.reused) reused.add(value);
        addresses.set(value, stored.url);
        return;
      }
      const uploaded = await ctx.sending(() => {
        signal.throwIfAborted();
        return ctx.client.uploadUrl(value, options);
      });
      ctx.ledger.addUpload(value, uploaded.url, uploaded.expiresAt);
      addresses.set(value, uploaded.url);
    })
  );
  const failed = uploads.find(upload => upload.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return replaceMedia(entry, plan, addresses);
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

async function readable(uri: string): Promise<string> {
  const file = fileURLToPath(uri);
  try {
    await fs.access(file, fs.constants.R_OK);
    return file;
  } catch (cause) {
    const message = l10n.t('The file {0} cannot be read. Choose another one.', foreignText(path.basename(file)));
    throw new KieError(message, { remedy: 'fix-input', accepted: 'no', cause: new Error(String(cause)) });
  }
}

const STEP_MS = 500;

/** The mean of all uploads, noted at most twice a second. */
function progressOf(ctx: TaskContext, localId: string, count: number) {
  const parts = new Array<number>(count).fill(0);
  let notedAt = ctx.clock.now();
  return (index: number) => (p: { readonly done: number; readonly total?: number }) => {
    parts[index] = p.total === undefined || p.total === 0 ? 0 : Math.min(1, p.done / p.total);
    if (ctx.clock.now() - notedAt < STEP_MS) return;
    notedAt = ctx.clock.now();
    ctx.ledger.update(localId, ['preparing'], { progress: parts.reduce((a, b) => a + b, 0) / count });
    ctx.changed();
  };
}
