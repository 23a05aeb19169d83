import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import { fits, sniffFile, textExtension } from '../files/sniff.ts';
import { DeadAddressError, InvalidRequestError, KieError, NotFoundError } from '../kie/errors.ts';
import { compareTypes } from './announcedType.ts';
import type { StoredResult } from './rows.ts';
import type { TaskContext } from './taskContext.ts';

/** Brings the content into `part`, verifies it and gives the extension that it deserves. */
export async function fetchInto(
  ctx: TaskContext,
  result: StoredResult,
  part: string,
  signal: AbortSignal
): Promise<string> {
  if (result.url === undefined) {
    const text = result.text ?? '';
    await fs.writeFile(part, text, { flag: 'wx' });
    return result.extension ?? textExtension(result.kind, text);
  }
  const { bytes, mime } = await downloadAlive(ctx, result.url, part, signal);
  const { size } = await fs.stat(part);
  const found = await sniffFile(part);
  if (size === 0 || size !== bytes || !fits(result.kind, found)) {
    throw new KieError(
      size === 0
        ? l10n.t('The result came empty. Collect it again in a while.')
        : l10n.t('What came is not the promised {0} but {1}. Collect it again in a while.', result.kind, found.mime),
      { remedy: 'retry', accepted: 'no' }
    );
  }
  const difference = compareTypes(mime, found);
  if (difference === 'gross') {
    throw new KieError(
      l10n.t('What came is announced as {0} but is {1}. Collect it again in a while.', mime ?? '', found.mime),
      { remedy: 'retry', accepted: 'no' }
    );
  }
  if (difference === 'small') ctx.log.info(`A result is announced as ${mime ?? ''} and is ${found.mime}.`);
  return result.kind === 'text' && found.kind === 'json' ? '.json' : found.extension;
}

/** A dead address is made new once. Source: docs.kie.ai/common-api/download-url */
async function downloadAlive(ctx: TaskContext, url: string, part: string, signal: AbortSignal) {
  try {
    return await ctx.client.download(url, part, { signal });
  } catch (error) {
    if (!(error instanceof DeadAddressError)) throw error;
    const fresh = await ctx.client.downloadUrl(url, { signal }).catch((refusal: unknown) => {
      // "Not a file of ours" says less than that the address is dead.
      throw refusal instanceof InvalidRequestError || refusal instanceof NotFoundError ? error : refusal;
    });
    await fs.rm(part, { force: true });
    return ctx.client.download(fresh, part, { signal });
  }
}
