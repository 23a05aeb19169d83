import { matches, rank } from './search.ts';

export interface PickerOption {
  readonly key: string;
  readonly label: string;
  /** A short second line. */
  readonly detail?: string;
  /** At the end of the second line. */
  readonly price?: string;
  /** A description, shown below the list while the option is active. */
  readonly note?: string;
  /** Success rates in percent, oldest first, as a chart beside the description. */
  readonly chart?: { readonly rates: readonly (number | null)[]; readonly label: string };
  /** Short marks beside the label. */
  readonly badges?: readonly string[];
  /** Whether it is a favorite; absent in lists without favorites. */
  readonly starred?: boolean;
  /** The address of a sample. */
  readonly sample?: string;
  /** Values to set when the option is picked, by parameter. */
  readonly input?: Readonly<Record<string, string>>;
}

/** Options under a heading; an empty label has no heading. */
export interface PickerGroup {
  readonly label: string;
  readonly options: readonly PickerOption[];
}

export interface PickerCategory {
  readonly key: string;
  readonly label: string;
  /** The heading of the category in the list of categories. */
  readonly section?: string;
}

/** An offer of a list in which nothing was found. */
export interface PickerOffer {
  readonly label: string;
  readonly run: () => void;
  /** The offer leads elsewhere. */
  readonly closes?: true;
}

/** Returns the groups to show for a query and a category. */
export type Find = (query: string, category: string) => readonly PickerGroup[];

/** Searches labels and details: best matches first, equal ones in their original order. */
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
