import * as vscode from 'vscode';
import { earlierOffers } from '../../../../core/engine/earlier.ts';
import type { EarlierOffer } from '../../../../core/engine/earlier.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import { earlierModels } from '../../../../shared/earlier.ts';
import { promptText } from '../../../../shared/catalog/mainPrompt.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import type { ResultOf } from '../../../../shared/protocol/requests.ts';
import { firstOf } from '../../../common/text/format.ts';
import { resultLabel } from '../../../common/text/resultText.ts';
import { ageText, dayText } from '../../../common/text/age.ts';
import { showPick } from '../../../common/quickInput.ts';
import { formatList } from '../../../../shared/format/listFormat.ts';

const DAY_MS = 86_400_000;

/**
 * Lets the user pick an earlier task, or a result of one, with an id for this parameter. Empty when the user cancels.
 * @throws when no task has such an id
 */
export async function pickEarlier(engine: Engine, entry: ModelEntry, name: string): Promise<ResultOf<'pickEarlier'>> {
  const offers = earlierOffers(engine.tasks, entry, name);
  if (offers.length === 0) {
    const models = earlierModels(entry, name).flatMap(id => engine.models.entry(id) ?? []);
    const current = models.filter(({ status }) => status === 'current');
    const names = (current.length === 0 ? models : current).map(model => model.name);
    throw new Error(
      vscode.l10n.t('No matching finished task. Needs one from: {0}.', formatList(firstOf([...new Set(names)])))
    );
  }
  const now = Date.now();
  const items = offers.map(offer => ({ ...itemOf(engine, offer, now), values: offer.followUp.input }));
  const chosen = await showPick(items, {
    placeHolder: vscode.l10n.t('Select a result from the history'),
    matchOnDescription: true,
    matchOnDetail: true
  });
  return chosen === undefined ? {} : { values: chosen.values };
}

/** The result or the model, its age, and the prompt below. */
function itemOf(engine: Engine, { task, followUp }: EarlierOffer, now: number): vscode.QuickPickItem {
  const entry = engine.models.entry(task.model);
  const model = entry?.name ?? task.model;
  const result = task.results.find(({ index }) => index === followUp.resultIndex);
  const ended = task.finishedAt ?? task.createdAt;
  const age = now - ended < DAY_MS ? ageText(ended, now) : dayText(ended, now);
  return {
    label: result === undefined ? model : resultLabel(task, result),
    description: result === undefined ? age : `${model} · ${age}`,
    detail: promptText(entry, task.input).replace(/\s+/g, ' ')
  };
}
