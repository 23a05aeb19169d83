import * as vscode from 'vscode';
import { joinSentences } from '../../../shared/format/listFormat.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Engine } from '../../../core/engine/api.ts';
import type { SaveTarget } from '../../../core/tasks/types.ts';
import type { Draft, Issue, Price } from '../../../shared/form.ts';
import type { Task, TaskOrigin } from '../../../shared/task.ts';
import { confirmPrice, chargedText, confirmPurchase, totalCost, warningsOf } from './confirmPrice.ts';
import type { Guard, Reason } from './confirmPrice.ts';
import { requestDetails } from './requestDetails.ts';
import { withTasksProgress } from '../../common/progress.ts';
import { firstOf, sumPrices } from '../../common/text/format.ts';
import { priceInQuestion } from '../../common/text/priceInQuestion.ts';

interface BatchRun {
  /** The display name of the run: its file name. */
  readonly name: string;
  readonly input: Draft;
  readonly saveTo: SaveTarget;
}

export interface Batch {
  readonly model: string;
  readonly modelName: string;
  /** The display name of the batch in the Tasks view. */
  readonly name: string;
  readonly runs: readonly BatchRun[];
  readonly origin: TaskOrigin;
  /** Returns the question for multiple runs, with their number and price. */
  readonly question: (count: number, price: string) => string;
  /** The reason to ask about a single run at any price. */
  readonly reason?: Reason;
  /** Called when the user agreed, before anything starts. */
  readonly onAgreed?: () => Promise<void>;
  /** Called for a single task right after its start, before it can finish. */
  readonly onStarted?: (task: Task) => void;
}

export interface Started {
  /** In the order of the runs. */
  readonly tasks: readonly Task[];
  /** The ID of the batch when there are several tasks. Its end is reported once. */
  readonly batchId?: string;
  /** Errors of the runs that could not be started although the user agreed. */
  readonly failures: readonly string[];
}

const NOTHING: Started = { tasks: [], failures: [] };

/**
 * Starts the runs that the user agreed to. Asks once before anything is submitted. The question has the number and
 * price of the valid runs and the reasons to leave out others.
 *
 * @throws when no run is valid or could be started.
 */
export async function startBatch(engine: Engine, guard: Guard, batch: Batch): Promise<Started> {
  const evaluated = await withTasksProgress(async () => {
    const each = [];
    for (const run of batch.runs) each.push({ run, ...(await engine.drafts.evaluate(batch.model, run.input)) });
    return each;
  });
  const valid = evaluated.filter(({ issues }) => issues.length === 0);
  const invalid = evaluated.filter(({ issues }) => issues.length > 0);
  const [first] = valid;
  if (first === undefined)
    throw new Error(firstOf(invalid.map(one => skippedText(batch, one.run, one.issues))).join('\n'));
  const price = sumPrices(valid.map(one => one.price));
  const entry = engine.models.entry(batch.model);
  const request = requestDetails(
    price,
    valid.map(({ run, lengths }) => ({ entry, input: run.input, lengths }))
  );
  if (batch.runs.length === 1) {
    const run = { modelName: batch.modelName, price, request, warnings: first.warnings };
    if (!(await confirmPrice(guard, engine.account, run, batch.reason))) return NOTHING;
  } else {
    const question =
      valid.length === 1
        ? vscode.l10n.t('Run {0} only on {1} for {2}?', batch.modelName, first.run.name, priceInQuestion(price))
        : batch.question(valid.length, priceInQuestion(price));
    const sentences = invalid.map(({ run, issues }) => vscode.l10n.t('Skipped: {0}', skippedText(batch, run, issues)));
    const notes = [...warningsOf(valid), batch.reason?.why, ...firstOf(sentences)];
    const cost = totalCost(valid.map(one => one.price));
    const charged = chargedText(valid.length);
    const purchase = { ...cost, question, request, charged, notes, action: vscode.l10n.t('Run') };
    if (!(await confirmPurchase(guard, engine.account, purchase))) return NOTHING;
  }
  await batch.onAgreed?.();
  if (valid.length === 1) return startAlone(engine, batch, first);
  return startAll(engine, batch, valid);
}

/** A run at the price in the question. */
interface AgreedRun {
  readonly run: BatchRun;
  readonly price: Price;
}

async function startAlone(engine: Engine, batch: Batch, { run, price }: AgreedRun): Promise<Started> {
  const { model, origin } = batch;
  const task = await engine.tasks.start({ model, input: run.input, saveTo: run.saveTo, origin, agreed: price });
  batch.onStarted?.(task);
  return { tasks: [task], failures: [] };
}

/** Starts all runs. A run that cannot be started does not affect the others. */
async function startAll(engine: Engine, batch: Batch, agreed: readonly AgreedRun[]): Promise<Started> {
  const { model, origin, name } = batch;
  const runs = agreed.map(({ run }) => run);
  const intents = agreed.map(({ run: { input, saveTo }, price }) => ({ model, input, saveTo, origin, agreed: price }));
  const { batchId, refused } = await engine.batches.start(intents, { name });
  const failures = refused.map(({ index, error }) =>
    vscode.l10n.t('{0}: {1}', runs[index]?.name ?? '', messageOf(error))
  );
  if (batchId === undefined) throw new Error(firstOf(failures).join('\n'));
  const place = new Map(runs.map(({ input }, index) => [JSON.stringify(input), index]));
  const placeOf = ({ input }: Task): number => place.get(JSON.stringify(input)) ?? runs.length;
  const tasks = engine.tasks.list().filter(task => task.batch?.id === batchId);
  return { batchId, tasks: tasks.toSorted((a, b) => placeOf(a) - placeOf(b)), failures };
}

function skippedText(batch: Batch, run: BatchRun, issues: readonly Issue[]): string {
  const words = joinSentences(issues.map(issue => issue.message));
  return batch.runs.length === 1 ? words : vscode.l10n.t('{0}: {1}', run.name, words);
}
