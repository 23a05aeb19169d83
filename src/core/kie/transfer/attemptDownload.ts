import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import { compact } from '../../../shared/compact.ts';
import type { Downloaded, DownloadOptions } from '../clientTypes.ts';
import { InterruptedError, KieError, UnreadableAnswerError } from '../../http/errors/errors.ts';
import { fileError } from '../../http/errors/fileError.ts';
import { networkFailure, unreadable } from '../../http/errors/networkFailures.ts';
import type { Transport } from '../../http/transport.ts';
import { codingsToDecode, guessCoding, noteWrongCoding } from './codingGuess.ts';
import type { CodingState } from './codingGuess.ts';
import { decodeBody, isWrongCoding } from './decodeBody.ts';
import { drop, openDownload } from './openDownload.ts';
import type { OpenDownload } from './openDownload.ts';
import { bodyOf, resumeHeaders } from './ranges.ts';
import type { Part } from './ranges.ts';
import { writeBody } from './writeBody.ts';

/** State of a running download. */
export interface DownloadProgress {
  handle?: fs.FileHandle;
  part: Part;
  /** Size of the file after the last attempt that received something. */
  written: number;
  readonly coding: CodingState;
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
  target: DownloadTarget,
  progress: DownloadProgress
): Promise<Downloaded | undefined> {
  const { address, options } = target;
  const open = await openDownload(transport, address, resumeHeaders(progress.part), options.signal);
  const codings = codingsToDecode(open.response, progress.coding);
  const body = bodyOf(open.response, progress.part, codings.length > 0);
  if (body === undefined) {
    drop(open.response);
    if (progress.part.done === 0) throw unreadable('download'); // a range that was not requested
    progress.part = { done: 0 };
    progress.hasRejectedRange = true;
    return undefined;
  }
  try {
    if ((body.total ?? 0) > (options.maxBytes ?? Infinity)) throw tooLarge(open.url);
    progress.part = progress.hasRejectedRange ? { done: 0 } : { ...body.part };
    const isWritten = await writeDecoded(open, codings, target, { progress, total: body.total });
    if (!isWritten || (await isStillEncoded(target.file, progress))) return undefined;
    return compact<Downloaded>({
      bytes: progress.written,
      mime: body.mime,
      unmeasured: (body.total === undefined && codings.length === 0) || undefined
    });
  } catch (error) {
    drop(open.response);
    throw error instanceof KieError ? error : networkFailure(error, 'download', open.url.host, options.signal);
  }
}

/**
 * Writes the decoded body to the file. Returns false when the coding is wrong, so that the download must restart.
 * @throws the error that ended the body early
 */
async function writeDecoded(
  open: OpenDownload,
  codings: readonly string[],
  { file, options }: DownloadTarget,
  { progress, total }: { readonly progress: DownloadProgress; readonly total: number | undefined }
): Promise<boolean> {
  const handle = (progress.handle ??= await create(file));
  const written = await writeBody(decodeBody(open.response, codings, progress.coding.failures > 0), handle, {
    file,
    at: progress.part.done,
    onBytes: done => report(done, total, open, options)
  });
  if (isWrongCoding(written.error)) {
    progress.part = { done: 0 };
    progress.written = 0; // the beginning of the file is overwritten with wrongly decoded bytes
    noteWrongCoding(progress.coding);
    drop(open.response);
    return false;
  }
  progress.part = { ...progress.part, done: written.done };
  if (written.done > 0) progress.written = written.done;
  if ('error' in written) throw written.error;
  if (total !== undefined && written.done !== total) throw incomplete(open);
  progress.written = written.done;
  await truncate(handle, file, written.done);
  return true;
}

/** Whether the decoded file is still encoded, so that the download must restart. */
async function isStillEncoded(file: string, progress: DownloadProgress): Promise<boolean> {
  if (!(await guessCoding(file, progress.coding))) return false;
  progress.part = { done: 0 };
  return true;
}

async function create(file: string): Promise<fs.FileHandle> {
  try {
    return await fs.open(file, 'wx');
  } catch (error) {
    throw fileError(file, error);
  }
}

/** @throws FileError */
export async function truncate(handle: fs.FileHandle, file: string, size: number): Promise<void> {
  await handle.truncate(size).catch((error: unknown) => Promise.reject(fileError(file, error)));
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
