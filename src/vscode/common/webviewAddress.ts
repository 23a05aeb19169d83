import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { mimeOfName } from '../../shared/catalog/mediaTypes.ts';
import { isOfKind } from '../../core/files/mediaFiles.ts';
import { isRegularFile } from './isRegularFile.ts';

/** Images up to this many bytes are embedded in the message when the webview cannot read their folder. */
const MAX_INLINE_BYTES = 512 * 1024;
/** A network drive that is disconnected may never answer. */
const STAT_MS = 2_000;
/** Image types that no browser shows. */
const NEVER_SHOWN = /^image\/(?:tiff|hei[cf])$/;

/** The address under which the webview can show a media file; undefined if it cannot. */
export async function webviewAddress(webview: vscode.Webview, uri: vscode.Uri): Promise<string | undefined> {
  const type = mimeOfName(uri.path);
  if (type === undefined || NEVER_SHOWN.test(type)) return undefined;
  const roots = webview.options.localResourceRoots ?? [];
  const isReadable = roots.some(root => uri.path.startsWith(`${root.path.replace(/\/$/, '')}/`));
  if (!isReadable && !isOfKind(uri.path, 'image')) return undefined;
  try {
    const stat = await statInTime(uri);
    if (stat === undefined || !isRegularFile(stat.type)) return undefined;
    if (isReadable) return webview.asWebviewUri(uri).toString();
    if (stat.size > MAX_INLINE_BYTES) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
  } catch {
    // An unreadable file has no thumbnail; its facts show the problem.
    return undefined;
  }
}

async function statInTime(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  const timer = new AbortController();
  const late = delay(STAT_MS, undefined, { signal: timer.signal }).catch(() => undefined); // not needed any more
  try {
    return await Promise.race([vscode.workspace.fs.stat(uri), late]);
  } finally {
    timer.abort();
  }
}
