import type { StoredList } from '../models/live/storedList.ts';
import type { Listing } from './modelWatch.ts';

/** The facts of KIE's list about single models. */
export function listingOf(list: StoredList | undefined): Listing | undefined {
  if (list === undefined) return undefined;
  return {
    readAt: list.readAt,
    prices: new Map(list.models.flatMap(({ model, price }) => (price === undefined ? [] : [[model, price] as const]))),
    unlisted: new Map(
      list.models.flatMap(({ model, unlistedSince }) => (unlistedSince === undefined ? [] : [[model, unlistedSince]]))
    )
  };
}
