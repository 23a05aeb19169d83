import * as vscode from 'vscode';
import { foreignMessage } from '../../shared/foreignText.ts';
import { messageOf } from '../../shared/messageOf.ts';
import type { Logger } from '../../core/base/ports.ts';
import { showError } from './notify.ts';

/** Commands in no context menu: with a file and a selection they are called by programs. */
const OF_PROGRAMS: readonly string[] = [
  'kie.upscaleImage',
  'kie.removeBackground',
  'kie.upscaleVideo',
  'kie.isolateVoice'
];

/**
 * Whether the user called a command, rather than a program: from a menu of its own, the palette, a view title or a key
 * (no arguments), or a context menu (the item and the selection). Programs pass one argument.
 */
function isCalledByUser(id: string, args: readonly unknown[]): boolean {
  if (id === 'kie.run') return false;
  return id.startsWith('kie.menu.') || args.length === 0 || (args.length > 1 && !OF_PROGRAMS.includes(id));
}

/**
 * Runs a command. What fails for the user is shown as a notification: VS Code shows nothing for a command of a submenu,
 * and a modal dialog for one of the palette. A program gets a rejection whose text is data.
 */
export async function runReported(
  id: string,
  args: readonly unknown[],
  run: () => unknown,
  log: Logger
): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    if (!isCalledByUser(id, args)) throw asData(error);
    log.warn(`${id}: ${messageOf(error)}`);
    void showError(messageOf(error));
    return undefined;
  }
}

/** Runs a command for a button of a notification; a failure is shown. */
export async function executeReported(command: string, ...args: readonly unknown[]): Promise<void> {
  try {
    await vscode.commands.executeCommand(command, ...args);
  } catch (error) {
    void showError(messageOf(error));
  }
}

/** The error itself where its text is harmless, else one with a text that is. */
function asData(error: unknown): unknown {
  const message = messageOf(error);
  const safe = foreignMessage(message);
  return safe === message ? error : new Error(safe, { cause: error });
}
