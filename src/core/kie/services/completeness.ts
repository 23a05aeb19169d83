import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../taskRecord.ts';
import { MAIN, nameOfStem, NOT_RESULTS } from './results.ts';
import type { Fields } from './values.ts';
import { decode, isEmpty, isFields } from './values.ts';

/** Whether this is what was asked for, and not what comes beside it: a song or one of its stems, not its cover. */
export const isMain = ({ kind, role }: ResultItem, output: Output): boolean => role === undefined || kind === output;

/**
 * Whether an answer holds only a part of what it is about: pictures beside a clip that is not there, or two songs of which
 * one has no address yet. `items` is what was read from it.
 */
export function lacksMain(raw: unknown, items: readonly ResultItem[], output: Output): boolean {
  if (output !== 'image' && output !== 'video' && output !== 'audio') return false;
  if (!items.some(item => isMain(item, output))) return true;
  return hasEmptyPiece(decode(raw), output);
}

function hasEmptyPiece(value: unknown, output: Output): boolean {
  if (Array.isArray(value)) {
    return (value as unknown[]).some(inner =>
      isFields(inner) ? isEmptyPiece(inner, output) || hasEmptyPiece(inner, output) : hasEmptyPiece(inner, output)
    );
  }
  if (!isFields(value)) return false;
  return Object.entries(value).some(([name, inner]) => !NOT_RESULTS.test(name) && hasEmptyPiece(inner, output));
}

/** An item of a list with fields for its address, all of them empty but for that of a picture beside a song or clip. */
function isEmptyPiece(piece: Fields, output: Output): boolean {
  // Not every stem is found in every song.
  if (output === 'audio' && nameOfStem(piece) !== undefined) return false;
  const places = Object.entries(piece).filter(
    ([name]) => MAIN.test(name) && !NOT_RESULTS.test(name) && (output === 'image' || !/image/i.test(name))
  );
  return places.length > 0 && places.every(([, address]) => isEmpty(address));
}
