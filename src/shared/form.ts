import type { MediaKind, ModelEntry } from './model.ts';
import type { Constraint } from './modelRule.ts';

/**
 * Values entered by the user, by parameter name, absent when untouched. Media are file URIs or URLs, as strings.
 */
export type Draft = Readonly<Record<string, unknown>>;

/** The values that a change of the model carried over from the previous one, by parameter name. */
export interface Carried {
  readonly values: Draft;
  /** The values that these parameters had before, where they had one. */
  readonly before: Draft;
}

/** A problem. `path` uses dots and indexes: `dialogue_turns[0].text`. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** The effect of the rules on a field for the current draft. Paths as in `Issue`; for top-level fields, the name. */
export interface FieldState extends Omit<Constraint, 'forbidden' | 'ignored' | 'notEnum' | 'seconds'> {
  /** The value would be invalid or ignored: the form hides the field. */
  readonly hidden?: true;
  /** Why the field is hidden or has fewer values, a sentence, if the documentation gives a reason. */
  readonly because?: string;
}

/** One of several ways to fill in mutually exclusive fields. `params` are names of top-level parameters. */
export interface ModeOption {
  readonly label: string;
  readonly params: readonly string[];
}

/** A choice of modes, of which only one can be used. The fields of the others are hidden once one has a value. */
export interface FieldMode {
  /** The same for every draft of a model. */
  readonly id: string;
  readonly options: readonly ModeOption[];
  /** Index of the first option with a value in the draft. Absent when none has one: the form decides. */
  readonly chosen?: number;
  /** All options may be left empty. */
  readonly none?: true;
}

/** A limit that several values share. If `used` exceeds `max`, there is also an issue. */
export interface FieldCounter {
  /** Top-level parameters that count. */
  readonly params: readonly string[];
  readonly used: number;
  readonly max: number;
  /** The counted things; points where some parameters count more than once. */
  readonly unit: 'images' | 'videos' | 'audio' | 'files' | 'items' | 'points' | 'characters' | 'seconds';
  /** The labels of the counted parameters. */
  readonly label: string;
}

/**
 * Credits for one run. `upTo` is an upper bound; `about` is neither exact nor a bound (KIE states an approximate
 * figure, or its discount has ended); `unknown` has no figure. An exact figure is never a guess.
 */
export interface Price {
  readonly kind: 'exact' | 'upTo' | 'about' | 'unknown';
  readonly credits?: number;
  readonly usd?: number;
  /** "8 credits/s": the known rate when the number of units is unknown. */
  readonly rate?: string;
  /** The price breakdown, one line each ("8 credits/s × 5 s"). */
  readonly parts: readonly string[];
}

/** The price of one run with each value of a parameter: by parameter, then by value as text. */
export type OptionPrices = Readonly<Record<string, Readonly<Record<string, Pick<Price, 'kind' | 'credits'>>>>>;

/** Locally known facts of a media file. Sizes in bytes and pixels, times in seconds. */
export interface MediaFacts {
  readonly kind?: MediaKind;
  readonly mime?: string;
  readonly bytes?: number;
  readonly width?: number;
  readonly height?: number;
  /** Exact. Without it and `secondsAtMost` the length of a video or audio file is unknown. */
  readonly seconds?: number;
  /** An upper bound, when the exact length is unknown; never together with `seconds`. */
  readonly secondsAtMost?: number;
  readonly fps?: number;
  /** An image that is or may be transparent. */
  readonly alpha?: true;
  /** Why the file cannot be read, if it cannot. */
  readonly problem?: string;
}

/** The duration of a result, or the length of the media of a parameter. */
export interface Length {
  /** `atMost` is an upper bound. `text` is a choice without a number of seconds, such as "Full video". */
  readonly kind: 'exact' | 'atMost' | 'unknown' | 'text';
  readonly seconds?: number;
  readonly text?: string;
  /** The label of the media parameter; absent for the duration of the result. */
  readonly of?: string;
}

/** The evaluation of a draft. Plain data, so that it can be sent to a webview or another program. */
export interface Evaluation {
  readonly issues: readonly Issue[];
  /** Advice, which never blocks a run. */
  readonly advice: readonly Issue[];
  readonly fields: Readonly<Record<string, FieldState>>;
  /** Choices between mutually exclusive fields, in rule order; without those that have no visible field. */
  readonly modes?: readonly FieldMode[];
  readonly counters?: readonly FieldCounter[];
  readonly price: Price;
  /** The duration and the lengths that determine the price. */
  readonly lengths?: readonly Length[];
  /** Warnings to show before the run costs credits, one sentence each. They do not block it. */
  readonly warnings?: readonly string[];
  /** For the form only: the prices of the choices that change the price. */
  readonly optionPrices?: OptionPrices;
  /** The `input` that would be sent (media values as in the draft); absent while there are issues. */
  readonly input?: Readonly<Record<string, unknown>>;
}

/** A model in the model picker. */
export interface ModelSummary {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly task: string;
  readonly alsoTasks: readonly string[];
  readonly output: ModelEntry['output'];
  readonly summary: string;
  readonly status: ModelEntry['status'];
  /** The ID of the replacement. */
  readonly successor?: string;
  /** Other search names: aliases and preset names. */
  readonly aliases?: readonly string[];
  /** Values of parameters such as the version or tier, and their labels, by parameter. A search can preset them. */
  readonly choices?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The English texts, when the others are translated: a search finds both. */
  readonly english?: {
    readonly summary: string;
    readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  /** Added or changed by the user from a documentation page. */
  readonly user?: true;
  /** When KIE's list was first found without the model, which it had before, in milliseconds since 1970. */
  readonly unlistedSince?: number;
  /** Read from KIE's schema: the model is newer than this version of the catalog. */
  readonly live?: true;
  /** The lowest price of the table rows, in credits per unit. */
  readonly from?: { readonly credits: number; readonly unit?: string };
}

/** A model for the form: the entry and the order of its parameters. */
export interface FormModel {
  readonly entry: ModelEntry;
  readonly order: readonly string[];
  /** Set for an entry that was read from KIE's schema. */
  readonly live?: LiveOrigin;
}

/** The schema that an entry was read from. */
export interface LiveOrigin {
  /** In milliseconds since 1970. */
  readonly readAt: number;
  /** Paths of its parts that the catalog's format cannot express. They are not checked before a run. */
  readonly unsupported: readonly string[];
}
