import * as vscode from 'vscode';
import type { Engine, SaveTarget } from '../../core/engineTypes.ts';
import type { Draft, Evaluation, Price } from '../../shared/form.ts';
import type { Task, TaskOrigin } from '../../shared/task.ts';
import { Settings } from '../ids.ts';
import type { Ask } from './ask.ts';
import { setting } from './settings.ts';
import { priceText, sumPrices } from './words.ts';

/** True when nothing need be asked about this price, or the person agreed. */
export async function agreeToPrice(ask: Ask, modelName: string, price: Price): Promise<boolean> {
  const limit = setting<number>(Settings.confirmAboveCredits, 100);
  if (price.kind !== 'unknown' && price.credits !== undefined && price.credits <= limit) return true;
  const question =
    price.kind === 'unknown'
      ? vscode.l10n.t('Run {0}? Its price is not known.', modelName)
      : vscode.l10n.t('Run {0} for {1}?', modelName, priceText(price));
  return ask.confirm(question, vscode.l10n.t('KIE takes the credits when it accepts the task.'), vscode.l10n.t('Run'));
}

export interface Batch {
  readonly model: string;
  readonly modelName: string;
  readonly runs: readonly { readonly input: Draft; readonly saveTo: SaveTarget }[];
  readonly origin: TaskOrigin;
  /** The question about several runs: figure and price go in. */
  readonly question: (count: number, price: string) => string;
}

/** Starts what the person agreed to. One question for all, before anything is sent. Empty when they did not. */
export async function startBatch(engine: Engine, ask: Ask, batch: Batch): Promise<readonly Task[]> {
  const evaluations: Evaluation[] = [];
  for (const run of batch.runs) evaluations.push(await engine.evaluate(batch.model, run.input));
  const price = sumPrices(evaluations.map(evaluation => evaluation.price));
  const problems = evaluations.flatMap(evaluation => evaluation.issues);
  // A single faulty file is the engine's to refuse, with its own words.
  if (problems.length === 0 || batch.runs.length > 1) {
    const agreed =
      batch.runs.length > 1
        ? await ask.confirm(
            batch.question(batch.runs.length, priceText(price)),
            problems.map(problem => problem.message).join('\n'),
            vscode.l10n.t('Run')
          )
        : await agreeToPrice(ask, batch.modelName, price);
    if (!agreed) return [];
  }
  const tasks: Task[] = [];
  for (const [index, run] of batch.runs.entries()) {
    if ((evaluations[index]?.issues.length ?? 0) > 0 && batch.runs.length > 1) continue;
    tasks.push(await engine.start({ model: batch.model, input: run.input, saveTo: run.saveTo, origin: batch.origin }));
  }
  return tasks;
}

/** The saved files of a task, in order. */
export function filesOf(task: Task): vscode.Uri[] {
  return task.results.flatMap(result => (result.path === undefined ? [] : [vscode.Uri.file(result.path)]));
}
