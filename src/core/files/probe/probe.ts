import fs from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { messageOf } from '../../../shared/messageOf.ts';
import type { MediaFacts } from '../../../shared/form.ts';
import { kindOfName, mimeOfName } from '../../../shared/mediaTypes.ts';

/** Enough for the headers of any picture, embedded camera data included. */
const HEAD_BYTES = 1024 * 1024;

/** Known, but without a reader here: the name has to do. */
const BY_NAME = /\.(?:aac|wma|avi|svg|ico)$/i;

/**
 * What can be known of a local file: type by content, bytes, pixels, seconds, frames a second. Reads headers only.
 * Never throws: `problem` says why the file cannot be read.
 */
export async function probeFile(file: string): Promise<MediaFacts> {
  let bytes: number;
  let head: Uint8Array;
  try {
    const handle = await fs.open(file, 'r');
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return { problem: l10n.t('It is not a file.') };
      bytes = stat.size;
      const buffer = Buffer.alloc(Math.min(bytes, HEAD_BYTES));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      head = buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { problem: reasonOf(error) };
  }
  if (bytes === 0) return { bytes, problem: l10n.t('The file is empty.') };
  const { pictureFacts } = await import('./probePicture.ts');
  const picture = pictureFacts(head);
  if (picture) return { ...picture, bytes };
  const { clipFacts } = await import('./probeClip.ts');
  const clip = await clipFacts(file);
  if (clip) return { ...clip, bytes };
  const kind = kindOfName(file);
  const mime = mimeOfName(file);
  if (BY_NAME.test(file) && kind && mime !== undefined) return { kind, mime, bytes };
  return { bytes, problem: l10n.t('It is not a picture, video or sound of a known kind.') };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return l10n.t('The file does not exist.');
  if (code === 'EACCES' || code === 'EPERM') return l10n.t('The file may not be read.');
  return messageOf(error);
}
