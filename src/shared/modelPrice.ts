/** The types of the prices of a model. */

import type { Conditions } from './modelRule.ts';

/** 1 credit is USD 0.005. `credits` is per `unit`. */
export interface PriceRow {
  readonly when?: Conditions;
  readonly usd?: number | null;
  readonly credits?: number | null;
  /** The maximum, where the table has more than one figure for the same input. */
  readonly creditsMax?: number;
  /** image, video, request, second, 1000-chars, megapixel; the number of any other unit is unknown. */
  readonly unit?: string;
  /** KIE states the figure as approximate. */
  readonly about?: true;
  /** The last day of a discount, as 2026-12-31. After it, the price is only approximate. */
  readonly until?: string;
  /**
   * The price after that day, if KIE states it; otherwise this row's figure remains as the approximate one.
   * `creditsMax` of the row is the maximum with the discount, and this one the maximum without it.
   */
  readonly after?: { readonly usd?: number; readonly credits?: number; readonly creditsMax?: number };
  readonly note?: string;
}

/** The factors of the unit prices: names of parameters, for texts paths as in rules. */
export interface PriceBy {
  /** Parameters whose seconds count, summed: numbers or media. Without it (and `maybeSeconds`), `second` is unknown. */
  readonly seconds?: readonly string[];
  /** Parameters whose seconds may also count: the sum is then a bound. */
  readonly maybeSeconds?: readonly string[];
  /**
   * The seconds of the result are charged in addition to the input; the result is as long as `sameAs` (media). Above
   * `max` seconds, where the result ends earlier, the sum is a bound.
   */
  readonly outputSeconds?: { readonly sameAs: string; readonly max?: number };
  /** The parameter with the number of images; one when there is none. */
  readonly images?: string;
  /** `images` is only the maximum number. */
  readonly imagesAtMost?: boolean;
  /** The number of images is unknown. */
  readonly imagesUnknown?: boolean;
  /** Texts whose characters count. */
  readonly text?: readonly string[];
  /**
   * Credits for each input image after the first `free` ones. `atMost`: the sources differ, and this is the highest
   * figure.
   */
  readonly inputImages?: {
    readonly credits: number;
    readonly of: readonly string[];
    readonly free?: number;
    readonly atMost?: boolean;
  };
  /** If any of these is set, the price is unknown. */
  readonly unless?: readonly string[];
}
