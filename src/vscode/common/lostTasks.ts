import * as vscode from 'vscode';
import { formatList } from '../../shared/format/listFormat.ts';
import { showWarning } from './notify.ts';
import { executeReported } from './reportErrors.ts';

/** IDs in the message. The output log has all of them. */
const MAX_SHOWN = 5;

/**
 * Offers to track tasks of which only the IDs are left, so that their results are downloaded. They are tracked one after
 * the other, as if the user entered each ID.
 */
export async function offerLostTasks(ids: readonly string[]): Promise<void> {
  const shown = ids.length > MAX_SHOWN ? [...ids.slice(0, MAX_SHOWN), '…'] : ids;
  const track = vscode.l10n.t('Track Tasks');
  const message = vscode.l10n.t(
    'The KIE task list was lost, and only the IDs of some tasks are left: {0}. Track them to download their results. Free.',
    formatList(shown)
  );
  if ((await showWarning(message, track)) !== track) return;
  for (const id of ids) await executeReported('kie.followTask', id);
}
