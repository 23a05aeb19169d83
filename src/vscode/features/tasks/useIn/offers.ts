import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import type { FollowUp } from '../../../../core/models/followUps.ts';
import type { Evaluation, Price } from '../../../../shared/form.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';
import type { Services } from '../../../services.ts';
import { priceText } from '../../../common/text/format.ts';
import { resultLabel } from '../../../common/text/resultText.ts';
import { startOne } from '../../run/startOne.ts';
import type { PickItem } from '../../../common/quickInput.ts';

/** A documented follow-up of a task, evaluated. */
export interface Offer {
  readonly followUp: FollowUp;
  readonly entry: ModelEntry;
  readonly price: Price;
  readonly lengths: Evaluation['lengths'];
  readonly warnings: Evaluation['warnings'];
  /** Whether no parameter is left to fill in. */
  readonly ready: boolean;
}

export interface OfferItem extends PickItem {
  readonly offer?: Offer;
}

/** Returns the follow-ups of a result; of the whole task when there is no result or it has none of its own. */
export async function offersOf(engine: Engine, task: Task, result: TaskResult | undefined): Promise<readonly Offer[]> {
  const all = engine.tasks.followUps(task.localId);
  const ofResult = all.filter(({ resultIndex }) => resultIndex === result?.index);
  const followUps = result === undefined || ofResult.length === 0 ? all : ofResult;
  const offers = followUps.map(async (followUp): Promise<readonly Offer[]> => {
    const entry = engine.models.entry(followUp.model);
    const { issues, price, lengths, warnings } = await engine.drafts.evaluate(followUp.model, followUp.input);
    // A model that cannot run at all is not offered.
    if (entry === undefined || issues.some(({ path }) => path === 'model')) return [];
    return [{ followUp, entry, price, lengths, warnings, ready: issues.length === 0 }];
  });
  return (await Promise.all(offers)).flat();
}

/** Returns one item per follow-up, under the label of the result that it continues from if there are several. */
export function offerItems(task: Task, offers: readonly Offer[]): readonly OfferItem[] {
  const places = [...new Set(offers.map(({ followUp }) => followUp.resultIndex))];
  return places.flatMap(place => {
    const lines = offers.filter(({ followUp }) => followUp.resultIndex === place).map(itemOf);
    const result = task.results.find(({ index }) => index === place);
    const label = result === undefined ? vscode.l10n.t('Whole task') : resultLabel(task, result);
    return places.length === 1 ? lines : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...lines];
  });
}

function itemOf(offer: Offer): OfferItem {
  const { entry, price, ready } = offer;
  const form = ready ? '' : vscode.l10n.t('opens the form');
  return {
    label: entry.name,
    description: [ready || price.kind === 'exact' ? priceText(price) : '', form]
      .filter(text => text !== '')
      .join(' · '),
    detail: entry.summary,
    ...(ready
      ? { buttons: [{ iconPath: new vscode.ThemeIcon('settings-gear'), tooltip: vscode.l10n.t('Open in Form') }] }
      : {}),
    offer
  };
}

/**
 * Runs a follow-up at once when no parameter is missing, otherwise or with `inForm` opens the form with the rest.
 * Resolves to the local ID of a started task.
 */
export async function continueWith(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'form' | 'key' | 'log' | 'output'>,
  engine: Engine,
  offer: Offer,
  inForm: boolean
): Promise<string | undefined> {
  const { followUp, entry, ready } = offer;
  if (ready && !inForm) return (await startOne(services, engine, { ...offer, input: followUp.input }))?.localId;
  await services.form.open(entry.id, followUp.input);
  return undefined;
}
