import fs from 'node:fs/promises';
import type { Downloaded } from '../../../kie/clientTypes.ts';
import { DeadAddressError, InvalidRequestError, NotFoundError } from '../../../http/errors/errors.ts';
import { withoutTextBehind } from '../../../kie/services/addresses.ts';
import { serviceOfTask } from '../serviceOfTask.ts';
import type { TaskContext } from '../taskContext.ts';

/** A result to download. */
interface ResultDownload {
  readonly localId: string;
  readonly url: string;
  /** A file that does not exist yet. */
  readonly part: string;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  readonly keepsPart: true;
  readonly onSlow: () => void;
  /** Called before the received bytes in `part` are removed. */
  readonly keep: () => Promise<unknown>;
}

const isRejection = (error: unknown): boolean => error instanceof InvalidRequestError || error instanceof NotFoundError;

/**
 * Downloads from a dead URL without the text behind it. Returns undefined when that is dead too: the error about
 * the whole URL is the one to report.
 */
async function downloadCut(
  url: string,
  download: (from: string) => Promise<Downloaded>
): Promise<Downloaded | undefined> {
  for (const cut of withoutTextBehind(url)) {
    try {
      return await download(cut);
    } catch (error) {
      if (!(error instanceof DeadAddressError)) throw error;
    }
  }
  return undefined;
}

/**
 * Downloads a result to `part`. Text behind a URL is cut off when the URL is dead. An expired URL is renewed once. Source: docs.kie.ai/common-api/download-url
 * @throws KieError
 */
export async function downloadResult(
  ctx: TaskContext,
  { localId, url, part, keep, ...options }: ResultDownload
): Promise<Downloaded> {
  const download = (from: string) =>
    ctx.trace.timed(localId, 'download', () => ctx.client.download(from, part, options));
  try {
    return await download(url);
  } catch (error) {
    if (!(error instanceof DeadAddressError)) throw error;
    const cut = await downloadCut(url, download);
    if (cut !== undefined) return cut;
    const callOptions = { signal: options.signal, onCall: ctx.trace.of(localId), watched: ctx.watched(localId) };
    const task = ctx.ledger.tasks.get(localId);
    const renewal = task === undefined ? undefined : serviceOfTask(ctx, task)?.renewal;
    const own =
      renewal === undefined || task?.taskId === undefined ? undefined : { path: renewal, taskId: task.taskId };
    const fresh = await ctx.client
      .downloadUrl(url, callOptions)
      .catch((rejection: unknown) => {
        if (own === undefined || !isRejection(rejection)) throw rejection;
        return ctx.client.downloadUrl(url, { ...callOptions, own });
      })
      .catch((rejection: unknown) => {
        // "Not a generated file" is less helpful than the expired URL.
        throw isRejection(rejection) ? error : rejection;
      });
    await keep();
    await fs.rm(part, { force: true });
    return download(fresh);
  }
}
