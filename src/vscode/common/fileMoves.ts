import * as vscode from 'vscode';
import { messageOf } from '../../shared/messageOf.ts';
import type { Logger } from '../../core/base/ports.ts';
import type { EngineService } from './engineService.ts';
import { localFile } from './localFile.ts';

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
  // One after another: a file may move again before the engine is loaded.
  let last = Promise.resolve();
  return vscode.workspace.onDidRenameFiles(({ files }) => {
    const moves = files.flatMap(({ oldUri, newUri }) => {
      const [from, to] = [localFile(oldUri)?.fsPath, localFile(newUri)?.fsPath];
      return from === undefined || to === undefined ? [] : [{ from, to }];
    });
    if (moves.length === 0) return;
    last = last
      .then(async () => {
        if (await hasTasks()) (await engine.get()).tasks.followMoves(moves);
      })
      .catch((error: unknown) => log.error(`Renamed files: ${messageOf(error)}`));
  });
}
