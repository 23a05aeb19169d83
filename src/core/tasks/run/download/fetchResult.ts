import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import { dataContent } from '../../../kie/services/resultItem.ts';
import { addressExtension } from '../../../files/addressExtension.ts';
import { exists } from '../../../files/saving.ts';
import { sniffFile, textExtension } from '../../../files/sniff.ts';
import { InterruptedError } from '../../../http/errors/errors.ts';
import type { StoredResult } from '../../store/resultColumns.ts';
import { downloadResult } from './downloadResult.ts';
import { keepContent, keptBytes, restoreKept } from './keepContent.ts';
import type { ReleaseEarly } from '../semaphore.ts';
import type { TaskContext } from '../taskContext.ts';
import { isTransientError } from '../taskError.ts';
import { rejectionOf } from './rejectionOf.ts';
import { isGuessed, isMedia, verifyResult } from './verifyResult.ts';
import type { Verified } from './verifyResult.ts';

/** Maximum size of results in bytes: far above anything KIE creates, but not enough to fill a disk. */
const MAX_BYTES: Readonly<Record<StoredResult['kind'], number>> = {
  image: 512 * 2 ** 20,
  audio: 2 * 2 ** 30,
  video: 8 * 2 ** 30,
  text: 64 * 2 ** 20,
  // Analyses include images and audio whose URLs have no telling extension.
  json: 2 * 2 ** 30
};

/** Milliseconds before each retry of a truncated download. */
const TRUNCATED_WAITS_MS = [1_000, 3_000];

/** One result to fetch. */
export interface Fetch {
  readonly localId: string;
  readonly result: StoredResult;
  /** A file that does not exist yet. */
  readonly part: string;
  /** The kept content was verified as complete before a crash, so it counts when the download fails. */
  readonly isKeptComplete: boolean;
  readonly signal: AbortSignal;
  /** Lets other downloads start while this one is slow. */
  readonly releaseEarly: ReleaseEarly;
}

/**
 * Fetches the content of a result into `part`, verifies it, and returns its extension.
 * Content that is incomplete or of an unexpected type is kept, so that the user can save it anyway.
 * @throws {@link KieError}
 */
export async function fetchInto(ctx: TaskContext, fetch: Fetch): Promise<string> {
  const { localId, result, part, signal } = fetch;
  if (result.accepted === true && result.kept !== undefined && (await exists(result.kept))) {
    await fs.copyFile(result.kept, part, fs.constants.COPYFILE_EXCL);
    // The user wants the content whatever it is.
    const found = await sniffFile(part).catch(() => undefined);
    return found === undefined || found.mime === 'application/octet-stream'
      ? addressExtension(result.url ?? '')
      : found.extension;
  }
  if (result.url === undefined) {
    const text = result.text ?? '';
    if (isMedia(result.kind)) return decodeInto(ctx, fetch, text);
    await fs.writeFile(part, text, { flag: 'wx' });
    return result.extension ?? textExtension(result.kind, text);
  }
  let usableBytes = fetch.isKeptComplete ? await keptBytes(ctx, fetch) : undefined;
  try {
    const verified = await fetchWhole(ctx, fetch, result.url, bytes => (usableBytes = bytes));
    return complete(ctx, fetch, verified);
  } catch (error) {
    const verified = signal.aborted ? undefined : await keptInstead(ctx, fetch, usableBytes, error);
    if (verified === undefined) throw error;
    ctx.log.info(
      `Result ${result.index + 1} of task ${localId} could not be downloaded again; the kept content counts.`
    );
    return complete(ctx, fetch, verified);
  }
}

/**
 * Restores the kept content if it counts as the result: content of `usableBytes`, or, when the download is not retried,
 * content that is complete by its format. A later attempt may have replaced the usable content by a longer part.
 */
async function keptInstead(
  ctx: TaskContext,
  fetch: Fetch,
  usableBytes: number | undefined,
  error: unknown
): Promise<Verified | undefined> {
  if (usableBytes !== undefined && usableBytes === (await keptBytes(ctx, fetch))) {
    const restored = await restoreKept(ctx, fetch);
    if (restored !== undefined) return restored;
  }
  return isTransientError(error) ? undefined : restoreKept(ctx, fetch, 'byFormat');
}

