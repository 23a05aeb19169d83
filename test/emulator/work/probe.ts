/** Detects the type of a file from its bytes alone. */
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { PNG } from 'pngjs';
import type { MediaKind } from '../../../src/shared/model.ts';
import type { StoredFile } from '../types.ts';

const SAME: Readonly<Record<string, string>> = {
  'audio/x-wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/mp3': 'audio/mpeg',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'audio/x-flac': 'audio/flac',
  'image/jpg': 'image/jpeg',
  'image/apng': 'image/png',
  'video/avi': 'video/x-msvideo',
  'video/vnd.avi': 'video/x-msvideo',
  'video/matroska': 'video/x-matroska'
};

/** One name for each type, so that audio/x-wav and audio/wav are equal. */
export function plainMime(mime: string): string {
  return SAME[mime] ?? mime;
}

export function kindOf(mime: string): MediaKind | 'other' {
  const [first] = mime.split('/');
  return first === 'image' || first === 'video' || first === 'audio' ? first : 'other';
}

/** Describes a file for the store. For a large upload `head` holds its first bytes and `whole` only size and hash. */
export async function probe(
  name: string,
  origin: 'upload' | 'result',
  head: Buffer,
  whole?: { readonly size: number; readonly sha256: string }
): Promise<StoredFile> {
  const mime = plainMime((await fileTypeFromBuffer(head))?.mime ?? 'application/octet-stream');
  const kind = kindOf(mime);
  return {
    name,
    origin,
    mime,
    kind,
    size: whole?.size ?? head.length,
    sha256: whole?.sha256 ?? createHash('sha256').update(head).digest('hex'),
    ...(whole ? {} : { bytes: head }),
    ...(kind === 'image' ? measureImage(head, mime) : {}),
    ...(kind === 'video' || kind === 'audio' ? await measureMedia(head) : {})
  };
}

function measureImage(bytes: Buffer, mime: string): { width?: number; height?: number; hasAlpha?: boolean } {
  try {
    const { width, height } = imageSize(bytes);
    return { width, height, ...(mime === 'image/png' ? { hasAlpha: pngHasAlpha(bytes) } : {}) };
  } catch {
    return {}; // A damaged image has no size; the limits then reject nothing.
  }
}

function pngHasAlpha(bytes: Buffer): boolean {
  try {
    const { data } = PNG.sync.read(bytes);
    for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return true;
    return false;
  } catch {
    return false; // Not fully readable, so transparency cannot be detected.
  }
}

async function measureMedia(bytes: Buffer): Promise<{ width?: number; height?: number; seconds?: number }> {
  const input = new Input({ source: new BufferSource(new Uint8Array(bytes)), formats: ALL_FORMATS });
  try {
    const seconds = await input.computeDuration();
    const track = await input.getPrimaryVideoTrack();
    return {
      seconds,
      ...(track ? { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() } : {})
    };
  } catch {
    return {}; // Only the head of a large file is available, or the container is unknown: no length to check.
  } finally {
    input.dispose();
  }
}
