import path from 'node:path';
import { extensionsOfType, mimeOfName, plainType } from '../../shared/mediaTypes.ts';
import { hasMpegFrames } from './mpegAudio.ts';
import { signatureOf } from './signatures.ts';

/** What a file is announced as when it is uploaded. */
export interface UploadType {
  readonly mime: string;
  /** With its dot; empty where neither content nor name tells one. */
  readonly extension: string;
}

/** Bytes from the start of a file that decide its type. */
export const TYPE_BYTES = 256 * 1024;

/**
 * Types that share a container, so that the first bytes do not tell them apart: an audio file in MP4 has the signature
 * of a video, HEIC and HEIF have brands in common.
 */
const SHARED_CONTAINERS: readonly (readonly [bySignature: string, byName: string])[] = [
  ['video/mp4', 'audio/mp4'],
  ['image/heic', 'image/heif']
];

/**
 * MIME type and extension of an upload, by content; the name only counts where the content is of no known media type.
 * @param head - the first {@link TYPE_BYTES} of the file, or all of a smaller one
 */
export function uploadTypeOf(name: string, head: Uint8Array): UploadType {
  const byName = mimeOfName(name);
  const found = contentType(head, byName);
  if (found === undefined) {
    return { mime: byName ?? 'application/octet-stream', extension: path.extname(name).toLowerCase() };
  }
  const shared = SHARED_CONTAINERS.some(([signature, type]) => signature === found && type === byName);
  const mime = shared && byName !== undefined ? byName : found;
  return { mime, extension: `.${extensionsOfType(mime)[0] ?? 'bin'}` };
}

/** The media type that the bytes prove; undefined for documents and for what no signature is known of. */
function contentType(head: Uint8Array, byName: string | undefined): string | undefined {
  const mime = signatureOf(head)?.mime;
  if (mime !== undefined) return /^(?:image|video|audio)\//.test(mime) ? plainType(mime) : undefined;
  // A search in the middle of a file is only believed where an audio file is expected.
  return (byName === undefined || byName.startsWith('audio/')) && hasMpegFrames(head) ? 'audio/mpeg' : undefined;
}
