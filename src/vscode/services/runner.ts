import * as vscode from 'vscode';
import type { Engine, SaveTarget } from '../../core/engineTypes.ts';
import type { Draft, Issue } from '../../shared/form.ts';
import type { Task, TaskOrigin } from '../../shared/task.ts';
import type { Ask } from './ask.ts';
import { agreeToPrice, detail, overTheDay } from './spending.ts';
import { messageOf, priceText, sumPrices } from './words.ts';

export interface BatchRun {
  /** What a person calls it: the name of the file. */
  readonly name: string;
  readonly input: Draft;
  readonly saveTo: SaveTarget;
}

export interface Batch {
  readonly model: string;
  readonly modelName: string;
  readonly runs: readonly BatchRun[];
  readonly origin: TaskOrigin;
  /** The question about several runs: figure and price go in. */
  readonly question: (count: number, price: string) => string;
  /** Told of each task at once, before it can end. */
  readonly onStarted?: (task: Task) => void;
}

export interface Started {
  readonly tasks: readonly Task[];
  /** Sentences about the runs that could not be started although the person agreed. */
  readonly failures: readonly string[];
}

const NOTHING: Started = { tasks: [], failures: [] };

/**
 * Starts what the person agreed to. One question for all, before anything is sent: it counts and prices the runs that
 * are valid and says why the others are left out. Throws when not one is valid or could be started.
 */
export async function startBatch(engine: Engine, ask: Ask, batch: Batch): Promise<Started> {
  const judged = [];
  for (const run of batch.runs) judged.push({ run, ...(await engine.evaluate(batch.model, run.input)) });
  const fit = judged.filter(({ issues }) => issues.length === 0);
  const unfit = judged.filter(({ issues }) => issues.length > 0);
  const [first] = fit;
  if (first === undefined) throw new Error(unfit.map(({ run, issues }) => leftOut(batch, run, issues)).join('\n'));
  const price = sumPrices(fit.map(one => one.price));
  if (batch.runs.length === 1) {
    if (!(await agreeToPrice(ask, engine, batch.modelName, price))) return NOTHING;
  } else {
    const question =
      fit.length === 1
        ? vscode.l10n.t('Run {0} on {1} alone for {2}?', batch.modelName, first.run.name, priceText(price))
        : batch.question(fit.length, priceText(price));
    const over = overTheDay(engine, price.credits ?? 0);
    const sentences = unfit.map(({ run, issues }) => vscode.l10n.t('Left out: {0}', leftOut(batch, run, issues)));
    if (!(await ask.confirm(question, detail(over, ...sentences), vscode.l10n.t('Run')))) return NOTHING;
  }
  return start(
    engine,
    batch,
    fit.map(({ run }) => run)
  );
}

/** One that cannot be started takes no other along. */
async function start(engine: Engine, batch: Batch, runs: readonly BatchRun[]): Promise<Started> {
  const tasks: Task[] = [];
  const failed: { readonly run: BatchRun; readonly error: unknown }[] = [];
  for (const run of runs) {
    try {
      const { model, origin } = batch;
      const task = await engine.start({ model, input: run.input, saveTo: run.saveTo, origin });
      batch.onStarted?.(task);
      tasks.push(task);
    } catch (error) {
      failed.push({ run, error });
    }
  }
  const [worst] = failed;
  if (tasks.length === 0 && worst !== undefined) throw worst.error;
  return { tasks, failures: failed.map(({ run, error }) => `${run.name}: ${messageOf(error)}`) };
}

function leftOut(batch: Batch, run: BatchRun, issues: readonly Issue[]): string {
  const words = issues.map(issue => issue.message).join(' ');
  return batch.runs.length === 1 ? words : `${run.name}: ${words}`;
}

/** The saved files of a task, in order. */
export function filesOf(task: Task): vscode.Uri[] {
  return task.results.flatMap(result => (result.path === undefined ? [] : [vscode.Uri.file(result.path)]));
}
