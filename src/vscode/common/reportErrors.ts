import * as vscode from 'vscode';
import { foreignMessage } from '../../shared/foreignText.ts';
import { messageOf } from '../../shared/messageOf.ts';
import type { Logger } from '../../core/base/ports.ts';
import { showError } from './notify.ts';

/** Commands without a context menu. Programs call them with a file and a selection. */
const OF_PROGRAMS: readonly string[] = [
  'kie.upscaleImage',
  'kie.removeBackground',
  'kie.upscaleVideo',
  'kie.isolateVoice'
];

/**
 * Whether the user called a command, not a program. The user calls it from a menu of this extension, the Command
 * Palette, a view title or a keybinding (no arguments), or from a context menu (item and selection). Programs pass one
 * argument.
 */
function isCalledByUser(id: string, args: readonly unknown[]): boolean {
  if (id === 'kie.run') return false;
  return id.startsWith('kie.menu.') || args.length === 0 || (args.length > 1 && !OF_PROGRAMS.includes(id));
}

/**
 * Runs a command. Shows a failure to the user as a notification, because VS Code shows nothing for a command of a
 * submenu and a modal dialog for one of the Command Palette. A program gets a rejection with sanitized text.
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

/** Runs a command for a notification button. Shows a failure. */
export async function executeReported(command: string, ...args: readonly unknown[]): Promise<void> {
  try {
    await vscode.commands.executeCommand(command, ...args);
  } catch (error) {
    void showError(messageOf(error));
  }
}

/** Returns the error if its text is safe, otherwise an error with sanitized text. */
function asData(error: unknown): unknown {
  const message = messageOf(error);
  const safe = foreignMessage(message);
  return safe === message ? error : new Error(safe, { cause: error });
}
