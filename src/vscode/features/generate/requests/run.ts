import * as vscode from 'vscode';
import { joinSentences } from '../../../../shared/format/listFormat.ts';
import { messageOf } from '../../../../shared/messageOf.ts';
import { plural } from '../../../../shared/format/plural.ts';
import { CreditsError } from '../../../../core/http/errors/errors.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import { batchRuns } from '../../../../shared/batch.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import type { ParamsOf, ResultOf } from '../../../../shared/protocol/requests.ts';
import type { Services } from '../../../services.ts';
import { rememberModel } from '../../../state.ts';
import { startBatch } from '../../run/startBatch.ts';
import { confirmPrice } from '../../run/confirmPrice.ts';
import { requestDetails } from '../../run/requestDetails.ts';
import { withKey } from '../../../common/withKey.ts';
import { firstOf, sumPrices } from '../../../common/text/format.ts';

type RunParams = ParamsOf<'run'>;
type RunResult = ResultOf<'run'>;

/** Starts a run or a batch of the form, after the user has confirmed its price. */
export async function runForm(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'key' | 'output' | 'state'>,
  engine: Engine,
  params: RunParams
): Promise<RunResult> {
  const { model } = params;
  const result = await withKey(services.key, () =>
    (params.batch === undefined ? runOnce : runBatch)(services, engine, params)
  );
  if (result?.started === true) await rememberModel(services.state, model);
  return result ?? NOTHING;
}

const NOTHING: RunResult = { started: false };

async function runOnce(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'output'>,
  engine: Engine,
  { model, draft }: RunParams
): Promise<RunResult> {
  const { issues, price, lengths, warnings } = await engine.drafts.evaluate(model, draft);
  const entry = engine.models.entry(model);
  const request = requestDetails(price, [{ entry, input: draft, lengths }]);
  const run = { modelName: entry?.name ?? model, price, request, warnings };
  if (issues.length === 0 && !(await confirmPrice(services, engine.account, run))) return NOTHING;
  const saveTo = await services.output.target('ask');
  if (saveTo === undefined) return NOTHING;
  try {
    const { localId } = await engine.tasks.start({ model, input: draft, saveTo, origin: 'form', agreed: price });
    return { started: true, localId };
  } catch (error) {
    if (error instanceof CreditsError) return { started: false, isBalanceLow: true, problem: messageOf(error) };
    throw error;
  }
}

async function runBatch(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'output'>,
  engine: Engine,
  { model, draft, batch }: RunParams
): Promise<RunResult> {
  const entry = engine.models.entry(model);
  if (entry === undefined || batch === undefined) return NOTHING;
  const saveTo = await services.output.target('ask');
  if (saveTo === undefined) return NOTHING;
  const { tasks, failures } = await startBatch(engine, services, {
    model,
    modelName: entry.name,
    name: entry.name,
    runs: batchRuns(entry, draft, batch).map(({ name, draft: input }) => ({ name, input, saveTo })),
    origin: 'form',
    question: (count, price) => plural(vscode.l10n.t('Run {0} tasks with {1} for {2}?'), count, entry.name, price)
  });
  const [first] = tasks;
  if (first === undefined) return NOTHING;
  const problem = vscode.l10n.t('Not started: {0}', joinSentences(firstOf(failures)));
  return { started: true, localId: first.localId, ...(failures.length === 0 ? {} : { problem }) };
}

/** The number and total price of the valid runs of a batch, and the issues of the others. */
export async function quote(
  engine: Engine,
  entry: ModelEntry,
  { draft, batch }: Pick<ParamsOf<'quote'>, 'draft' | 'batch'>
): Promise<ResultOf<'quote'>> {
  const runs = batchRuns(entry, draft, batch);
  const isVaried = batch.sweep !== undefined || batch.prompts !== undefined;
  const evaluations = await Promise.all(runs.map(run => engine.drafts.evaluate(entry.id, run.draft)));
  const valid = evaluations.filter(({ issues }) => issues.length === 0);
  const issues = evaluations.flatMap((evaluation, index) =>
    evaluation.issues.map(({ path, message }) => ({
      path,
      message: isVaried ? vscode.l10n.t('{0}: {1}', runs[index]?.name ?? '', message) : message
    }))
  );
  return { count: valid.length, price: sumPrices(valid.map(({ price }) => price)), issues };
}
