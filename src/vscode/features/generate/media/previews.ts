import * as vscode from 'vscode';
import { messageOf } from '../../../../shared/messageOf.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import { mimeOfName } from '../../../../shared/catalog/mediaTypes.ts';
import type { MediaItem } from '../../../../shared/protocol/media.ts';
import type { Task } from '../../../../shared/task.ts';
import { baseName, isOfKind } from '../../../../core/files/mediaFiles.ts';

/** Images up to this many bytes are embedded in the message when the webview cannot read their folder. */
const MAX_INLINE_BYTES = 512 * 1024;
/** The largest audio file with a waveform, in bytes. */
const MAX_AUDIO_BYTES = 5_000_000;
/** Image types that no browser shows. */
const NEVER_SHOWN = /^image\/(?:tiff|hei[cf])$/;

/** A media value as the form shows it: its name, its facts, and a thumbnail if possible. */
export async function mediaItem(engine: Engine, webview: vscode.Webview, value: string): Promise<MediaItem> {
  const name = nameOf(value);
  try {
    const facts = await engine.drafts.facts(value);
    const shown = value.startsWith('file:') ? await previewOf(webview, vscode.Uri.parse(value)) : undefined;
    return { value, name, facts, ...(shown === undefined ? {} : { preview: shown }) };
  } catch (error) {
    return { value, name, facts: { problem: messageOf(error) } };
  }
}

/** The address of the thumbnail of a task: its first image. */
export async function taskPreview(webview: vscode.Webview, task: Task): Promise<string | undefined> {
  const path = task.results.find(result => result.path !== undefined && isOfKind(result.path, 'image'))?.path;
  return path === undefined ? undefined : previewOf(webview, vscode.Uri.file(path));
}

/** The address under which the webview can show a file; undefined if it cannot. */
export async function previewOf(webview: vscode.Webview, uri: vscode.Uri): Promise<string | undefined> {
  const type = mimeOfName(uri.path);
  if (type === undefined || NEVER_SHOWN.test(type)) return undefined;
  const roots = webview.options.localResourceRoots ?? [];
  if (roots.some(root => uri.path.startsWith(`${root.path.replace(/\/$/, '')}/`)))
    return webview.asWebviewUri(uri).toString();
  if (!isOfKind(uri.path, 'image')) return undefined;
  try {
    const { size, type: fileType } = await vscode.workspace.fs.stat(uri);
    // Reading a named pipe would not end.
    if (size > MAX_INLINE_BYTES || (fileType & vscode.FileType.File) === 0) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
  } catch {
    // An unreadable file has no thumbnail; its facts show the problem.
    return undefined;
  }
}

/** The content of an audio file; undefined when it is not local or too large for a waveform. */
export async function audioBytes(value: string): Promise<Uint8Array | undefined> {
  if (!value.startsWith('file:') || !isOfKind(value, 'audio')) return undefined;
  const uri = vscode.Uri.parse(value);
  const { size, type } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.File) === 0) return undefined;
  // VS Code's messages transfer plain byte arrays, but not Node's buffers.
  return size > MAX_AUDIO_BYTES ? undefined : new Uint8Array(await vscode.workspace.fs.readFile(uri));
}

function nameOf(value: string): string {
  try {
    return baseName(vscode.Uri.parse(value, true).path) || value;
  } catch {
    // Not an address: shown as is.
    return value;
  }
}
