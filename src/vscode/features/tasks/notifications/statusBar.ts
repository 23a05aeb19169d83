import * as vscode from 'vscode';
import type { Account } from '../../account/account.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import type { EngineService } from '../../../common/engineService.ts';
import { joinSentences } from '../../../../shared/format/listFormat.ts';
import { activeTasks, activityOf } from '../../../../shared/tasks/activeTasks.ts';
import type { Activity } from '../../../../shared/tasks/activeTasks.ts';
import { nextRetry, retryText } from '../../../../shared/format/retryText.ts';
import type { Retry } from '../../../../shared/format/retryText.ts';
import { plural } from '../../../../shared/format/plural.ts';
import { activityText } from '../../../common/text/activityText.ts';
import { creditsText } from '../../../common/text/format.ts';

/**
 * Registers the status bar item: the next try while KIE is unreachable, else running tasks with a spinner, else tasks
 * that need approval with a bell, and the credits when known. Hidden without an API key.
 */
export function registerStatusBar(engineService: EngineService, account: Account): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('kie.status', vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t('KIE Credits and Tasks');
  item.command = 'kie.showStatus';
  let countdown: NodeJS.Timeout | undefined;
  const show = (): void => {
    clearTimeout(countdown);
    const engine = engineService.current;
    const activity = activityOf(engine?.tasks);
    const { hasKey, credits } = account.state;
    if (!hasKey && activity.running + activity.held === 0) {
      item.hide();
      return;
    }
    const retry = engine === undefined ? undefined : outage(engine);
    const balance = credits === undefined ? '' : creditsText(credits);
    item.text = `${iconOf(activity, retry)} ${[stateOf(activity, retry), balance].filter(text => text !== '').join(' · ')}`;
    const lines = [
      retry === undefined ? '' : retryText(vscode.l10n, retry, Date.now()),
      ...activityText(activity),
      credits === undefined ? vscode.l10n.t('KIE credits and tasks') : vscode.l10n.t('{0} left.', balance)
    ].filter(line => line !== '');
    item.tooltip = lines.join('\n');
    item.accessibilityInformation = { label: `KIE: ${joinSentences(lines)}`, role: 'button' };
    item.show();
    if (retry !== undefined) countdown = setTimeout(show, 1000);
  };
  show();
  return vscode.Disposable.from(
    item,
    { dispose: () => clearTimeout(countdown) },
    engineService.onTasks(show),
    engineService.onOnline(show),
    account.onDidChange(show)
  );
}

/** The next try while KIE cannot be used. A rate limit is no outage: other tasks run meanwhile. */
function outage({ connection, tasks }: Pick<Engine, 'connection' | 'tasks'>): Retry | undefined {
  const retry = nextRetry(connection.retryAt, activeTasks(tasks));
  return retry?.reason === 'unreachable' || retry?.reason === 'maintenance' ? retry : undefined;
}

function iconOf({ running, held }: Activity, retry: Retry | undefined): string {
  if (retry !== undefined) return '$(debug-disconnect)';
  if (running > 0) return '$(loading~spin)';
  return held > 0 ? '$(bell-dot)' : '$(credit-card)';
}

function stateOf({ running, held }: Activity, retry: Retry | undefined): string {
  if (retry !== undefined) {
    const seconds = Math.max(0, Math.ceil((retry.at - Date.now()) / 1000));
    return vscode.l10n.t('KIE: retrying in {0} s', seconds);
  }
  if (running > 0) return plural(vscode.l10n.t('{0, plural, one {KIE: # task} other {KIE: # tasks}}'), running);
  return held > 0
    ? plural(vscode.l10n.t('{0, plural, one {KIE: # needs approval} other {KIE: # need approval}}'), held)
    : 'KIE';
}
