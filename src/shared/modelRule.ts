/** The types of the rules between the parameters of a model. */

export type Scalar = string | number | boolean;

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

export interface SumHint {
  readonly of: string;
  readonly is: string;
}

export interface Members {
  readonly of: string;
  readonly in: string;
}

/** The values that refer to others, whether that is checked or advised. */
export const membersOf = ({ memberOf, limits }: Rule): Members | undefined => memberOf ?? limits?.members;

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
  readonly memberOf?: Members;
  readonly unique?: string;
  readonly advice?: string;
  /** How the form helps to follow the advice, which is not checked. */
  readonly limits?: {
    /** The advice shows only while the numbers at the path `of` do not add up to the parameter `is`. */
    readonly sum?: SumHint;
    /** The values at the path `of` are chosen from those at the path `in`. */
    readonly members?: Members;
  };
  /** The advice in the words of the form, shown instead of it. */
  readonly note?: string;
  readonly inferred?: boolean;
}
