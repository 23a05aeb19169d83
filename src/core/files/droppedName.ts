import { trimEndOf } from '../../shared/textParts.ts';
import { cutToBytes, withoutDevice } from './naming.ts';
import { baseName } from './mediaFiles.ts';
import { withoutLooseJoiners } from './promptWords.ts';

/** Most file systems take 255 bytes; a name this long in UTF-8 still leaves room for a suffix. */
const MAX_BYTES = 200;
// Letters, marks and digits of every script, emoji with their joiners and variation selectors, and plain separators.
const OTHERS =
  /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200c\u200d\ufe0e\ufe0f._ ()-]+/gu;

/** A name under which a dropped or pasted file is kept: composed (NFC), one segment, its extension intact. */
export function droppedName(name: string): string {
  const composed = baseName(name.slice(0, 1_000).normalize('NFC'));
  const begun = withoutLooseJoiners(composed.replace(OTHERS, '-')).replace(/^[.\s-]+/, '');
  // Windows drops blanks and dots at the end.
  const plain = trimEndOf(begun, /[.\s]/);
  const dot = plain.lastIndexOf('.');
  const extension = dot > 0 && plain.length - dot <= 10 ? plain.slice(dot) : '';
  const stem = plain.slice(0, plain.length - extension.length);
  return withoutDevice((cutToBytes(stem, MAX_BYTES - extension.length) || 'file') + extension);
}
