import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { showInformation } from '../../../common/notify.ts';

/**
 * Uses the definition that KIE publishes now for a model: its schema wins, and facts that it does not contain are kept.
 * @throws when the definition is not known or not usable
 */
export async function useDefinition(engine: Engine, model: string): Promise<void> {
  const proposal = await engine.watch.newDefinition(model);
  if (proposal === undefined) throw new Error(vscode.l10n.t("KIE's definition of this model can't be used."));
  await engine.docs.save(proposal.entry);
  const message = vscode.l10n.t(
    '{0} now uses the definition that KIE publishes. To go back, run "KIE: Remove Added Model".',
    proposal.entry.name
  );
  void showInformation(message);
}
