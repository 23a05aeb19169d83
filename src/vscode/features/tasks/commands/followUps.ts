import * as vscode from 'vscode';
import { isActive } from '../../../../shared/task.ts';
import type { Services } from '../../../services.ts';
import { continueWith, offerItems, offersOf } from '../useIn/offers.ts';
import { pickWithButtons } from '../useIn/pick.ts';
import { targetOrChosen } from './targetOrChosen.ts';

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
  const offers = await offersOf(engine, task, result);
  if (offers.length === 0) throw new Error(vscode.l10n.t('No follow-up actions for this result.'));
  const title = vscode.l10n.t('Continue from {0}', engine.models.entry(task.model)?.name ?? task.model);
  const placeholder = vscode.l10n.t('Select a follow-up action');
  // A result item offers the follow-ups of its file. Follow-ups of the whole task are on the task item.
  const picked = await pickWithButtons(offerItems(task, offers), { title, placeholder });
  const offer = picked?.item.offer;
  return offer === undefined ? undefined : continueWith(services, engine, offer, picked?.byButton === true);
}
