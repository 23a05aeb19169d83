import * as vscode from 'vscode';
import { localizedPage } from '../../../../shared/kiePages.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import type { ParamsOf } from '../../../../shared/protocol/requests.ts';
import type { Services } from '../../../services.ts';
import { actionOf } from '../../../common/endActions.ts';
import { ASK_FIRST } from '../../../ids.ts';

export interface ViewCommandContext {
  readonly services: Pick<Services, 'account' | 'livePrices'>;
  readonly engine: Engine;
  /** Hides the end of a task or a batch. */
  readonly dismiss: (id: string) => void;
  /** The model of the form. */
  readonly model: string | undefined;
}

/** Commands of VS Code without arguments. */
const PLAIN_COMMANDS = {
  setApiKey: 'kie.setApiKey',
  addModel: 'kie.models.add',
  showTask: 'kie.showTasks',
  topUp: 'kie.topUp'
} as const;

/** Runs one of the commands that the webview may request. */
export async function runViewCommand(
  { services, engine, dismiss, model }: ViewCommandContext,
  params: ParamsOf<'command'>
): Promise<void> {
  const { name, localId, text } = params;
  switch (name) {
    case 'setApiKey':
    case 'addModel':
    case 'showTask':
    case 'topUp':
      await vscode.commands.executeCommand(PLAIN_COMMANDS[name]);
      return;
    case 'refreshCredits':
      await services.account.refresh();
      return;
    case 'openDocs': {
      const docs = engine.models.entry(model ?? '')?.docs;
      if (docs !== undefined) await vscode.env.openExternal(vscode.Uri.parse(localizedPage(docs)));
      return;
    }
    case 'openResult':
      await vscode.commands.executeCommand('kie.result.open', localId);
      return;
    case 'stop':
    case 'approve':
      await vscode.commands.executeCommand(`kie.task.${name}`, localId);
      return;
    case 'resolve':
      await resolve(engine, localId ?? '');
      return;
    case 'dismiss':
      dismiss(localId ?? '');
      return;
    case 'copy':
      await vscode.env.clipboard.writeText(text ?? '');
      return;
    case 'openPrice':
      await services.livePrices.refresh(model ?? '');
      return;
    case 'useDefinition':
      return (await import('./useDefinition.ts')).useDefinition(engine, model ?? '');
    case 'retryFailed':
      await vscode.commands.executeCommand('kie.batch.retryFailed', text);
      return;
    case 'openMedia':
      await openMedia(text ?? '');
      return;
  }
}

/** Runs the action that the end of a task calls for. A purchase by one click is always confirmed. */
async function resolve(engine: Engine, localId: string): Promise<void> {
  const task = engine.tasks.get(localId);
  const action = task === undefined ? undefined : actionOf(task);
  if (action !== undefined) await vscode.commands.executeCommand(action.command, localId, ASK_FIRST);
}

/** Opens files in VS Code and web pages in the browser. */
async function openMedia(value: string): Promise<void> {
  const uri = vscode.Uri.parse(value, true);
  if (uri.scheme === 'file') await vscode.commands.executeCommand('vscode.open', uri);
  else if (uri.scheme === 'https' || uri.scheme === 'http') await vscode.env.openExternal(uri);
  else throw new Error(vscode.l10n.t("Can't open {0}.", value));
}
