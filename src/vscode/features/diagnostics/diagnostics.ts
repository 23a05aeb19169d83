import os from 'node:os';
import * as vscode from 'vscode';
import { redact } from '../../../core/http/redact.ts';
import type { Engine } from '../../../core/engine/api.ts';
import type { Task } from '../../../shared/task.ts';
import { settings as declared } from '../../contributions.ts';
import type { Services } from '../../services.ts';
import { engineSettings } from '../../common/settings.ts';
import { taskOf } from '../../common/taskTarget.ts';
import { showInStatusBar } from '../../common/notify.ts';

const MAX_LINES = 60;

/**
 * Copies data that helps to diagnose a problem: versions, settings, and for the selected task its record and the log of
 * its time. Includes whether an API key is set, never the key. The texts of the selected task (prompt, file names) are
 * included.
 */
export async function copyDiagnostics(
  services: Pick<Services, 'context' | 'engine' | 'key' | 'recentLines' | 'selectedNodes'>,
  node: unknown
): Promise<void> {
  const engine = await services.engine.get();
  const chosen = node ?? services.selectedNodes()[0];
  const localId = typeof chosen === 'string' ? chosen : taskOf(chosen)?.localId;
  const task = localId === undefined ? undefined : engine.tasks.get(localId);
  const key = await services.key.get();
  const parts = [
    '# KIE Studio',
    ...versions(services, engine),
    `API key: ${key === undefined ? 'none' : (await services.key.isStored()) ? 'stored' : 'from the environment'}`,
    '',
    '## Settings',
    ...settings(),
    ...(task === undefined ? [] : ['', '## Task', JSON.stringify(task, undefined, 2)]),
    ...(task === undefined ? [] : ['', '## Trace of the task', ...traceLines(engine, task)]),
    ...(task === undefined ? [] : ['', '## Log during the task', ...ofTask(services.recentLines(), task)]),
    '',
    '## Recent log',
    ...services.recentLines().slice(-MAX_LINES)
  ];
  await vscode.env.clipboard.writeText(redact(parts.join('\n'), key));
  showInStatusBar(vscode.l10n.t('Diagnostics copied.'), 4000);
}

function versions(services: Pick<Services, 'context'>, engine: Engine): readonly string[] {
  const { version } = services.context.extension.packageJSON as { readonly version: string };
  const tasks = engine.tasks.list();
  const states = new Map<string, number>();
  for (const { state } of tasks) states.set(state, (states.get(state) ?? 0) + 1);
  return [
    `KIE Studio ${version}, ${engine.models.summaries().length} models`,
    `${vscode.env.appName} ${vscode.version}, ${vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop'}, remote: ${vscode.env.remoteName ?? 'no'}, trusted: ${vscode.workspace.isTrusted}`,
    `Node ${process.version}, ${os.platform()} ${os.release()} ${os.arch()}, language ${vscode.env.language}`,
    `Tasks: ${[...states].map(([state, count]) => `${count} ${state}`).join(', ') || 'none'}`
  ];
}

/** Returns the settings of this extension and the network settings. URLs are reduced to their destination. */
function settings(): readonly string[] {
  const network = ['http.proxy', 'http.proxySupport', 'http.noProxy', 'http.proxyStrictSSL'];
  const lines = [...Object.keys(declared), ...network].map(id => {
    const value: unknown = vscode.workspace.getConfiguration(undefined, null).get(id);
    return `${id}: ${JSON.stringify(typeof value === 'string' ? withoutSecrets(value) : value)}`;
  });
  return [...lines, `http.proxyAuthorization: ${proxyLogin()}`];
}

/** Returns whether a proxy login is set, never its value, which is a secret. */
function proxyLogin(): string {
  const { proxyAuthorization = '' } = engineSettings();
  return proxyAuthorization.trim() === '' ? 'not set (required when a proxy returns 407)' : 'set';
}

/** Returns a URL without user, password and query, because each may contain a secret. */
function withoutSecrets(text: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  try {
    const { protocol, host, pathname } = new URL(text);
    return `${protocol}//${host}${pathname}`;
  } catch {
    // Not a URL. The redacted text is kept, because it may be the cause of the problem.
    return redact(text);
  }
}

/** Returns the states of a task, and the calls of this session with codes, request IDs and milliseconds. */
const traceLines = (engine: Engine, task: Task): readonly string[] =>
  engine.tasks.trace(task.localId).map(({ at, ...item }) => `${new Date(at).toISOString()} ${JSON.stringify(item)}`);

/** Returns the state changes of a task and all KIE requests of that time, because requests do not name their task. */
function ofTask(lines: readonly string[], task: Task): readonly string[] {
  const from = new Date(task.createdAt).toISOString();
  const to = new Date(task.finishedAt ?? Date.now()).toISOString();
  const mine = (line: string): boolean => line.includes(task.localId) || (line >= from && line.slice(0, 24) <= to);
  return lines.filter(mine).slice(-2 * MAX_LINES);
}

export const showLog = (services: Pick<Services, 'showLog'>): void => services.showLog();
