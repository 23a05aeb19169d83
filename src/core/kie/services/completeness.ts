import type { Output } from '../../../shared/model.ts';
import type { ResultItem } from '../taskRecord.ts';
import { MAIN, nameOfStem } from './resultItem.ts';
import { NOT_RESULTS } from './results.ts';
import type { Fields } from './values.ts';
import { decode, isEmpty, isFields } from './values.ts';

/** Whether an item is a main result and not a secondary one: a song or stem, not its cover. */
export const isMain = ({ kind, role }: ResultItem, output: Output): boolean => role === undefined || kind === output;

/**
 * Whether a response has only part of its results: images without their video, or one of two songs without a URL.
 * @param items - the results read from the response
 */
export function isIncomplete(raw: unknown, items: readonly ResultItem[], output: Output): boolean {
  if (output !== 'image' && output !== 'video' && output !== 'audio') return false;
  if (!items.some(item => isMain(item, output))) return true;
  return hasEmptyItem(decode(raw), output);
}

function hasEmptyItem(value: unknown, output: Output): boolean {
  const open = [value];
  while (open.length > 0) {
    const outer = open.pop();
    if (Array.isArray(outer)) {
      for (const inner of outer as unknown[]) {
        if (isFields(inner) && isEmptyItem(inner, output)) return true;
        open.push(inner);
      }
    } else if (isFields(outer)) {
      for (const [name, inner] of Object.entries(outer)) if (!NOT_RESULTS.test(name)) open.push(inner);
    }
  }
  return false;
}

/** Whether all URL fields of a list item are empty, except for the cover image of a song or video. */
function isEmptyItem(item: Fields, output: Output): boolean {
  // A song does not have every stem.
  if (output === 'audio' && nameOfStem(item) !== undefined) return false;
  const places = Object.entries(item).filter(
    ([name]) => MAIN.test(name) && !NOT_RESULTS.test(name) && (output === 'image' || !/image/i.test(name))
  );
  return places.length > 0 && places.every(([, address]) => isEmpty(address));
}
