import type { MediaKind } from '../model.ts';
import { before } from '../textParts.ts';

/** A media file type. */
interface MediaType {
  /** The MIME type that is sent and compared. */
  readonly mime: string;
  /** File extensions without a dot, the usual one first. */
  readonly extensions: readonly string[];
  /** Other MIME types for the same files. */
  readonly also?: readonly string[];
  /** Extensions that context menus offer, and file pickers when the model documents no types. */
  readonly common?: readonly string[];
}

/** Every type that the documentation names, and other types of generated or imported files. */
const TYPES: readonly MediaType[] = [
  { mime: 'image/png', extensions: ['png'], also: ['image/apng'], common: ['png'] },
  {
    mime: 'image/jpeg',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    also: ['image/jpg', 'image/pjpeg'],
    common: ['jpg', 'jpeg', 'jpe', 'jfif']
  },
  { mime: 'image/webp', extensions: ['webp'], common: ['webp'] },
  { mime: 'image/gif', extensions: ['gif'] },
  { mime: 'image/bmp', extensions: ['bmp'] },
  { mime: 'image/tiff', extensions: ['tif', 'tiff'] },
  { mime: 'image/heic', extensions: ['heic'] },
  { mime: 'image/heif', extensions: ['heif'] },
  { mime: 'image/avif', extensions: ['avif'] },
  { mime: 'image/svg+xml', extensions: ['svg'] },
  { mime: 'image/x-icon', extensions: ['ico'] },
  { mime: 'video/mp4', extensions: ['mp4', 'm4v'], also: ['video/x-m4v'], common: ['mp4', 'm4v'] },
  { mime: 'video/quicktime', extensions: ['mov'], common: ['mov'] },
  { mime: 'video/x-matroska', extensions: ['mkv'], also: ['video/matroska'], common: ['mkv'] },
  { mime: 'video/webm', extensions: ['webm'] },
  { mime: 'video/3gpp', extensions: ['3gp', '3gpp'], also: ['video/3gpp2'], common: ['3gp'] },
  { mime: 'video/mpeg', extensions: ['mpg', 'mpeg'], also: ['video/mp1s', 'video/mp2p'], common: ['mpg', 'mpeg'] },
  { mime: 'video/x-msvideo', extensions: ['avi'], also: ['video/avi', 'video/vnd.avi'] },
  // Not ".ts": on a disk that is TypeScript.
  { mime: 'video/mp2t', extensions: ['m2ts', 'mts'], also: ['video/mpegts', 'video/vnd.dlna.mpeg-tts'] },
  { mime: 'video/x-ms-wmv', extensions: ['wmv', 'asf'], also: ['video/x-ms-asf'] },
  { mime: 'video/x-flv', extensions: ['flv'], also: ['video/flv'] },
  { mime: 'video/ogg', extensions: ['ogv'] },
  { mime: 'audio/mpeg', extensions: ['mp3'], also: ['audio/mp3'], common: ['mp3'] },
  { mime: 'audio/wav', extensions: ['wav'], also: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'], common: ['wav'] },
  { mime: 'audio/mp4', extensions: ['m4a'], also: ['audio/m4a', 'audio/x-m4a'], common: ['m4a'] },
  { mime: 'audio/aac', extensions: ['aac'], common: ['aac'] },
  { mime: 'audio/ogg', extensions: ['ogg', 'opus'], also: ['application/ogg', 'audio/opus'], common: ['ogg'] },
  { mime: 'audio/flac', extensions: ['flac'], also: ['audio/x-flac'] },
  { mime: 'audio/x-ms-wma', extensions: ['wma'], also: ['audio/x-ms-asf'] },
  { mime: 'audio/aiff', extensions: ['aif', 'aiff', 'aifc'], also: ['audio/x-aiff'] },
  { mime: 'audio/x-caf', extensions: ['caf'] },
  { mime: 'audio/amr', extensions: ['amr'] },
  { mime: 'audio/basic', extensions: ['au'] }
];

const kindOfType = ({ mime }: MediaType): MediaKind => mime.slice(0, mime.indexOf('/')) as MediaKind;

const byExtension = new Map(TYPES.flatMap(type => type.extensions.map(extension => [extension, type] as const)));
const byName = new Map(TYPES.flatMap(type => [type.mime, ...(type.also ?? [])].map(name => [name, type] as const)));

/** The extension of a file name or path without its dot, in lower case; empty when there is none. */
export const extensionOf = (path: string): string => /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** The media kind of a file name. */
export function kindOfName(path: string): MediaKind | undefined {
  const type = byExtension.get(extensionOf(path));
  return type && kindOfType(type);
}

/** The media kind that a result's address names, where ".ts" is an MPEG transport stream. */
export function kindOfAddress(address: string): MediaKind | undefined {
  const name = before(address, /[?#]/);
  return extensionOf(name) === 'ts' ? 'video' : kindOfName(name);
}

/** The MIME type of a file name. */
export const mimeOfName = (path: string): string | undefined => byExtension.get(extensionOf(path))?.mime;

/** The canonical MIME type, in lower case and without parameters. */
export function plainType(mime: string): string {
  const name = (mime.split(';')[0] ?? '').trim().toLowerCase();
  return byName.get(name)?.mime ?? name;
}

/** The extensions of a MIME type; for an unknown type, its subtype. */
export const extensionsOfType = (mime: string): readonly string[] =>
  byName.get(plainType(mime))?.extensions ?? [mime.slice(mime.indexOf('/') + 1)];

/** The extensions that context menus offer for this kind. The manifest lists the same ones. */
export const commonExtensions = (kind: MediaKind): readonly string[] =>
  TYPES.filter(type => kindOfType(type) === kind).flatMap(type => type.common ?? []);

/** The extensions of results that are text: plain, formatted, structured, lyrics with times and subtitles. */
const TEXT_EXTENSIONS: readonly string[] = ['txt', 'md', 'json', 'lrc', 'srt', 'vtt'];

/** The extensions of recognized results. */
export const RESULT_EXTENSIONS: readonly string[] = [...TYPES.flatMap(type => type.extensions), ...TEXT_EXTENSIONS];

/** The types of a kind with this common name: an extension ("mov") or the end of a MIME type ("quicktime", "x-wav"). */
export const typesCalled = (word: string, kind: MediaKind): readonly string[] =>
  TYPES.filter(
    type =>
      kindOfType(type) === kind &&
      (type.extensions.includes(word) || [type.mime, ...(type.also ?? [])].some(name => name.endsWith(`/${word}`)))
  ).map(type => type.mime);
