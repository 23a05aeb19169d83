/**
 * The words of the model table (`src/core/models/catalog/*.yaml`): what KIE documents about one model.
 * The zod schema that checks the files at build time stands in `src/core/models/format/format.ts`.
 */

export type Output = 'image' | 'video' | 'audio' | 'text' | 'json';
export type MediaKind = 'image' | 'video' | 'audio';
export type ModelStatus = 'current' | 'legacy' | 'retired';
export type ParamType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
export type Scalar = string | number | boolean;

/** What a model takes under one name of its `input`. Sizes in MB are decimal megabytes, lengths are code points. */
export interface Param {
  readonly required?: boolean;
  readonly type?: ParamType;
  readonly enum?: readonly Scalar[];
  /** Values outside `enum` or the bounds that KIE's samples use: accepted with an advice, never offered. */
  readonly alsoValues?: readonly Scalar[];
  readonly enumLabels?: Readonly<Record<string, string>>;
  readonly enumNotes?: Readonly<Record<string, string>>;
  /** What the provider assumes when the parameter is left out. */
  readonly default?: unknown;
  /** Sending the default does harm: send only what the person set. */
  readonly omitByDefault?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly step?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly items?: Param;
  readonly properties?: Readonly<Record<string, Param>>;
  readonly requiredKeys?: readonly string[];
  readonly oneOf?: readonly Param[];
  readonly anyOf?: readonly Param[];
  readonly label?: string;
  readonly note?: string;
  readonly previewUrl?: string;
  readonly deprecated?: boolean | string;
  readonly replacedBy?: string;
  readonly in?: string;
  readonly media?: MediaKind;
  readonly accept?: readonly string[];
  readonly maxSizeMB?: number;
  readonly limits?: Readonly<Record<string, unknown>>;
  readonly alsoAccepts?: unknown;
}

export interface CountCondition {
  readonly min?: number;
  readonly max?: number;
}

/** Looks at the value set, else at the default. */
export type Condition =
  | Scalar
  | readonly Scalar[]
  | { readonly not: readonly Scalar[] }
  | { readonly set: boolean }
  | { readonly count: CountCondition }
  | { readonly min?: number; readonly max?: number };

export type Conditions = Readonly<Record<string, Condition>>;

