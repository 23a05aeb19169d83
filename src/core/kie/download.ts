import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import type { CallOptions, Downloaded } from './clientTypes.ts';
import { BlockedAddressError, DeadAddressError, InterruptedError, KieError, UnreadableAnswerError } from './errors.ts';
import { failureOf, networkFailure } from './failures.ts';
import { BatchWriter } from './batchWriter.ts';
import { assertAllowed } from './transport.ts';
import type { HttpAnswer, Transport } from './transport.ts';
import { fileError } from './fileError.ts';

const MAX_REDIRECTS = 5;

/** One try. The key is never sent; a part file is removed when it fails. */
export async function downloadOnce(
  transport: Transport,
  address: string,
  file: string,
  options: CallOptions & { readonly maxBytes?: number }
): Promise<Downloaded> {
  const { answer, url } = await open(transport, address, options.signal);
  const header = (name: string): string | undefined => {
    const value = answer.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const mime = header('content-type')?.split(';')[0]?.trim().toLowerCase();
  const length = header('content-length');
  const total = length === undefined || header('content-encoding') !== undefined ? undefined : Number(length);
  const limit = options.maxBytes ?? Infinity;
  if (mime === 'text/html' || (total ?? 0) > limit) {
    drop(answer);
    throw mime === 'text/html'
      ? new UnreadableAnswerError(l10n.t('{0} sent a web page instead of the result.', url.host), {
          remedy: 'retry',
          accepted: 'no'
        })
      : tooLarge(url);
  }
  let handle: fs.FileHandle;
  try {
    handle = await fs.open(file, 'wx');
  } catch (error) {
    drop(answer);
    throw fileError(file, error);
  }
  try {
    const bytes = await pour(answer, handle, file, url, total, limit, options);
    await handle.close();
    return { bytes, ...(mime === undefined ? {} : { mime }) };
  } catch (error) {
    drop(answer);
    await handle.close().catch(() => undefined);
    await fs.rm(file, { force: true });
    throw error instanceof KieError ? error : networkFailure(error, 'download', url.host, options.signal);
  }
}

async function open(
  transport: Transport,
  address: string,
  signal?: AbortSignal
): Promise<{ answer: HttpAnswer; url: URL }> {
  let url = parse(address);
  for (let hop = 0; ; hop++) {
    const answer = await transport.send({ kind: 'download', method: 'GET', url, signal });
    const { status } = answer;
    if (status >= 200 && status < 300) return { answer, url };
    drop(answer);
    const location = answer.headers['location'];
    if (status >= 300 && status < 400 && typeof location === 'string' && hop < MAX_REDIRECTS) {
      url = parse(location, url);
      continue;
    }
    if ([401, 403, 404, 410].includes(status)) {
      throw new DeadAddressError(
        l10n.t('The address of the result has expired (code {0}). Collect it again.', status),
        { code: status, remedy: 'retry', accepted: 'no' }
      );
    }
    throw failureOf(status, '', 'download');
  }
}

function parse(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) {
    throw new BlockedAddressError(l10n.t('KIE gave an address that cannot be used.'), {
      remedy: 'none',
      accepted: 'no'
    });
  }
  const url = new URL(address, base);
  assertAllowed(url);
  return url;
}

async function pour(
  answer: HttpAnswer,
  handle: fs.FileHandle,
  file: string,
  url: URL,
  total: number | undefined,
  limit: number,
  options: CallOptions
): Promise<number> {
  const writer = new BatchWriter(handle, file);
  let done = 0;
  const { body } = answer;
  try {
    // Events, because iterating would join the pieces that wait, which is a copy of everything.
    await new Promise<void>((resolve, reject) => {
      // It may have broken while the file was opened; then no event comes any more.
      if (body.destroyed) {
        reject(body.errored ?? new Error('closed before its end'));
        return;
      }
      body.on('data', (piece: Buffer) => {
        done += piece.length;
        if (done > limit) {
          reject(tooLarge(url));
          body.destroy();
          return;
        }
        try {
          options.onProgress?.({ done, ...(total === undefined ? {} : { total }) });
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
          return;
        }
        if (!writer.add(piece)) return;
        body.pause();
        writer.flush().then(() => body.resume(), reject);
      });
      body.once('end', resolve).once('error', reject);
      body.once('close', () => reject(new Error('closed before its end'))); // after 'end' this changes nothing
    });
    await writer.end();
  } finally {
    await writer.idle(); // the file is closed next
  }
  if (total !== undefined && done !== total) {
    throw new InterruptedError(l10n.t('The download from {0} came incomplete.', url.host), {
      remedy: 'retry',
      accepted: 'no',
      transient: true
    });
  }
  return done;
}

const tooLarge = (url: URL): KieError =>
  new UnreadableAnswerError(l10n.t('The file at {0} is larger than allowed.', url.host), {
    remedy: 'none',
    accepted: 'no'
  });

/** Lets go of a body that nobody reads; its later error is of no interest. */
function drop(answer: HttpAnswer): void {
  answer.body.on('error', () => undefined).destroy();
}
