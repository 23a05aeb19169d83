import path from 'node:path';
import { dateText } from './naming.ts';

/** The values of the variables in a folder setting. */
export interface FolderContext {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The workspace folder that relative paths are resolved against. */
  readonly workspaceFolder?: string;
  /** The time of the request, for `${date}`. */
  readonly now: Date;
}

export type ResolvedFolder =
  | { readonly folder: string }
  /** `relative`: the setting needs a workspace folder, and none is open. */
  | { readonly problem: 'variable' | 'otherSystem' | 'relative'; readonly text: string };

/**
 * Resolves a folder setting to an absolute path. Supports `~`, `${date}` and the variables of VS Code that
 * have a value here.
 * Source: code.visualstudio.com/docs/reference/variables-reference
 */
export function resolveFolder(setting: string, context: FolderContext): ResolvedFolder {
  const { platform, home, workspaceFolder } = context;
  const system = platform === 'win32' ? path.win32 : path.posix;
  const unknown: string[] = [];
  const filled = setting.replace(/\$\{([^{}]*)\}/g, (whole, name: string) => {
    const value = variable(name, context, system);
    if (value === undefined) unknown.push(whole);
    return value ?? whole;
  });
  if (unknown[0] !== undefined) return { problem: 'variable', text: unknown[0] };
  const whole = filled === '~' || /^~[\\/]/.test(filled) ? home + filled.slice(1) : filled;
  if (isOfOtherSystem(whole, platform)) return { problem: 'otherSystem', text: whole };
  if (system.isAbsolute(whole)) return { folder: system.normalize(whole) };
  if (workspaceFolder === undefined) return { problem: 'relative', text: whole };
  return { folder: system.resolve(workspaceFolder, whole) };
}

function variable(name: string, context: FolderContext, system: path.PlatformPath): string | undefined {
  const { home, env, workspaceFolder, now } = context;
  if (name.startsWith('env:')) return env[name.slice(4)] ?? '';
  switch (name) {
    case 'date':
      return dateText(now);
    case 'userHome':
      return home;
    case 'workspaceFolder':
      return workspaceFolder;
    case 'workspaceFolderBasename':
      return workspaceFolder === undefined ? undefined : system.basename(workspaceFolder);
    case 'pathSeparator':
    case '/':
      return system.sep;
    default:
      return undefined;
  }
}

/**
 * Whether a path belongs to another system: drive letters or backslashes outside Windows, or a path without a drive on
 * Windows.
 */
function isOfOtherSystem(folder: string, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return /^\/(?!\/)/.test(folder);
  return /^[a-z]:([\\/]|$)/i.test(folder) || folder.includes('\\');
}
