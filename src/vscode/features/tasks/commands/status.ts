import * as vscode from 'vscode';
import type { Services } from '../../../services.ts';
import { activeTasks } from '../../../../shared/tasks/activeTasks.ts';
import { withKey } from '../../../common/withKey.ts';
import { creditsText } from '../../../common/text/format.ts';
import { stateText } from '../../../common/text/taskText.ts';
import { showInStatusBar } from '../../../common/notify.ts';
import type { PickItem } from '../../../common/quickInput.ts';
import { showPick } from '../../../common/quickInput.ts';
import { taskSubject } from '../tree/taskItem.ts';

/** The maximum number of tasks in the quick pick. The view shows all of them. */
const MAX_LINES = 10;

/**
 * Requests the balance from KIE and shows it.
 *
 * @throws the error of a failed request.
 */
export async function refreshCredits(services: Pick<Services, 'engine' | 'key'>): Promise<number | undefined> {
  return withKey(services.key, async () => {
    const credits = await (await services.engine.get()).account.credits();
    showInStatusBar(vscode.l10n.t('{0} left.', creditsText(credits)), 4000);
    return credits;
  });
}

/** Shows the details of the status bar item. */
export async function showStatus(services: Pick<Services, 'account' | 'engine'>): Promise<void> {
  const engine = await services.engine.get();
  const { hasKey, credits } = services.account.state;
  type Item = PickItem & { readonly command?: string };
  const active = activeTasks(engine.tasks);
  const more = active.length - MAX_LINES;
  const items: Item[] = [
    hasKey
      ? {
          icon: 'credit-card',
          label:
            credits === undefined ? vscode.l10n.t('Refresh Credits') : vscode.l10n.t('{0} left', creditsText(credits)),
          description: credits === undefined ? '' : vscode.l10n.t('refresh'),
          command: 'kie.refreshCredits'
        }
      : { icon: 'key', label: vscode.l10n.t('Set API Key'), command: 'kie.setApiKey' },
    ...active.slice(0, MAX_LINES).map(task => ({
      icon: task.hold === undefined ? 'loading~spin' : 'bell-dot',
      label: engine.models.entry(task.model)?.name ?? task.model,
      description: [stateText(task), taskSubject(engine, task)].filter(part => part !== '').join(' · '),
      command: 'kie.showTasks'
    })),
    ...(more <= 0 ? [] : [{ icon: 'ellipsis', label: vscode.l10n.t('+{0} more', more), command: 'kie.showTasks' }]),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { icon: 'list-unordered', label: vscode.l10n.t('Show Tasks'), command: 'kie.showTasks' },
    { icon: 'add', label: vscode.l10n.t('New Request'), command: 'kie.newRequest' },
    {
      icon: 'link-external',
      label: vscode.l10n.t('Open Pricing Page'),
      description: 'kie.ai/pricing',
      command: 'kie.openPricing'
    },
    {
      icon: 'link-external',
      label: vscode.l10n.t('Open KIE Logs'),
      description: 'kie.ai/logs',
      command: 'kie.openLogs'
    }
  ];
  const chosen = await showPick(items, {
    title: 'KIE',
    placeHolder: vscode.l10n.t('Credits and active tasks')
  });
  if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command);
}
