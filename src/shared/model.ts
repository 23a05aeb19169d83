/**
 * The types of the model table (`src/core/models/catalog/*.yaml`): what KIE documents about a model.
 * `src/core/models/format/format.ts` has the zod schema that validates the files at build time.
 */

import type { PriceBy, PriceRow } from './modelPrice.ts';
import type { Conditions, Rule, Scalar } from './modelRule.ts';

export type Output = 'image' | 'video' | 'audio' | 'text' | 'json';
export type MediaKind = 'image' | 'video' | 'audio';
type ModelStatus = 'current' | 'legacy' | 'retired';
export type ParamType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';

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
  /** The parameter with the duration of the result in seconds, where it has another name than `duration`. */
  readonly duration?: string;
  /** Initial form values that are sent, where the documented default is a bad start. */
  readonly start?: Readonly<Record<string, Scalar>>;
  readonly params: Readonly<Record<string, Param>>;
  readonly query?: readonly string[];
  /** The documentation requires `callBackUrl` next to `input`; elsewhere none is sent. */
  readonly callBackRequired?: true;
  /** KIE documents the model, but its own list of models did not have it when the table was made. */
  readonly unlisted?: true;
  readonly rules: readonly Rule[];
  readonly price?: readonly PriceRow[];
  readonly priceBy?: PriceBy;
  readonly result?: unknown;
  readonly conflicts?: readonly unknown[];
}

/** The path that all current models share. Source: docs.kie.ai/market/quickstart */
export const CREATE_TASK = 'POST /api/v1/jobs/createTask';
