import * as vscode from 'vscode';
import { textLanguage } from '../../../../shared/format/language.ts';
import type { Account } from '../../account/account.ts';
import type { EngineService } from '../../../common/engineService.ts';
import { activityOf } from '../../../../shared/activeTasks.ts';
import { activityText } from '../../../common/text/activityText.ts';
import { creditsText } from '../../../common/text/format.ts';

/**
 * Registers the status bar item: running tasks with a spinner, else tasks that need approval with a bell, and the
 * credits when known. Hidden without an API key.
 */
export function registerStatusBar(engineService: EngineService, account: Account): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('kie.status', vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t('KIE Credits and Tasks');
  item.command = 'kie.showStatus';
  const show = (): void => {
    const activity = activityOf(engineService.current?.tasks);
    const { running, held } = activity;
    const count = running || held;
    const offline = engineService.current?.connection.online === false;
    const { hasKey, credits } = account.state;
    if (!hasKey && count === 0) {
      item.hide();
      return;
    }
    const figure = credits === undefined ? '' : Math.floor(credits).toLocaleString(textLanguage());
    const icon = offline
      ? '$(debug-disconnect)'
      : running > 0
        ? '$(loading~spin)'
        : held > 0
          ? '$(bell-dot)'
          : '$(credit-card)';
    item.text =
      count > 0
        ? `${icon} KIE ${count}${figure === '' ? '' : ` · ${figure}`}`
        : `${icon} ${figure === '' ? 'KIE' : figure}`;
    const lines = [
      offline ? vscode.l10n.t('Offline. Tracking resumes when KIE is reachable.') : '',
      ...activityText(activity),
      credits === undefined ? vscode.l10n.t('KIE credits and tasks') : vscode.l10n.t('{0} left.', creditsText(credits))
    ].filter(line => line !== '');
    item.tooltip = lines.join('\n');
    item.accessibilityInformation = { label: `KIE: ${lines.join(' ')}`, role: 'button' };
    item.show();
  };
  show();
  return vscode.Disposable.from(
    item,
    engineService.onTasks(show),
    engineService.onOnline(show),
    account.onDidChange(show)
  );
}