/**
 * Downloads a URL until the content is complete. Content whose end nothing shows counts when two downloads have the same
 * length and none was longer.
 * @param onUsable - called after content is kept that counts if no later attempt succeeds, with its size in bytes
 */
async function fetchWhole(
  ctx: TaskContext,
  fetch: Fetch,
  address: string,
  onUsable: (bytes: number) => void
): Promise<Verified> {
  const { localId, result, part, signal } = fetch;
  let longest = 0;
  /** Bytes of the longest download whose end nothing showed. */
  let unmeasured: number | undefined;
  for (let attempt = 0; ; attempt++) {
    const verified = await fetchOnce(ctx, fetch, address);
    const { verdict, size } = verified;
    if (verdict === 'complete') return verified;
    const isLongest = size >= longest;
    longest = Math.max(size, longest);
    const wait = mayBeCut(verdict) ? TRUNCATED_WAITS_MS[attempt] : undefined;
    const isConfirmed = verdict === 'unmeasured' && size === unmeasured;
    // No attempt brings more, and the format shows nothing missing.
    const isLastShort = verdict === 'short' && wait === undefined;
    if (isLongest && (isConfirmed || isLastShort)) return verified;
    // A server's error page is worthless; anything else may be the purchased result.
    const isKept = (mayBeCut(verdict) || verdict === 'unexpected') && (await keepContent(ctx, fetch));
    const isUsable = isLongest && wait !== undefined && verdict !== 'truncated';
    if (isUsable && !isKept) return verified; // the next attempt would have to remove it
    if (isUsable && verdict === 'short') onUsable(size);
    if (verdict === 'unmeasured') unmeasured = Math.max(size, unmeasured ?? 0);
    if (wait === undefined) throw rejectionOf(result, verified, isKept);
    await fs.rm(part, { force: true });
    ctx.log.info(`Result ${result.index + 1} of task ${localId} may be truncated and will be downloaded again.`);
    await ctx.clock.sleep(wait, signal);
  }
}

/** Whether another download may bring more. */
const mayBeCut = (verdict: Verified['verdict']): boolean =>
  verdict === 'truncated' || verdict === 'short' || verdict === 'unmeasured';

/** Records the kind of verified content and returns its extension. */
function complete(ctx: TaskContext, { localId, result }: Fetch, { kind, found }: Verified): string {
  if (kind !== result.kind) ctx.ledger.results.update(localId, result.index, { kind });
  return kind === 'text' && found.kind === 'json' ? '.json' : found.extension;
}

/** Decodes the content of a `data:` URL into `part`, and verifies it like a download. */
async function decodeInto(ctx: TaskContext, fetch: Fetch, dataUrl: string): Promise<string> {
  const { result, part } = fetch;
  const content = dataContent(dataUrl);
  await fs.writeFile(part, content, { flag: 'wx' });
  const verified = await verifyResult(result, part, { bytes: content.length }, () => Promise.resolve(undefined));
  if (verified.verdict === 'complete') return complete(ctx, fetch, verified);
  const isKept = verified.verdict !== 'empty' && (await keepContent(ctx, fetch));
  throw rejectionOf(result, verified, isKept);
}

async function fetchOnce(ctx: TaskContext, fetch: Fetch, address: string): Promise<Verified> {
  const { localId, result, part, signal, releaseEarly } = fetch;
  const slow = new AbortController();
  const options = {
    signal: AbortSignal.any([signal, slow.signal]),
    maxBytes: MAX_BYTES[isGuessed(result) ? 'video' : result.kind],
    keepsPart: true,
    keep: () => keepContent(ctx, fetch),
    onSlow: () => {
      if (!releaseEarly()) slow.abort();
    }
  } as const;
  try {
    const downloaded = await downloadResult(ctx, { localId, url: address, part, ...options });
    return await verifyResult(
      result,
      part,
      downloaded,
      size => ctx.client.isLonger?.(address, size, { signal }) ?? Promise.resolve(undefined)
    );
  } catch (error) {
    if (!signal.aborted) await keepContent(ctx, fetch);
    if (!slow.signal.aborted || signal.aborted) throw error;
    throw new InterruptedError(l10n.t('The download is slow and continues after the others.'), {
      remedy: 'retry',
      accepted: 'no',
      transient: true
    });
  }
}