export interface Constraint {
  readonly required?: true;
  readonly forbidden?: true;
  readonly ignored?: true;
  readonly enum?: readonly Scalar[];
  readonly notEnum?: readonly Scalar[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
  readonly seconds?: CountCondition;
}

/** One cross-field rule: exactly one form, with `why`. */
export interface Rule {
  readonly why?: string;
  readonly when?: Conditions;
  readonly then?: Readonly<Record<string, Constraint>>;
  readonly exactlyOne?: readonly string[];
  readonly atLeastOne?: readonly string[];
  readonly atMostOneGroup?: readonly (readonly string[])[];
  readonly requires?: Readonly<Record<string, readonly string[]>>;
  readonly sum?: {
    readonly count?: Readonly<Record<string, number>>;
    readonly textLength?: string;
    readonly seconds?: string;
    readonly max: number;
  };
  readonly compare?: readonly [string, string, string];
  readonly difference?: { readonly of: readonly [string, string]; readonly min?: number; readonly max?: number };
  readonly sameLength?: readonly string[];
  readonly memberOf?: { readonly of: string; readonly in: string };
  readonly unique?: string;
  readonly advice?: string;
  /** The advice in words of the form, shown instead of it. */
  readonly note?: string;
  readonly inferred?: boolean;
}

/** 1 credit is USD 0.005. `credits` is per `unit`. */
export interface PriceRow {
  readonly when?: Conditions;
  readonly usd?: number | null;
  readonly credits?: number | null;
  /** The most that it can come to, where the table knows more than one figure for the same input. */
  readonly creditsMax?: number;
  /** image, video, request, second, 1000-chars, megapixel; any other unit has no known number. */
  readonly unit?: string;
  /** KIE itself gives the figure as approximate. */
  readonly about?: true;
  /** The last day of a discount, as 2026-12-31: after it the price is only approximate. */
  readonly until?: string;
  /** The price after that day, where KIE states it; else this row's own figure goes on as the approximate one. */
  readonly after?: { readonly usd?: number; readonly credits?: number };
  readonly note?: string;
}

/** What the units of the price rows are multiplied with. Names of parameters, for texts paths as in rules. */
export interface PriceBy {
  /** Whose seconds count, summed: numbers or media. Without it (and `maybeSeconds`) `second` is unknown. */
  readonly seconds?: readonly string[];
  /** Whose seconds may be counted too: the sum is a bound then. */
  readonly maybeSeconds?: readonly string[];
  /**
   * The seconds of the result are billed beside those of the input, and the result is as long as `sameAs` (media). Above
   * `max` seconds, where the result ends earlier, the sum is a bound.
   */
  readonly outputSeconds?: { readonly sameAs: string; readonly max?: number };
  /** The parameter that says how many pictures come out; one when there is none. */
  readonly images?: string;
  /** `images` is only the most that may come out. */
  readonly imagesAtMost?: boolean;
  /** How many pictures come out cannot be told. */
  readonly imagesUnknown?: boolean;
  /** Whose characters count. */
  readonly text?: readonly string[];
  /** Credits for each input picture after the first `free` ones. `atMost`: the sources differ, this is the dearest reading. */
  readonly inputImages?: {
    readonly credits: number;
    readonly of: readonly string[];
    readonly free?: number;
    readonly atMost?: boolean;
  };
  /** With any of these set the price cannot be told. */
  readonly unless?: readonly string[];
}

/** Ready words for a text parameter, offered by name. */
export interface Preset {
  readonly name: string;
  readonly param: string;
  readonly text: string;
}

/** Where a follow-up comes from; `src/core/models/format/format.ts` says what the words mean. */
export interface FollowUpSource {
  readonly of: readonly string[];
  readonly each?: Output;
  readonly when?: Conditions;
  readonly fill: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, unknown>>;
}

export interface ModelEntry {
  /** The value of `model` in createTask; for a former dedicated operation its path below /api/v1. */
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly summary: string;
  readonly task: string;
  readonly alsoTasks?: readonly string[];
  /** Other names under which people know it. */
  readonly aliases?: readonly string[];
  readonly output: Output;
  readonly status: ModelStatus;
  readonly successor?: string;
  /** Parameters that have another name in the successor. */
  readonly renames?: Readonly<Record<string, string>>;
  /** What this entry goes on from: offered on finished tasks of these. */
  readonly from?: readonly FollowUpSource[];
  readonly operation: string;
  readonly docs?: string;
  /** Media are asked for before the prompt. */
  readonly ask?: 'media-first';
  readonly presets?: readonly Preset[];
  /** Names of the modes that `exactlyOne` and `atMostOneGroup` offer, by the first parameter of each; else its labels. */
  readonly modeLabels?: Readonly<Record<string, string>>;
  /** Masks that can be painted: over the (first) picture of which parameter, and the colour of the part to change. */
  readonly masks?: Readonly<Record<string, { readonly of: string; readonly paint: 'black' | 'white' }>>;
  /** Lists of boxes, `[x1, y1, x2, y2]` in pixels, that can be drawn: one list for each picture of which parameter. */
  readonly boxes?: Readonly<Record<string, { readonly of: string }>>;
  /** Texts that hold a whole number between these bounds; a number is entered, a text is sent. */
  readonly numberTexts?: Readonly<Record<string, { readonly minimum: number; readonly maximum: number }>>;
  /** What the form begins with and sends, where the documented default makes a bad beginning. */
  readonly start?: Readonly<Record<string, Scalar>>;
  readonly params: Readonly<Record<string, Param>>;
  readonly query?: readonly string[];
  /** The documentation requires `callBackUrl` beside `input`; elsewhere none is sent. */
  readonly callBackRequired?: true;
  readonly rules: readonly Rule[];
  readonly price?: readonly PriceRow[];
  readonly priceBy?: PriceBy;
  readonly result?: unknown;
  readonly conflicts?: readonly unknown[];
}

/** The path that all current models share. Source: docs.kie.ai/market/quickstart */
export const CREATE_TASK = 'POST /api/v1/jobs/createTask';
