import * as vscode from 'vscode';
import type { Engine } from '../../core/engineTypes.ts';
import { batchDrafts } from '../../shared/batch.ts';
import type { Requests } from '../../shared/protocol.ts';
import type { Deps } from '../services/deps.ts';
import { rememberModel } from '../services/recent.ts';
import { startBatch } from '../services/runner.ts';
import { agreeToPrice } from '../services/spending.ts';
import { withKey } from '../services/withKey.ts';
import { sumPrices } from '../services/words.ts';

type Run = Requests['run'];

/** Starts what the form asks for, once the person agreed to the price; several runs after one question. */
export async function runForm(deps: Deps, engine: Engine, params: Run['params']): Promise<Run['result']> {
  const { model } = params;
  const localId = await withKey(deps.key, () =>
    (params.batch === undefined ? runOnce : runBatch)(deps, engine, params)
  );
  if (localId === undefined) return { started: false };
  await rememberModel(deps.context.globalState, model);
  return { started: true, localId };
}

async function runOnce(deps: Deps, engine: Engine, { model, draft }: Run['params']): Promise<string | undefined> {
  const { issues, price } = await engine.evaluate(model, draft);
  const name = engine.entry(model)?.name ?? model;
  if (issues.length === 0 && !(await agreeToPrice(deps.ask, engine, name, price))) return undefined;
  const saveTo = await deps.output.target('ask');
  if (saveTo === undefined) return undefined;
  return (await engine.start({ model, input: draft, saveTo, origin: 'form' })).localId;
}

async function runBatch(
  deps: Deps,
  engine: Engine,
  { model, draft, batch }: Run['params']
): Promise<string | undefined> {
  const entry = engine.entry(model);
  if (entry === undefined || batch === undefined) return undefined;
  const saveTo = await deps.output.target('ask');
  if (saveTo === undefined) return undefined;
  const { tasks, failures } = await startBatch(engine, deps.ask, {
    model,
    modelName: entry.name,
    name: entry.name,
    runs: batchDrafts(entry, draft, batch).map((input, index) => ({
      name: batch.sweep === undefined ? `#${index + 1}` : String(batch.sweep.values[index]),
      input,
      saveTo
    })),
    origin: 'form',
    question: (count, price) => vscode.l10n.t('Run {0} {1} times for {2}?', entry.name, count, price)
  });
  if (failures.length > 0) void vscode.window.showWarningMessage(failures.join('\n'));
  return tasks[0]?.localId;
}

/** What several runs cost altogether; problems of any of them. */
export async function quote(engine: Engine, params: Requests['quote']['params']): Promise<Requests['quote']['result']> {
  const { model, draft, batch } = params;
  const entry = engine.entry(model);
  if (entry === undefined) throw new Error(vscode.l10n.t('There is no model "{0}".', model));
  const drafts = batchDrafts(entry, draft, batch);
  const evaluations = await Promise.all(drafts.map(one => engine.evaluate(model, one)));
  const issues = evaluations.flatMap(evaluation => evaluation.issues);
  return { count: drafts.length, price: sumPrices(evaluations.map(({ price }) => price)), issues };
}
