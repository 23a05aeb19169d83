import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import { compact } from '../../../shared/compact.ts';
import type { CallOptions, Downloaded } from '../clientTypes.ts';
import { InterruptedError, KieError, UnreadableAnswerError } from '../../http/errors/errors.ts';
import { fileError } from '../../http/errors/fileError.ts';
import { networkFailure, unreadable } from '../../http/errors/networkFailures.ts';
import type { Transport } from '../../http/transport.ts';
import { contentCodings, decodeBody, isWrongCoding } from './decodeBody.ts';
import { drop, openDownload } from './openDownload.ts';
import type { OpenDownload } from './openDownload.ts';
import { bodyOf, resumeHeaders } from './ranges.ts';
import type { Part } from './ranges.ts';
import { writeBody } from './writeBody.ts';

export type DownloadOptions = CallOptions & {
  readonly maxBytes?: number;
  /** Called once when the download stays below the minimum rate. */
  readonly onSlow?: () => void;
};

/** State of a running download. */
export interface DownloadProgress {
  handle?: fs.FileHandle;
  part: Part;
  /** Number of attempts in which the declared content coding was wrong. */
  wrongCodings: number;
  /** The server rejected a request for the rest, so only whole downloads count from then on. */
  hasRejectedRange?: true;
}

/** A URL and the new file for its content. */
export interface DownloadTarget {
  readonly address: string;
  readonly file: string;
  readonly options: DownloadOptions;
}

/**
 * Makes one request. Returns undefined when the download must restart.
 *
 * @throws {@link KieError}
 */
export async function attemptDownload(
  transport: Transport,
  { address, file, options }: DownloadTarget,
  progress: DownloadProgress
): Promise<Downloaded | undefined> {
  const open = await openDownload(transport, address, resumeHeaders(progress.part), options.signal);
  const body = bodyOf(open.response, progress.part);
  if (body === undefined) {
    drop(open.response);
    if (progress.part.done === 0) throw unreadable('download'); // a range that was not requested
    progress.part = { done: 0 };
    progress.hasRejectedRange = true;
    return undefined;
  }
  try {
    if ((body.total ?? 0) > (options.maxBytes ?? Infinity)) throw tooLarge(open.url);
    const handle = (progress.handle ??= await create(file));
    progress.part = progress.hasRejectedRange ? { done: 0 } : { ...body.part };
    const written = await writeBody(decodeBody(open.response, progress.wrongCodings), handle, {
      file,
      at: progress.part.done,
      onBytes: done => report(done, body.total, open, options)
    });
    if (isWrongCoding(written.error)) {
      progress.part = { done: 0 };
      progress.wrongCodings++;
      drop(open.response);
      return undefined;
    }
    progress.part = { ...progress.part, done: written.done };
    if ('error' in written) throw written.error;
    if (body.total !== undefined && written.done !== body.total) throw incomplete(open);
    await handle.truncate(written.done).catch((error: unknown) => Promise.reject(fileError(file, error)));
    await handle.close();
    const coded = contentCodings(open.response).length > 0;
    return compact<Downloaded>({
      bytes: written.done,
      mime: body.mime,
      unmeasured: (body.total === undefined && !coded) || undefined
    });
  } catch (error) {
    drop(open.response);
    throw error instanceof KieError ? error : networkFailure(error, 'download', open.url.host, options.signal);
  }
}

async function create(file: string): Promise<fs.FileHandle> {
  try {
    return await fs.open(file, 'wx');
  } catch (error) {
    throw fileError(file, error);
  }
}

function report(done: number, total: number | undefined, { url }: OpenDownload, options: DownloadOptions): void {
  if (done > (options.maxBytes ?? Infinity)) throw tooLarge(url);
  options.onProgress?.({ done, ...(total === undefined ? {} : { total }) });
}

const tooLarge = (url: URL): KieError =>
  new UnreadableAnswerError(
    l10n.t('The file at {0} exceeds the maximum size. Check kie.ai/logs and open it in the browser.', url.host),
    {
      remedy: 'none',
      accepted: 'no'
    }
  );

const incomplete = ({ url }: OpenDownload): KieError =>
  new InterruptedError(l10n.t('The download from {0} ended early. Download the result again.', url.host), {
    remedy: 'retry',
    accepted: 'no',
    transient: true
  });
