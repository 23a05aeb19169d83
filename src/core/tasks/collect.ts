import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import type { Task, TaskError } from '../../shared/task.ts';
import type { SaveTarget } from '../engineTypes.ts';
import { nameFromStem, nameFromTemplate, safeName } from '../files/naming.ts';
import { diskCode, exists, isPublished, partPath, publish } from '../files/saving.ts';
import { fits, sniffFile, textExtension } from '../files/sniff.ts';
import { DeadAddressError, InvalidRequestError, KieError, NotFoundError } from '../kie/errors.ts';
import { mainPrompt } from '../models/askingOrder.ts';
import { compareTypes } from './announcedType.ts';
import type { ResultPatch } from './ledger.ts';
import type { StoredResult } from './rows.ts';
import type { TaskContext } from './taskContext.ts';
import { isPassing, toSaveError } from './taskError.ts';

/** Another window holds the task now: it saves, we let go. */
class TakenOverError extends Error {}

/** How long passing trouble is waited for before the person is asked to, and the longest pause between two tries. */
const PATIENCE_MS = 30 * 60_000;
const LONGEST_PAUSE_MS = 60_000;

/** Saves every result that is not saved yet; then the task is `done` or, when one failed, `uncollected`. */
export async function collectTask(ctx: TaskContext, task: Task, signal: AbortSignal): Promise<void> {
  const { ledger } = ctx;
  const target = ledger.details(task.localId)?.saveTo;
  if (target === undefined) return;
  const results = ledger.results(task.localId);
  const errors: TaskError[] = [];
  // What the disk refuses is told at once, so then nobody goes on waiting for the network.
  const disk = new AbortController();
  await Promise.all(
    results.map(async result => {
      if (result.state === 'saved') return;
      try {
        await saveWithPatience(ctx, task, [signal, disk.signal], async () => {
          // Read anew: an earlier try has left its traces.
          const now = ledger.results(task.localId)[result.index] ?? result;
          await ctx.transfers(() => saveResult(ctx, task, now, results.length, target, signal));
        });
      } catch (error) {
        if (signal.aborted || error instanceof TakenOverError) return;
        const told = toSaveError(error);
        errors.push(told);
        if (diskCode(error) !== undefined) disk.abort();
        ctx.log.warn(
          `Result ${result.index + 1} of task ${task.taskId ?? task.localId} was not saved: ${told.message}`
        );
        ledger.updateResult(task.localId, result.index, { state: 'failed', error: told.message });
      }
      ctx.changed();
    })
  );
  if (signal.aborted) return;
  const error = errors[0] ?? null;
  const state = error === null ? 'done' : 'uncollected';
  ledger.update(task.localId, ['collecting'], { state, error, finishedAt: ctx.clock.now(), progress: null });
  ctx.changed();
}

/** Tries again while the trouble may pass; the pauses hold no place among the transfers. Throws the last failure. */
async function saveWithPatience(
  ctx: TaskContext,
  task: Task,
  [signal, disk]: readonly [AbortSignal, AbortSignal],
  save: () => Promise<void>
): Promise<void> {
  let giveUpAt: number | undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      await save();
      return;
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      const now = ctx.clock.now();
      giveUpAt ??= now + PATIENCE_MS;
      const wait = Math.max(error.retryAfterMs ?? 0, Math.min(LONGEST_PAUSE_MS, 2_000 * 2 ** attempt));
      if (now + wait > giveUpAt || disk.aborted) throw error;
      ctx.log.info(`A result of task ${task.taskId ?? task.localId} is fetched again later: ${error.message}`);
      if (!ctx.ledger.update(task.localId, ['collecting'], { error: toSaveError(error) })) throw new TakenOverError();
      ctx.changed();
      try {
        await ctx.clock.sleep(wait, AbortSignal.any([signal, disk]));
      } catch {
        throw error; // only the signals end the waiting
      }
    }
  }
}

async function saveResult(
  ctx: TaskContext,
  task: Task,
  result: StoredResult,
  count: number,
  target: SaveTarget,
  signal: AbortSignal
): Promise<void> {
  signal.throwIfAborted();
  const { ledger } = ctx;
  const { localId } = task;
  const note = (patch: ResultPatch): void => {
    if (!ledger.updateResult(localId, result.index, patch)) throw new TakenOverError();
  };
  // A crash between giving the name and noting it leaves both names on one file.
  if (
    result.part !== undefined &&
    result.path !== undefined &&
    (await isPublished(result.part, result.path, result.bytes))
  ) {
    const { size } = await fs.stat(result.path);
    note({ state: 'saved', bytes: size, part: null, error: null });
    ledger.addFile(result.path, task);
    await fs.rm(result.part, { force: true });
    return;
  }
  if (result.part !== undefined && (await exists(result.part))) {
    // In this order: a missing part beside a noted name means that it was moved there.
    note({ path: null });
    await fs.rm(result.part, { force: true });
  }
  await fs.mkdir(target.folder, { recursive: true });
  const stem = stemOf(ctx, task, result, count, target);
  const part = partPath(target.folder, stem);
  note({ part, path: null });
  try {
    const extension = await fetchInto(ctx, result, part, signal);
    signal.throwIfAborted();
    const { size } = await fs.stat(part);
    const file = await publish(part, target.folder, stem, extension, intended => note({ path: intended, bytes: size }));
    note({ state: 'saved', bytes: size, path: file, part: null, error: null });
    ledger.addFile(file, task);
  } catch (error) {
    const { path: intended, bytes } = ledger.results(localId)[result.index] ?? {};
    // Published but not noted: the next try needs what the ledger says, and the part file as the proof.
    if (intended === undefined || !(await isPublished(part, intended, bytes))) {
      if (intended !== undefined) ledger.updateResult(localId, result.index, { path: null });
      await fs.rm(part, { force: true });
    }
    throw error;
  }
  await fs.rm(part, { force: true });
}

/** Brings the content into `part`, verifies it and gives the extension that it deserves. */
async function fetchInto(ctx: TaskContext, result: StoredResult, part: string, signal: AbortSignal): Promise<string> {
  if (result.url === undefined) {
    const text = result.text ?? '';
    await fs.writeFile(part, text, { flag: 'wx' });
    return textExtension(result.kind, text);
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

function stemOf(ctx: TaskContext, task: Task, result: StoredResult, count: number, target: SaveTarget): string {
  const { role } = result;
  const parts = { index: result.index + 1, count, ...(role === undefined ? {} : { role: safeName(role, 30) }) };
  if ('stem' in target) return nameFromStem(target.stem, parts);
  const entry = ctx.entry(task.model);
  const prompt = task.input[(entry === undefined ? undefined : mainPrompt(entry)) ?? 'prompt'];
  return nameFromTemplate(target.template, {
    ...parts,
    date: new Date(task.createdAt),
    model: task.model,
    ...(typeof prompt === 'string' ? { prompt } : {}),
    ...(task.taskId === undefined ? {} : { taskId: task.taskId })
  });
}
