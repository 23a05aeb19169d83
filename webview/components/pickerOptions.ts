import { matches, rank } from './search.ts';

export interface PickerOption {
  readonly key: string;
  readonly label: string;
  /** A short second line. */
  readonly detail?: string;
  /** One line of what it is, cut where it is too long. */
  readonly note?: string;
  readonly badges?: readonly string[];
  /** Whether it is a favourite; absent where there is no such thing. */
  readonly starred?: boolean;
}

/** Options under a heading; without a label there is none. */
export interface PickerGroup {
  readonly label: string;
  readonly options: readonly PickerOption[];
}

export interface PickerCategory {
  readonly key: string;
  readonly label: string;
}

/** What is shown for a query and a category. */
export type Find = (query: string, category: string) => readonly PickerGroup[];

/** Looks through names and details; what fits best stands first, what fits alike keeps its order. */
export const findIn =
  (options: readonly PickerOption[]): Find =>
  query => {
    const fit = options
      .filter(option => matches(query, `${option.label} ${option.detail ?? ''} ${option.key}`))
      .map(option => ({ option, rank: rank(query, [option.key, option.label]) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ option }) => option);
    return fit.length === 0 ? [] : [{ label: '', options: fit }];
  };
