import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import { UNVERIFIED } from '../../../shared/task.ts';
import { addressExtension } from '../../files/addressExtension.ts';
import { exists } from '../../files/saving.ts';
import { sniffFile, textExtension } from '../../files/sniff.ts';
import { InterruptedError, KieError } from '../../http/errors.ts';
import type { StoredResult } from '../store/resultColumns.ts';
import { downloadResult } from './downloadResult.ts';
import { holdContent } from './holdContent.ts';
import type { LeavePlace } from './semaphore.ts';
import type { TaskContext } from './taskContext.ts';
import { isGuessed, verifyResult } from './verifyResult.ts';
import type { Verified } from './verifyResult.ts';

/** The size limits of results in bytes: far above what KIE makes, and less than what fills a disk. */
const MAX_BYTES: Readonly<Record<StoredResult['kind'], number>> = {
  image: 512 * 2 ** 20,
  audio: 2 * 2 ** 30,
  video: 8 * 2 ** 30,
  text: 64 * 2 ** 20,
  // Analyses come with images and audio whose addresses do not say what they are.
  json: 2 * 2 ** 30
};

/** Milliseconds before content that arrived incomplete is fetched again. */
const CUT_WAITS = [1_000, 3_000];

/** What one result is fetched with. */
export interface Fetch {
  readonly localId: string;
  readonly result: StoredResult;
  /** A file that does not exist yet. */
  readonly part: string;
  readonly signal: AbortSignal;
  /** Lets other downloads begin while this one is slow. */
  readonly leave: LeavePlace;
}

/**
 * Brings the verified content of a result into `part`, and returns its extension.
 * Content that was fetched but not recognized is held, so that the user can save it as it is.
 * @throws {@link KieError}
 */
export async function fetchInto(ctx: TaskContext, fetch: Fetch): Promise<string> {
  const { localId, result, part, signal } = fetch;
  if (result.accepted === true && result.held !== undefined && (await exists(result.held))) {
    await fs.copyFile(result.held, part, fs.constants.COPYFILE_EXCL);
    const found = await sniffFile(part);
    return found.mime === 'application/octet-stream' ? addressExtension(result.url ?? '') : found.extension;
  }
  if (result.url === undefined) {
    const text = result.text ?? '';
    await fs.writeFile(part, text, { flag: 'wx' });
    return result.extension ?? textExtension(result.kind, text);
  }
  const address = result.url;
  for (let attempt = 0; ; attempt++) {
    const verified = await fetchOnce(ctx, fetch, address);
    if (verified.verdict === 'whole') {
      if (verified.kind !== result.kind) ctx.ledger.results.update(localId, result.index, { kind: verified.kind });
      return verified.kind === 'text' && verified.found.kind === 'json' ? '.json' : verified.found.extension;
    }
    const wait = verified.verdict === 'cut' ? CUT_WAITS[attempt] : undefined;
    // What a server says in place of media was not paid for; anything else may be what was.
    if (verified.verdict === 'cut' || verified.verdict === 'strange') {
      await holdContent(ctx, localId, result.index, part);
    }
    if (wait === undefined) throw refusal(result, verified);
    await fs.rm(part, { force: true });
    ctx.log.info(`Result ${result.index + 1} of task ${localId} arrived incomplete and is downloaded again.`);
    await ctx.clock.sleep(wait, signal);
  }
}

async function fetchOnce(ctx: TaskContext, { localId, result, part, signal, leave }: Fetch, address: string) {
  const slow = new AbortController();
  const options = {
    signal: AbortSignal.any([signal, slow.signal]),
    maxBytes: MAX_BYTES[isGuessed(result) ? 'video' : result.kind],
    onSlow: () => {
      if (!leave()) slow.abort();
    }
  };
  try {
    const downloaded = await downloadResult(ctx, localId, address, part, options);
    return await verifyResult(
      result,
      part,
      downloaded,
      size => ctx.client.isLonger?.(address, size, { signal }) ?? Promise.resolve(undefined)
    );
  } catch (error) {
    if (!slow.signal.aborted || signal.aborted) throw error;
    throw new InterruptedError(l10n.t('The download is very slow and continues after the others.'), {
      remedy: 'retry',
      accepted: 'no',
      transient: true
    });
  }
}

function refusal({ kind }: StoredResult, { verdict, found }: Verified): KieError {
  const options = { remedy: 'retry', accepted: 'no' } as const;
  switch (verdict) {
    case 'empty':
      return new KieError(l10n.t('The result came empty. Download it again later.'), options);
    case 'cut':
      return new KieError(
        l10n.t('The result arrived incomplete several times. Download it again later, or save it as it is.'),
        { ...options, code: UNVERIFIED }
      );
    case 'strange':
      return new KieError(
        l10n.t(
          'What came is not the promised {0} but {1}. Save it as it is, or download it again later.',
          kind,
          found.mime
        ),
        { ...options, code: UNVERIFIED }
      );
    case 'page':
    case 'whole':
      return new KieError(
        l10n.t('What came is not the promised {0} but {1}. Download it again later.', kind, found.mime),
        options
      );
  }
}
