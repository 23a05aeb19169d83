/**
 * The types of the model table (`src/core/models/catalog/*.yaml`): what KIE documents about a model.
 * `src/core/models/format/format.ts` has the zod schema that validates the files at build time.
 */

export type Output = 'image' | 'video' | 'audio' | 'text' | 'json';
export type MediaKind = 'image' | 'video' | 'audio';
type ModelStatus = 'current' | 'legacy' | 'retired';
export type ParamType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
export type Scalar = string | number | boolean;

/** A parameter of a model's `input`. Sizes in MB are decimal megabytes, lengths are code points. */
export interface Param {
  readonly required?: boolean;
  readonly type?: ParamType;
  readonly enum?: readonly Scalar[];
  /** Values outside `enum` or the bounds that KIE's samples use: accepted with advice, never offered. */
  readonly alsoValues?: readonly Scalar[];
  readonly enumLabels?: Readonly<Record<string, string>>;
  readonly enumNotes?: Readonly<Record<string, string>>;
  /** The value that the provider uses when the parameter is omitted. */
  readonly default?: unknown;
  /** Sending the default is harmful: send only a value that the user set. */
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

interface CountCondition {
  readonly min?: number;
  readonly max?: number;
}

/** Applies to the set value, or the default. */
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

/** A cross-field rule: exactly one form, with `why`. */
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
  /** The advice in the words of the form, shown instead of it. */
  readonly note?: string;
  readonly inferred?: boolean;
}

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
  /** The price after that day, if KIE states it; otherwise this row's figure remains as the approximate one. */
  readonly after?: { readonly usd?: number; readonly credits?: number };
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

/** Predefined texts for a text parameter, offered by name. */
interface Preset {
  readonly name: string;
  readonly param: string;
  readonly text: string;
}

/** The source of a follow-up; see `src/core/models/format/format.ts` for the keys. */
export interface FollowUpSource {
  readonly of: readonly string[];
  readonly each?: Output;
  readonly when?: Conditions;
  readonly fill: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, unknown>>;
}

export interface ModelEntry {
  /** The value of `model` in createTask; for a legacy dedicated operation its path below /api/v1. */
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly summary: string;
  readonly task: string;
  readonly alsoTasks?: readonly string[];
  /** Other common names. */
  readonly aliases?: readonly string[];
  readonly output: Output;
  readonly status: ModelStatus;
  readonly successor?: string;
  /** Parameters that have another name in the successor. */
  readonly renames?: Readonly<Record<string, string>>;
  /** The finished tasks that offer this entry as a follow-up. */
  readonly from?: readonly FollowUpSource[];
  readonly operation: string;
  readonly docs?: string;
  /** Media are asked for before the prompt. */
  readonly ask?: 'media-first';
  readonly presets?: readonly Preset[];
  /**
   * Labels of the modes that `exactlyOne` and `atMostOneGroup` offer, by the first parameter of each. Defaults to its
   * labels.
   */
  readonly modeLabels?: Readonly<Record<string, string>>;
  /** Masks that can be painted: the parameter with the (first) image, and the color of the area to change. */
  readonly masks?: Readonly<Record<string, { readonly of: string; readonly paint: 'black' | 'white' }>>;
  /** Lists of boxes, `[x1, y1, x2, y2]` in pixels, that can be drawn: one list for each image of the parameter. */
  readonly boxes?: Readonly<Record<string, { readonly of: string }>>;
  /** Strings that contain an integer between these bounds; the user enters a number, a string is sent. */
  readonly numberTexts?: Readonly<Record<string, { readonly minimum: number; readonly maximum: number }>>;
  /** Initial form values that are sent, where the documented default is a bad start. */
  readonly start?: Readonly<Record<string, Scalar>>;
  readonly params: Readonly<Record<string, Param>>;
  readonly query?: readonly string[];
  /** The documentation requires `callBackUrl` next to `input`; elsewhere none is sent. */
  readonly callBackRequired?: true;
  readonly rules: readonly Rule[];
  readonly price?: readonly PriceRow[];
  readonly priceBy?: PriceBy;
  readonly result?: unknown;
  readonly conflicts?: readonly unknown[];
}

/** The path that all current models share. Source: docs.kie.ai/market/quickstart */
export const CREATE_TASK = 'POST /api/v1/jobs/createTask';
