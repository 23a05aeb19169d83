import type { ResultItem } from '../../kie/taskRecord.ts';

/** Maximum number of saved results per task. KIE creates up to a few dozen. */
export const MAX_RESULTS = 200;

interface KnownResult {
  readonly itemKey: string;
  readonly url: unknown;
}

/** A result to insert or, when its key is known, to update. */
export interface MatchedResult {
  readonly itemKey: string;
  readonly item: ResultItem;
}

/**
 * Matches the results of a response with those of earlier responses. A known URL is the same result in any order and is
 * skipped; the others are matched by their IDs or positions.
 *
 * @param known - results of earlier responses, in order
 */
export function matchResults(known: readonly KnownResult[], items: readonly ResultItem[]): readonly MatchedResult[] {
  const byUrl = new Map(known.map(({ url, itemKey }) => [url, itemKey]));
  const all = new Set(known.map(({ itemKey }) => itemKey));
  const free = new Set(all);
  for (const { url } of items) free.delete(byUrl.get(url ?? '') ?? '');
  const matched: MatchedResult[] = [];
  for (const [place, item] of items.entries()) {
    if (all.size >= MAX_RESULTS) break;
    if (item.url !== undefined && byUrl.has(item.url)) continue;
    let itemKey = keyOf(item, place);
    if (itemKey.startsWith('#') && !free.has(itemKey)) {
      itemKey = [...free].find(other => other.startsWith('#')) ?? itemKey;
    }
    while (all.has(itemKey) && !free.has(itemKey)) itemKey += '+';
    all.add(itemKey);
    free.delete(itemKey);
    if (item.url !== undefined) byUrl.set(item.url, itemKey);
    matched.push({ itemKey, item });
  }
  return matched;
}

/** Text next to media has its own key, which no URL of a later response takes. */
function keyOf({ ref, kind, role, url }: ResultItem, place: number): string {
  if (ref !== undefined) return `${ref} ${kind} ${role ?? ''}`;
  return url === undefined && role !== undefined ? `=${role}` : `#${place}`;
}
