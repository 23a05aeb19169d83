import * as vscode from 'vscode';
import { foreignText } from '../../../../shared/foreignText.ts';
import { messageOf } from '../../../../shared/messageOf.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import type { MediaItem } from '../../../../shared/protocol/media.ts';
import { isOfKind, shownName } from '../../../../core/files/mediaFiles.ts';
import { isRegularFile } from '../../../common/isRegularFile.ts';
import { webviewAddress } from '../../../common/webviewAddress.ts';

/** The largest audio file with a waveform, in bytes. */
const MAX_AUDIO_BYTES = 5_000_000;

/** A media value as the form shows it: its name, its facts, and a thumbnail if possible. */
export async function mediaItem(engine: Engine, webview: vscode.Webview, value: string): Promise<MediaItem> {
  const name = nameOf(value);
  try {
    const facts = await engine.drafts.facts(value);
    const shown = value.startsWith('file:') ? await webviewAddress(webview, vscode.Uri.parse(value)) : undefined;
    return { value, name, facts, ...(shown === undefined ? {} : { preview: shown }) };
  } catch (error) {
    return { value, name, facts: { problem: messageOf(error) } };
  }
}

/** The content of an audio file; undefined when it is not local or too large for a waveform. */
export async function audioBytes(value: string): Promise<Uint8Array | undefined> {
  if (!value.startsWith('file:') || !isOfKind(value, 'audio')) return undefined;
  const uri = vscode.Uri.parse(value);
  const { size, type } = await vscode.workspace.fs.stat(uri);
  if (!isRegularFile(type)) return undefined;
  // VS Code's messages transfer plain byte arrays, but not Node's buffers.
  return size > MAX_AUDIO_BYTES ? undefined : new Uint8Array(await vscode.workspace.fs.readFile(uri));
}

function nameOf(value: string): string {
  try {
    return shownName(vscode.Uri.parse(value, true).path) || foreignText(value);
  } catch {
    // Not an address.
    return foreignText(value);
  }
}
