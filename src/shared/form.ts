import type { Constraint, MediaKind, ModelEntry } from './model.ts';

/** What a person has entered: parameter name to value, absent when untouched. Media are file Uris or addresses, as strings. */
export type Draft = Readonly<Record<string, unknown>>;

/** One problem. `path` uses dots and indexes: `dialogue_turns[0].text`. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** What the rules make of one field for the present draft. Paths as in `Issue`, for top-level fields their name. */
export interface FieldState extends Omit<Constraint, 'forbidden' | 'ignored' | 'notEnum' | 'seconds'> {
  /** The value would be an error or have no effect: do not show the field. */
  readonly hidden?: true;
  /** Why it is hidden or has fewer values, a sentence, where the documentation gives a reason. */
  readonly because?: string;
}

/** One way to fill in fields that exclude each other. `params` are names of top-level parameters. */
export interface ModeOption {
  readonly label: string;
  readonly params: readonly string[];
}

/** A choice of modes, of which one may be filled in. The fields of the others are hidden once one is. */
export interface FieldMode {
  /** The same for every draft of a model. */
  readonly id: string;
  readonly options: readonly ModeOption[];
  /** Index of the first option with a value in the draft; absent when none has one: then the choice is the form's own. */
  readonly chosen?: number;
  /** All of them may be left empty. */
  readonly none?: true;
}

/** A limit that several values share. `used` may be above `max`: then there is an issue too. */
export interface FieldCounter {
  /** Top-level parameters that count. */
  readonly params: readonly string[];
  readonly used: number;
  readonly max: number;
  readonly unit: 'items' | 'characters' | 'seconds';
  /** The labels of what counts together. */
  readonly label: string;
}

/**
 * Credits for one run. `upTo` is a bound; `about` is neither exact nor a bound (KIE calls the figure approximate, or its
 * discount has ended); `unknown` has no figure. An exact figure is never a guess.
 */
export interface Price {
  readonly kind: 'exact' | 'upTo' | 'about' | 'unknown';
  readonly credits?: number;
  readonly usd?: number;
  /** "8 credits a second": what is known where it cannot be told yet how many of these there will be. */
  readonly rate?: string;
  /** How the figure came about, a line each ("8 credits a second × 5 s"). */
  readonly parts: readonly string[];
}

/** Facts of a media file that can be known locally. Sizes in bytes and pixels, times in seconds. */
export interface MediaFacts {
  readonly kind?: MediaKind;
  readonly mime?: string;
  readonly bytes?: number;
  readonly width?: number;
  readonly height?: number;
  /** Counted. Without it and `secondsAtMost` the length of a video or of sound is unknown. */
  readonly seconds?: number;
  /** No more than that, where the length could not be counted; never beside `seconds`. */
  readonly secondsAtMost?: number;
  readonly fps?: number;
  /** A picture with transparent parts, or room for them. */
  readonly alpha?: true;
  /** Why the file cannot be read, when it cannot. */
  readonly problem?: string;
}

/** Everything the host says about a draft. Pure data, so that it can cross to a webview or a program. */
export interface Evaluation {
  readonly issues: readonly Issue[];
  /** Worth knowing, never blocking. */
  readonly advice: readonly Issue[];
  readonly fields: Readonly<Record<string, FieldState>>;
  /** Choices among fields that exclude each other, in the order of the rules; without those that have no field to show. */
  readonly modes?: readonly FieldMode[];
  readonly counters?: readonly FieldCounter[];
  readonly price: Price;
  /** The `input` that would be sent (media values still as in the draft); absent while there are issues. */
  readonly input?: Readonly<Record<string, unknown>>;
}

/** A line of the model picker. */
export interface ModelSummary {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly task: string;
  readonly alsoTasks: readonly string[];
  readonly output: ModelEntry['output'];
  readonly summary: string;
  readonly status: ModelEntry['status'];
  /** The id of the entry that took its place. */
  readonly successor?: string;
  /** Other names it is found by: aliases and the names of its presets. */
  readonly aliases?: readonly string[];
  /** Added or changed by the person from a documentation page. */
  readonly user?: true;
  /** The least that the table's price rows ask for, in credits a unit of the table. */
  readonly from?: { readonly credits: number; readonly unit?: string };
}

/** What the form needs of one model: the entry and the order in which its parameters are asked for. */
export interface FormModel {
  readonly entry: ModelEntry;
  readonly order: readonly string[];
}
