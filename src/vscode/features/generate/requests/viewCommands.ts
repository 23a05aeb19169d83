import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import type { ParamsOf } from '../../../../shared/protocol/requests.ts';
import type { Services } from '../../../services.ts';
import { insertIntoEditor } from '../../../common/insertIntoEditor.ts';
import type { MediaSources } from '../media/media.ts';

export interface ViewCommandContext {
  readonly services: Pick<Services, 'account' | 'livePrices'>;
  readonly engine: Engine;
  readonly media: MediaSources;
  /** The model of the form. */
  readonly model: string | undefined;
}

/** Commands of VS Code without arguments. */
const PLAIN_COMMANDS = { setApiKey: 'kie.setApiKey', addModel: 'kie.models.add', showTask: 'kie.showTasks' } as const;

/** Runs one of the commands that the webview may request. */
export async function runViewCommand(
  { services, engine, media, model }: ViewCommandContext,
  params: ParamsOf<'command'>
): Promise<void> {
  const { name, localId, index, text } = params;
  switch (name) {
    case 'setApiKey':
    case 'addModel':
    case 'showTask':
      await vscode.commands.executeCommand(PLAIN_COMMANDS[name]);
      return;
    case 'refreshCredits':
      await services.account.refresh();
      return;
    case 'openDocs': {
      const docs = engine.models.entry(model ?? '')?.docs;
      if (docs !== undefined) await vscode.env.openExternal(vscode.Uri.parse(docs));
      return;
    }
    case 'openResult':
      if (index === undefined) await vscode.commands.executeCommand('kie.task.open', localId);
      else await vscode.commands.executeCommand('vscode.open', media.result(localId ?? '', index));
      return;
    case 'insertResult':
      await insertIntoEditor(media.result(localId ?? '', index ?? 0));
      return;
    case 'reuse':
    case 'openSuccessor':
    case 'approve':
      await vscode.commands.executeCommand(`kie.task.${name}`, localId);
      return;
    case 'copy':
      await vscode.env.clipboard.writeText(text ?? '');
      return;
    case 'openPrice':
      await services.livePrices.refresh();
      return;
    case 'useDefinition':
      return (await import('./useDefinition.ts')).useDefinition(engine, model ?? '');
    case 'moreFromResult':
      await vscode.commands.executeCommand('kie.moreFromResult', { task: { localId }, result: { index } });
      return;
    case 'retryFailed':
      await vscode.commands.executeCommand('kie.batch.retryFailed', text);
      return;
    case 'openMedia':
      await openMedia(text ?? '');
      return;
  }
}

/** Opens files in VS Code and web pages in the browser. */
async function openMedia(value: string): Promise<void> {
  const uri = vscode.Uri.parse(value, true);
  if (uri.scheme === 'file') await vscode.commands.executeCommand('vscode.open', uri);
  else if (uri.scheme === 'https' || uri.scheme === 'http') await vscode.env.openExternal(uri);
  else throw new Error(vscode.l10n.t("Can't open {0}.", value));
}
