import * as vscode from 'vscode';
import { runReported } from './common/reportErrors.ts';
import type { CommandId } from './contributions.ts';
import type { Services } from './services.ts';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: CommandId }[] };
}

/**
 * Registers the commands that the manifest lists. The table of the features, which the manifest is generated from, is
 * loaded with the first command, so that activation stays fast.
 */
export function registerCommands(services: Services): vscode.Disposable {
  const { contributes } = services.context.extension.packageJSON as Manifest;
  const run = async (id: CommandId, args: readonly unknown[]): Promise<unknown> => {
    const { commands } = await import('./contributions.ts');
    const handler = await commands[id].load();
    return handler(services, ...args);
  };
  return vscode.Disposable.from(
    ...contributes.commands.map(({ command }) =>
      vscode.commands.registerCommand(command, (...args: unknown[]) =>
        runReported(command, args, () => run(command, args), services.log)
      )
    )
  );
}
