import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import { kindOfName } from '../../../shared/mediaTypes.ts';
import { fits, sniffFile, textExtension } from '../../files/sniff.ts';
import { DeadAddressError, InvalidRequestError, KieError, NotFoundError } from '../../http/errors.ts';
import { compareTypes } from './contentType.ts';
import type { StoredResult } from '../store/rows.ts';
import { serviceOfTask } from './serviceOfTask.ts';
import type { TaskContext } from './taskContext.ts';
import { before } from '../../../shared/textParts.ts';

/** The most that a result may have, in bytes: far above what KIE makes, and less than what fills a disk. */
const MOST_BYTES: Readonly<Record<StoredResult['kind'], number>> = {
  image: 512 * 2 ** 20,
  audio: 2 * 2 ** 30,
  video: 8 * 2 ** 30,
  text: 64 * 2 ** 20,
  // Analyses come with pictures and sound whose address does not say what they are.
  json: 2 * 2 ** 30
};

/** Brings the content into `part`, verifies it and gives the extension that it deserves. */
export async function fetchInto(
  ctx: TaskContext,
  localId: string,
  result: StoredResult,
  part: string,
  signal: AbortSignal
): Promise<string> {
  if (result.url === undefined) {
    const text = result.text ?? '';
    await fs.writeFile(part, text, { flag: 'wx' });
    return result.extension ?? textExtension(result.kind, text);
  }
  const guessed = isGuessed(result);
  const { bytes, mime } = await downloadAlive(ctx, localId, result.url, part, {
    signal,
    maxBytes: MOST_BYTES[guessed ? 'video' : result.kind]
  });
  const { size } = await fs.stat(part);
  const found = await sniffFile(part);
  // What nothing told of may be any medium; it was paid for.
  const { kind } = found;
  if (guessed && size > 0 && kind !== result.kind && (kind === 'image' || kind === 'video' || kind === 'audio')) {
    if (!fits(result.kind, found)) {
      ctx.ledger.updateResult(localId, result.index, { kind });
      result = { ...result, kind };
    }
  }
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

/** Whether neither the address nor the name of its field says what it leads to. */
const isGuessed = ({ kind, url, role }: StoredResult): boolean =>
  (kind === 'image' || kind === 'video' || kind === 'audio') &&
  kindOfName(before(url ?? '', /[?#]/)) === undefined &&
  !/frame|image|mask|cover/.test(role ?? '');

interface Limits {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

const isRefusal = (error: unknown): boolean => error instanceof InvalidRequestError || error instanceof NotFoundError;

/** A dead address is made new once. Source: docs.kie.ai/common-api/download-url */
async function downloadAlive(ctx: TaskContext, localId: string, url: string, part: string, options: Limits) {
  const download = (from: string) =>
    ctx.trace.timed(localId, 'download', () => ctx.client.download(from, part, options));
  try {
    return await download(url);
  } catch (error) {
    if (!(error instanceof DeadAddressError)) throw error;
    const asking = { signal: options.signal, onCall: ctx.trace.of(localId), watched: ctx.watched(localId) };
    const task = ctx.ledger.task(localId);
    const renewal = task === undefined ? undefined : serviceOfTask(ctx, task)?.renewal;
    const own =
      renewal === undefined || task?.taskId === undefined ? undefined : { path: renewal, taskId: task.taskId };
    const fresh = await ctx.client
      .downloadUrl(url, asking)
      .catch((refusal: unknown) => {
        if (own === undefined || !isRefusal(refusal)) throw refusal;
        return ctx.client.downloadUrl(url, { ...asking, own });
      })
      .catch((refusal: unknown) => {
        // "Not a file of ours" says less than that the address is dead.
        throw isRefusal(refusal) ? error : refusal;
      });
    await fs.rm(part, { force: true });
    return download(fresh);
  }
}
