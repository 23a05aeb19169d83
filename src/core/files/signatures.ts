/**
 * What the first bytes of a file say. Only what generation services send is known here: file-type knows a hundred kinds
 * more and would be a quarter of all host code (README, "Dependencies"). The tests hold this table against it.
 */
export interface Signature {
  readonly mime: string;
  /** Without a dot. */
  readonly ext: string;
}

const of = (mime: string, ext: string): Signature => ({ mime, ext });

/** At its place in the file: the bytes as Latin-1 text, and what they mean. More telling ones first. */
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
  [0, 'fLaC', of('audio/x-flac', 'flac')],
  [0, 'MThd', of('audio/midi', 'mid')],
  [0, '#!AMR', of('audio/amr', 'amr')],
  [0, 'ID3', of('audio/mpeg', 'mp3')],
  [0, '%PDF', of('application/pdf', 'pdf')],
  [0, 'PK\x03\x04', of('application/zip', 'zip')],
  [0, '\x1f\x8b', of('application/gzip', 'gz')],
  [0, 'glTF', of('model/gltf-binary', 'glb')]
];

/** RIFF and AIFF name their content at the eighth byte. */
const CHUNKED: Readonly<Record<string, Signature>> = {
  'RIFF WEBP': of('image/webp', 'webp'),
  'RIFF WAVE': of('audio/wav', 'wav'),
  'RIFF AVI ': of('video/vnd.avi', 'avi'),
  'FORM AIFF': of('audio/aiff', 'aif'),
  'FORM AIFC': of('audio/aiff', 'aif')
};

/** The major brand of an ISO base media file (ISO/IEC 14496-12); any other brand is an MP4. */
const BRANDS: readonly (readonly [RegExp, Signature])[] = [
  [/^avi[fs]$/, of('image/avif', 'avif')],
  [/^(?:heic|heix|mif1|msf1|hevc|hevx)$/, of('image/heic', 'heic')],
  [/^qt {2}$/, of('video/quicktime', 'mov')],
  [/^M4[AB] $/, of('audio/x-m4a', 'm4a')],
  [/^M4V/, of('video/x-m4v', 'm4v')],
  [/^3g/, of('video/3gpp', '3gp')]
];

/** The kind of a file by its first bytes (some hundred are enough), undefined when they are of none that is known here. */
export function signatureOf(head: Uint8Array): Signature | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 4096)).toString('latin1');
  const four = (at: number): string => text.slice(at, at + 4);
  const fixed = FIXED.find(([at, bytes]) => text.startsWith(bytes, at));
  if (fixed !== undefined) return fixed[2];
  const chunk = CHUNKED[`${four(0)} ${four(8)}`];
  if (chunk !== undefined) return chunk;
  if (four(4) === 'ftyp') return BRANDS.find(([brand]) => brand.test(four(8)))?.[1] ?? of('video/mp4', 'mp4');
  if (text.length >= 8 && ['moov', 'mdat', 'wide'].includes(four(4))) return of('video/quicktime', 'mov');
  if (four(0) === '\x1aE\xdf\xa3') {
    return /\x42\x82[\s\S]webm/.test(text) ? of('video/webm', 'webm') : of('video/matroska', 'mkv');
  }
  if (four(0) === 'OggS') {
    if (text.startsWith('\x80theora', 28)) return of('video/ogg', 'ogv');
    return of('audio/ogg', text.startsWith('OpusHead', 28) ? 'opus' : 'ogg');
  }
  return mpegAudio(head);
}

/** A frame's twelve sync bits, then its layer: none means AAC in ADTS (ISO/IEC 13818-7), I looks like UTF-16. */
function mpegAudio(head: Uint8Array): Signature | undefined {
  const [first, second = 0, third = 0xff] = head;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const layer = (second >> 1) & 3;
  if (layer === 0) return (second & 0xf0) === 0xf0 ? of('audio/aac', 'aac') : undefined;
  if (layer === 3) return undefined;
  const badRate = third >> 4 === 15 || ((third >> 2) & 3) === 3 || ((second >> 3) & 3) === 1;
  return badRate ? undefined : of('audio/mpeg', 'mp3');
}
