import { fileURLToPath } from 'node:url';
import type { TaskContext } from '../taskContext.ts';

/** Remaining lifetime in milliseconds that the URL of an upload needs to be sent, so that KIE can still fetch it. */
const ALIVE_MS = 600_000;

/** Media uploaded for a task, so that a retry only uploads the rest. */
export interface UploadedMedia {
  /** Media value to uploaded URL. */
  readonly addresses: Map<string, string>;
  /** Media values whose URL is from an earlier upload. */
  readonly reused: Set<string>;
  /** Local media value to the stamp of the uploaded content. */
  readonly stamps: Map<string, string>;
}

/** Media values of a task to upload. */
interface MediaUpload {
  readonly localId: string;
  readonly media: readonly string[];
  readonly uploaded: UploadedMedia;
  readonly signal: AbortSignal;
}

/**
 * Uploads the media that has no URL at KIE yet or one that is about to expire, and records the progress in the ledger.
 * @throws KieError when an upload fails; the other uploads have ended by then
 */
export async function uploadMedia(ctx: TaskContext, { localId, media, uploaded, signal }: MediaUpload): Promise<void> {
  const { addresses, reused, stamps } = uploaded;
  const expired = [...addresses].filter(([, url]) => !ctx.ledger.uploads.isAlive(url, ALIVE_MS));
  forgetUploads(
    uploaded,
    expired.map(([value]) => value)
  );
  const isNew = (value: string): boolean => isFile(value) || (isRemote(value) && !ctx.ledger.uploads.isIssued(value));
  const values = media.filter(value => !addresses.has(value) && isNew(value));
  const progress = progressOf(ctx, localId, values.length);
  // A task has progress exactly while it uploads.
  if (values.length > 0) ctx.ledger.tasks.update(localId, ['preparing'], { progress: 0 });
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
  if (values.length > 0) ctx.ledger.tasks.update(localId, ['preparing'], { progress: null });
  if (failed !== undefined) throw failed.reason;
}

/** Forgets these uploads, so that the next attempt uploads the media again. */
export function forgetUploads({ addresses, reused, stamps }: UploadedMedia, values: Iterable<string>): void {
  for (const value of [...values]) {
    addresses.delete(value);
    reused.delete(value);
    stamps.delete(value);
  }
}

/** Whether a media value is a file URL. */
export const isFile = (value: string): boolean => /^file:/i.test(value);
const isRemote = (value: string): boolean => /^https?:/i.test(value);

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
