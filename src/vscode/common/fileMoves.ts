import * as vscode from 'vscode';
import { messageOf } from '../../shared/messageOf.ts';
import type { Logger } from '../../core/base/ports.ts';
import type { EngineService } from './engineService.ts';

/**
 * Follows files and folders that are renamed or moved in VS Code, also by Undo: results keep their files.
 *
 * @param hasTasks - whether there can be results. The engine is not loaded without.
 */
export function followFileMoves(
  engine: EngineService,
  log: Pick<Logger, 'error'>,
  hasTasks: () => Promise<boolean>
): vscode.Disposable {
  return vscode.workspace.onDidRenameFiles(({ files }) => {
    const moves = files.flatMap(({ oldUri, newUri }) => {
      const [from, to] = [pathOf(oldUri), pathOf(newUri)];
      return from === undefined || to === undefined ? [] : [{ from, to }];
    });
    if (moves.length === 0) return;
    void hasTasks()
      .then(async has => {
        if (has) (await engine.get()).tasks.followMoves(moves);
      })
      .catch((error: unknown) => log.error(`Renamed files: ${messageOf(error)}`));
  });
}

/** The path on the computer that this extension runs on; undefined for other files. */
function pathOf(uri: vscode.Uri): string | undefined {
  if (uri.scheme === 'file') return uri.fsPath;
  return uri.scheme === 'vscode-remote' ? vscode.Uri.file(uri.path).fsPath : undefined;
}
