/** A model in KIE's own list. All texts are one line and safe to show. */
export interface LiveModel {
  /** The value of `model` in createTask. */
  readonly model: string;
  readonly title?: string;
  readonly provider?: string;
  /** KIE's words, such as "Text to Video". They hold mistakes: the catalog's task wins. */
  readonly taskTypes: readonly string[];
  readonly description?: string;
  /** The price in English prose. */
  readonly price?: string;
}

export interface LiveModelList {
  readonly models: readonly LiveModel[];
  /** Number of models that KIE reports. It exceeds `models` when some have no usable ID. */
  readonly total: number;
}

/** An OpenAPI 3.1 document. References are unresolved. */
export type OpenApi = Readonly<Record<string, unknown>>;

/** Runs of a model within ten minutes. Rates in percent; absent without traffic. Times in milliseconds since 1970. */
export interface RatePoint {
  readonly start: number;
  readonly end: number;
  readonly successRate?: number;
  readonly errorRate?: number;
  readonly isNormal?: boolean;
}
