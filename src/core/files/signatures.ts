import { frameLength } from './formats/mp3Frames.ts';
import { isPlainText } from './sniffText.ts';

/**
 * File type by signature. Covers only the formats that generation services return: the package `file-type` knows a
 * hundred more but would make up a quarter of the host code. Tests compare this table with it.
 */
interface Signature {
  readonly mime: string;
  /** Without a dot. */
  readonly ext: string;
}

const of = (mime: string, ext: string): Signature => ({ mime, ext });

/** Signatures at fixed offsets, as Latin-1 text. More specific ones first. */
const FIXED: readonly (readonly [at: number, bytes: string, Signature])[] = [
  [0, '\x89PNG\r\n\x1a\n', of('image/png', 'png')],
  [0, '\xff\xd8\xff', of('image/jpeg', 'jpg')],
  [0, 'GIF8', of('image/gif', 'gif')],
  [0, 'BM', of('image/bmp', 'bmp')],
  [0, 'II*\0', of('image/tiff', 'tif')],
  [0, 'MM\0*', of('image/tiff', 'tif')],
  [0, '8BPS', of('image/vnd.adobe.photoshop', 'psd')],
  [0, '\0\0\0\x0cjP  \r\n', of('image/jp2', 'jp2')],
  [0, '\xff\x0a', of('image/jxl', 'jxl')],
  [0, '\0\0\0\x0cJXL \r\n', of('image/jxl', 'jxl')],
  [0, '\x76\x2f\x31\x01', of('image/x-exr', 'exr')],
  [0, '#?RADIANCE', of('image/vnd.radiance', 'hdr')],
  [0, 'qoif', of('image/qoi', 'qoi')],
  [0, 'FLV\x01', of('video/x-flv', 'flv')],
  [0, '\0\0\x01\xba', of('video/mpeg', 'mpg')],
  [0, '\0\0\x01\xb3', of('video/mpeg', 'mpg')],
  [0, 'caff', of('audio/x-caf', 'caf')],
  [0, '.snd', of('audio/basic', 'au')],
  [0, 'wvpk', of('audio/wavpack', 'wv')],
  [0, 'fLaC', of('audio/x-flac', 'flac')],
  [0, 'MThd', of('audio/midi', 'mid')],
  [0, '#!AMR', of('audio/amr', 'amr')],
  [0, '%PDF', of('application/pdf', 'pdf')],
  [0, 'PK\x03\x04', of('application/zip', 'zip')],
  [0, '\x1f\x8b', of('application/gzip', 'gz')],
  [0, 'glTF', of('model/gltf-binary', 'glb')]
];

/** RIFF, its 64-bit and big-endian forms, and AIFF have their content type at byte 8. */
const CHUNKED: Readonly<Record<string, Signature>> = {
  'RIFF WEBP': of('image/webp', 'webp'),
  'RIFF WAVE': of('audio/wav', 'wav'),
  'RF64 WAVE': of('audio/wav', 'wav'),
  'BW64 WAVE': of('audio/wav', 'wav'),
  'RIFX WAVE': of('audio/wav', 'wav'),
  'RIFF AVI ': of('video/vnd.avi', 'avi'),
  'FORM AIFF': of('audio/aiff', 'aif'),
  'FORM AIFC': of('audio/aiff', 'aif')
};

/** The brand of an ISO base media file (ISO/IEC 14496-12); any other brand is an MP4. */
const BRANDS: readonly (readonly [RegExp, Signature])[] = [
  [/^avi[fs]$/, of('image/avif', 'avif')],
  [/^(?:hei[cxms]|hev[cxms]|mif[12]|msf1)$/, of('image/heic', 'heic')],
  [/^qt {2}$/, of('video/quicktime', 'mov')],
  [/^M4[AB] $/, of('audio/x-m4a', 'm4a')],
  [/^M4V/, of('video/x-m4v', 'm4v')],
  [/^3g/, of('video/3gpp', '3gp')]
];

/** Top-level boxes that an ISO base media file can begin with besides `ftyp`. */
const FIRST_BOXES = new Set(['free', 'skip', 'wide', 'uuid', 'styp', 'sidx', 'moof', 'moov', 'mdat', 'pdin', 'emsg']);
/** The stream type of video in ASF: C0EF19BC-4D5B-11CF-A8FD-00805F5C442B */
const ASF_VIDEO = '\xc0\xef\x19\xbc\x4d\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b';

/** Returns the type of a file by its first bytes (up to 64 KB); undefined for unknown formats. */
export function signatureOf(head: Uint8Array): Signature | undefined {
  const found = findSignature(head);
  // Prose can begin like a format: "BMW …", "The free …". Only a PDF can consist of text.
  return found !== undefined && found.ext !== 'pdf' && isPlainText(head) ? undefined : found;
}

