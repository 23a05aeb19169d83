import path from 'node:path';
import { extensionsOfType, mimeOfName, plainType } from '../../shared/catalog/mediaTypes.ts';
import { hasMpegFrames } from './formats/mp3Frames.ts';
import { signatureOf } from './signatures.ts';
import { sniffText } from './sniffText.ts';

/** Declared type of an uploaded file. */
export interface UploadType {
  readonly mime: string;
  /** With its dot; empty when neither content nor name determines it. */
  readonly extension: string;
}

/** Bytes from the start of a file that decide its type. */
export const TYPE_BYTES = 256 * 1024;

/**
 * Types that share a container and cannot be distinguished by their first bytes: audio in MP4 has the signature of a
 * video, and HEIC and HEIF share brands.
 */
const SHARED_CONTAINERS: readonly (readonly [bySignature: string, byName: string])[] = [
  ['video/mp4', 'audio/mp4'],
  ['image/heic', 'image/heif']
];

/**
 * Returns MIME type and extension of an upload by content; uses the name only for unrecognized content.
 * @param head - the first {@link TYPE_BYTES} of the file or of the audio behind its tags, or all of a smaller one
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

/** Returns the media type by signature; undefined for documents and unknown formats. */
function contentType(head: Uint8Array, byName: string | undefined): string | undefined {
  const mime = signatureOf(head)?.mime;
  if (mime !== undefined) return /^(?:image|video|audio)\//.test(mime) ? plainType(mime) : undefined;
  const text = sniffText(head, head.length < TYPE_BYTES)?.mime;
  if (text === 'image/svg+xml') return text;
  // A match in the middle of a file only counts where an audio file is expected.
  return (byName === undefined || byName.startsWith('audio/')) && hasMpegFrames(head) ? 'audio/mpeg' : undefined;
}
