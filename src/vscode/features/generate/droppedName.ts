import { baseName } from '../../../core/models/mediaInput.ts';

/** Most file systems take 255 bytes; a name this long in UTF-8 still leaves room for a suffix. */
const MAX_BYTES = 200;
// Letters, marks and digits of every script, emoji with their joiners and variation selectors, and plain separators.
const OTHERS =
  /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200c\u200d\ufe0e\ufe0f._ ()-]+/gu;
// A joiner belongs between two characters that it joins; anywhere else it only makes names look alike.
const LOOSE_JOINER =
  /(?<![\p{L}\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;

/** A name under which a dropped or pasted file is kept: composed (NFC), one segment, its extension intact. */
export function droppedName(name: string): string {
  const plain = baseName(name.slice(0, 1_000).normalize('NFC'))
    .replace(OTHERS, '-')
    .replace(LOOSE_JOINER, '')
    .replace(/^[.\s-]+/, '')
    .trimEnd();
  const dot = plain.lastIndexOf('.');
  const extension = dot > 0 && plain.length - dot <= 10 ? plain.slice(dot) : '';
  const stem = plain.slice(0, plain.length - extension.length);
  return (cutToBytes(stem, MAX_BYTES - extension.length) || 'file') + extension;
}

/** Cut between user-perceived characters, so that no mark or joiner is left alone. */
function cutToBytes(text: string, max: number): string {
  if (Buffer.byteLength(text) <= max) return text;
  let cut = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > max) break;
    cut += segment;
  }
  return cut;
}