function findSignature(head: Uint8Array): Signature | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 65_536)).toString('latin1');
  const four = (at: number): string => text.slice(at, at + 4);
  const fixed = FIXED.find(([at, bytes]) => text.startsWith(bytes, at));
  if (fixed !== undefined) return fixed[2];
  if (text.startsWith('ID3')) return audioAfterId3(head);
  const chunk = CHUNKED[`${four(0)} ${four(8)}`];
  if (chunk !== undefined) return chunk;
  const iso = isoMedia(head, text);
  if (iso !== undefined) return iso;
  if (four(0) === '\x1aE\xdf\xa3') {
    return text.slice(0, 4096).includes('webm') ? of('video/webm', 'webm') : of('video/matroska', 'mkv');
  }
  if (four(0) === 'OggS') {
    if (text.startsWith('\x80theora', 28)) return of('video/ogg', 'ogv');
    return of('audio/ogg', text.startsWith('OpusHead', 28) ? 'opus' : 'ogg');
  }
  if (text.startsWith('0&\xb2u\x8ef\xcf\x11\xa6\xd9')) {
    return text.includes(ASF_VIDEO) ? of('video/x-ms-wmv', 'wmv') : of('audio/x-ms-wma', 'wma');
  }
  // The number of images follows: a nonzero low byte, then a zero high byte.
  if (four(0) === '\0\0\x01\0' && text.length >= 22 && text[4] !== '\0' && text[5] === '\0' && text[9] === '\0') {
    return of('image/x-icon', 'ico');
  }
  return transportStream(text) ?? mpegAudio(head) ?? mpegAudioAfterTag(head, text);
}

/** ISO base media: `ftyp` can follow other boxes. A file without it is QuickTime or an MP4 fragment. */
function isoMedia(head: Uint8Array, text: string): Signature | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const first = text.slice(4, 8);
  for (let at = 0; at + 8 <= text.length;) {
    const type = text.slice(at + 4, at + 8);
    if (type === 'ftyp') {
      const brand = text.slice(at + 8, at + 12);
      const isGeneral = brand === 'mif1' || brand === 'msf1';
      if (isGeneral && hasBrand(text.slice(at + 16, at + view.getUint32(at)), 'avif')) return of('image/avif', 'avif');
      return BRANDS.find(([pattern]) => pattern.test(brand))?.[1] ?? of('video/mp4', 'mp4');
    }
    if (!FIRST_BOXES.has(type)) break;
    const size = view.getUint32(at);
    if (size < 8) break; // 64-bit sizes and "to the end of the file" belong to mdat
    at += size;
  }
  if (!FIRST_BOXES.has(first)) return undefined;
  return ['moov', 'mdat', 'wide'].includes(first) ? of('video/quicktime', 'mov') : of('video/mp4', 'mp4');
}

/** Whether a list of compatible brands contains this one. */
export function hasBrand(list: string, brand: string): boolean {
  const brands: readonly string[] = list.match(/[^]{4}/g) ?? [];
  return brands.includes(brand);
}

/** Maximum number of ID3 tags in a row, as for the other readers. */
const MAX_TAGS = 8;

const isId3 = (bytes: Uint8Array): boolean => bytes[0] === 0x49 && bytes[1] === 0x44 && bytes[2] === 0x33;

/** FLAC, Ogg and AAC can follow ID3 tags too; MP3 when the tags are longer than `head`. */
function audioAfterId3(head: Uint8Array): Signature {
  let next = head;
  for (let tags = 0; tags < MAX_TAGS && isId3(next); tags++) {
    const size = next.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    if (size < 1) break;
    next = next.subarray(10 + size);
  }
  const inner = next.length < 8 || isId3(next) ? undefined : findSignature(next);
  return inner?.mime.startsWith('audio/') === true ? inner : of('audio/mpeg', 'mp3');
}

/**
 * MPEG-TS: a sync byte every 188 bytes, or every 192 after a 4-byte time code. Not given the usual extension ".ts",
 * which is TypeScript's. Source: ISO/IEC 13818-1
 */
function transportStream(text: string): Signature | undefined {
  const synced = (offset: number, packet: number): boolean =>
    [0, 1, 2, 3].every(n => text[offset + n * packet] === 'G');
  return synced(0, 188) || synced(4, 192) ? of('video/mp2t', 'm2ts') : undefined;
}

/** Twelve sync bits, then the layer: 0 means AAC in ADTS (ISO/IEC 13818-7); layer I looks like UTF-16. */
function mpegAudio(head: Uint8Array): Signature | undefined {
  const [first, second = 0] = head;
  if (first === 0xff && (second & 0xf6) === 0xf0) return of('audio/aac', 'aac');
  return frameLength(head, 0) === undefined ? undefined : of('audio/mpeg', 'mp3');
}

/** MP3 after an APE tag or zeros. Source: wiki.hydrogenaudio.org, APE Tags Header */
function mpegAudioAfterTag(head: Uint8Array, text: string): Signature | undefined {
  let at = 0;
  if (text.startsWith('APETAGEX') && head.length >= 32) {
    at = 32 + new DataView(head.buffer, head.byteOffset).getUint32(12, true);
    // The frames are past the bytes that were read; an APE tag at the start precedes MPEG audio only.
    if (at >= head.length) return of('audio/mpeg', 'mp3');
  }
  while (head[at] === 0) at++;
  const length = at === 0 ? undefined : frameLength(head, at);
  const next = length === undefined ? undefined : frameLength(head, at + length);
  return next === undefined ? undefined : of('audio/mpeg', 'mp3');
}
