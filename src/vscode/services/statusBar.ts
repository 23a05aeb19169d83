import * as vscode from 'vscode';
import { isActive } from '../../shared/task.ts';
import { Commands } from '../ids.ts';
import type { Account } from './account.ts';
import type { EngineHost } from './engineHost.ts';
import { creditsText } from './words.ts';

/** One item: running tasks with a spinner, and the credits as far as they are known. Hidden without a key. */
export function registerStatusBar(host: EngineHost, account: Account): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('kie.status', vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t('KIE Credits and Tasks');
  item.command = Commands.showStatus;
  const show = (): void => {
    const running = (host.current?.tasks() ?? []).filter(task => isActive(task.state)).length;
    const { hasKey, credits } = account.state;
    if (!hasKey && running === 0) {
      item.hide();
      return;
    }
    const figure = credits === undefined ? '' : Math.floor(credits).toLocaleString(vscode.env.language);
    item.text =
      running > 0
        ? `$(loading~spin) KIE ${running}${figure === '' ? '' : ` · ${figure}`}`
        : `$(credit-card) ${figure === '' ? 'KIE' : figure}`;
    const lines = [
      running === 0
        ? ''
        : running === 1
          ? vscode.l10n.t('1 task is running.')
          : vscode.l10n.t('{0} tasks are running.', running),
      credits === undefined
        ? vscode.l10n.t('Credits and tasks at KIE.')
        : vscode.l10n.t('{0} left at KIE.', creditsText(credits))
    ].filter(line => line !== '');
    item.tooltip = lines.join('\n');
    item.accessibilityInformation = { label: `KIE: ${lines.join(' ')}`, role: 'button' };
    item.show();
  };
  show();
  return vscode.Disposable.from(item, host.onTasks(show), account.onDidChange(show));
}
