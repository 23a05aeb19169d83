import type { Find, PickerGroup, PickerOption } from './pickerOptions.ts';

const PAGE = 8;

interface Search {
  readonly find: Find;
  readonly query: string;
  readonly category: string;
}

/** The options found for a search. Cached for the last one: arrow keys and rendering read them often. */
export class PickerResults {
  #found: { readonly key: readonly unknown[]; readonly groups: readonly PickerGroup[] } | undefined;

  groups({ find, query, category }: Search): readonly PickerGroup[] {
    const key = [find, query, category];
    if (this.#found?.key.every((part, i) => part === key[i]) !== true) {
      this.#found = { key, groups: find(query, category) };
    }
    return this.#found.groups;
  }

  /** The options of all groups. */
  options(search: Search): readonly PickerOption[] {
    return this.groups(search).flatMap(group => group.options);
  }
}

/** Returns the index of the active option after a key; undefined when the key does not move it. */
export function activeAfter(key: string, active: number, count: number): number | undefined {
  const last = count - 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(last, active + 1),
    ArrowUp: Math.max(0, active - 1),
    PageDown: Math.min(last, active + PAGE),
    PageUp: Math.max(0, active - PAGE)
  };
  const next = steps[key];
  return next === undefined ? undefined : Math.max(0, next);
}
