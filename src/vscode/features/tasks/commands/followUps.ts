import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import type { FollowUp } from '../../../../core/models/followUps.ts';
import type { Evaluation, Price } from '../../../../shared/form.ts';
import type { ModelEntry } from '../../../../shared/model.ts';
import { isActive } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import type { Services } from '../../../services.ts';
import { startOne } from '../../run/startOne.ts';
import { priceText } from '../../../common/text/format.ts';
import { resultLabel } from '../../../common/text/resultText.ts';
import { targetOrChosen } from './targetOrChosen.ts';
import { createPick } from '../../../common/quickInput.ts';

interface Offer {
  readonly followUp: FollowUp;
  readonly entry: ModelEntry;
  readonly price: Price;
  readonly fields: Evaluation['fields'];
  /** Whether no parameter is left to fill in. */
  readonly ready: boolean;
}

/**
 * Runs a documented follow-up of a finished task. Starts at once when no parameter is missing, otherwise opens the form
 * with the rest. Resolves to the local ID of a started task.
 * @throws when the task has no follow-up
 */
export async function moreFromResult(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'engine' | 'form' | 'key' | 'log' | 'output' | 'selectedNodes'>,
  given: unknown
): Promise<string | undefined> {
  const engine = await services.engine.get();
  const sources = new Set(engine.models.entries.flatMap(({ from = [] }) => from.flatMap(({ of }) => of)));
  const chosen = await targetOrChosen(
    services,
    given,
    vscode.l10n.t('Select a task to continue from'),
    task => !isActive(task.state) && sources.has(task.model) && engine.tasks.followUps(task.localId).length > 0
  );
  if (chosen === undefined) return undefined;
  const { task, result } = chosen;
  const all = engine.tasks.followUps(task.localId);
  const ofResult = all.filter(({ resultIndex }) => resultIndex === result?.index);
  // A result item offers the follow-ups of its file. Follow-ups of the whole task are on the task item.
  const offers = await evaluateOffers(engine, result === undefined || ofResult.length === 0 ? all : ofResult);
  if (offers.length === 0) throw new Error(vscode.l10n.t('No follow-up actions for this result.'));
  const picked = await pickOffer(engine, task, offers);
  if (picked === undefined) return undefined;
  const { offer, inForm } = picked;
  if (offer.ready && !inForm) {
    return (await startOne(services, engine, { ...offer, input: offer.followUp.input }))?.localId;
  }
  await services.form.open(offer.entry.id, offer.followUp.input);
  return undefined;
}

async function evaluateOffers(engine: Engine, followUps: readonly FollowUp[]): Promise<readonly Offer[]> {
  const offers = followUps.map(async (followUp): Promise<readonly Offer[]> => {
    const entry = engine.models.entry(followUp.model);
    const { issues, price, fields } = await engine.drafts.evaluate(followUp.model, followUp.input);
    // A model that cannot run at all is not offered.
    if (entry === undefined || issues.some(({ path }) => path === 'model')) return [];
    return [{ followUp, entry, price, fields, ready: issues.length === 0 }];
  });
  return (await Promise.all(offers)).flat();
}

type Item = vscode.QuickPickItem & { readonly offer?: Offer };

/** Shows one item per follow-up, labeled by its source file. The button opens the form even when nothing is missing. */
function pickOffer(
  engine: Engine,
  task: Task,
  offers: readonly Offer[]
): Promise<{ readonly offer: Offer; readonly inForm: boolean } | undefined> {
  const pick = createPick<Item>();
  pick.title = vscode.l10n.t('Continue from {0}', engine.models.entry(task.model)?.name ?? task.model);
  pick.placeholder = vscode.l10n.t('Select a follow-up action');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = itemsOf(task, offers);
  return new Promise(resolve => {
    const close = (offer: Offer | undefined, inForm: boolean): void => {
      resolve(offer === undefined ? undefined : { offer, inForm });
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const offer = pick.selectedItems[0]?.offer;
      if (offer !== undefined) close(offer, false);
    });
    pick.onDidTriggerItemButton(({ item }) => close(item.offer, true));
    pick.onDidHide(() => close(undefined, false));
    pick.show();
  });
}

function itemsOf(task: Task, offers: readonly Offer[]): readonly Item[] {
  const places = [...new Set(offers.map(({ followUp }) => followUp.resultIndex))];
  return places.flatMap(place => {
    const lines = offers.filter(({ followUp }) => followUp.resultIndex === place).map(itemOf);
    const result = task.results.find(({ index }) => index === place);
    const label = result === undefined ? vscode.l10n.t('Whole task') : resultLabel(task, result);
    return places.length === 1 ? lines : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...lines];
  });
}

function itemOf(offer: Offer): Item {
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
