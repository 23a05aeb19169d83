/**
 * Prices that KIE states in prose (`pricingDesc` of the catalogue interface). The text is written by hand, without a
 * format: an unknown part makes the whole text unread, because half a price list is a wrong price.
 */

/** The unit of a stated price, in the words of the model table. */
export type StatedUnit =
  | 'second'
  | 'image'
  | 'video'
  | 'request'
  | '1000-chars'
  | 'megapixel'
  | 'million-input-tokens'
  | 'million-audio-output-tokens';

/** The stated conditions of a price. Lists are alternatives. */
export interface PriceWords {
  /** `720p`, `2k` */
  readonly resolution?: readonly string[];
  /** Seconds of the result. */
  readonly seconds?: readonly string[];
  /** Upscale factors: `2x`. */
  readonly factor?: readonly string[];
  /** With or without sound. */
  readonly audio?: boolean;
  /** With or without a video as input. */
  readonly video?: boolean;
  /** Words for a tier, mode or variant: `turbo`, `pro`. */
  readonly tiers?: readonly string[];
}

export interface StatedPrice {
  readonly credits: number;
  /** Absent when the text has none. */
  readonly unit?: StatedUnit;
  readonly words: PriceWords;
  /** The text calls the figure approximate. */
  readonly about?: true;
}

export interface PriceText {
  readonly prices: readonly StatedPrice[];
  /** Credits for each input image after the first `free` ones. */
  readonly inputImages?: { readonly credits: number; readonly free: number };
  /** The end of a discount: an ISO date, or a date and time. */
  readonly until?: string;
}
