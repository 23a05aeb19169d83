// Selects the VS Code that runs the host tests.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { root } from './paths.ts';

/** The executable that replaces VS Code if it is unavailable. */
export const shim = path.join(import.meta.dirname, 'codeShim.ts');

const downloads = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * `KIE_TEST_VSCODE` names an executable; else VS Code is downloaded if a window can open and the download server
 * responds; else the browser host is used.
 */
export async function findCode(): Promise<string> {
  const given = process.env['KIE_TEST_VSCODE'];
  if (given === 'browser') return shim;
  if (given) return path.resolve(given);
  if (!canOpenWindow() || !(await reachable(downloads))) return shim;
  const cachePath = path.join(root, '.vscode-test');
  const abandoned = sleep(300_000, undefined, { ref: false });
  try {
    return (await Promise.race([downloadAndUnzipVSCode({ cachePath }), abandoned])) ?? shim;
  } catch (error) {
    console.log(`VS Code could not be downloaded (${String(error)}); using the browser host.`);
    return shim;
  }
}

function canOpenWindow(): boolean {
  if (process.platform !== 'linux') return true;
  // VS Code needs GTK as well as a display; minimal containers have neither.
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  return Boolean(display) && gtkInstalled();
}

function gtkInstalled(): boolean {
  const answer = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' });
  return answer.status !== 0 || answer.stdout.includes('libgtk-3.so') || fs.existsSync('/etc/NIXOS');
}

async function reachable(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false; // no network, or a restricted one
  }
}
