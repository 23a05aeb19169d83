/**
 * Checks of what comes from outside and is read in every session: messages of the page, answers, what settings and
 * memory hold. zod would weigh a tenth of what then loads; it checks the model table, at build time and for entries that
 * a person adds.
 */

/** Says whether a value is of a kind. */
export type Is<T> = (value: unknown) => value is T;
/** A check for every key that counts; others may stand beside them. */
export type Shape<T> = { readonly [K in keyof T]-?: Is<T[K]> };

export const isText: Is<string> = value => typeof value === 'string';
export const isFlag: Is<boolean> = value => typeof value === 'boolean';
export const isNumber: Is<number> = (value): value is number => Number.isFinite(value);
export const isWhole: Is<number> = (value): value is number => Number.isSafeInteger(value);
export const isObject: Is<Readonly<Record<string, unknown>>> = (value): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A check for a key that may be absent; {@link object} makes the key optional in its type. */
export type OptionalCheck<T> = Is<T> & { readonly isOptional: true };

/** For a key that may be absent. */
export const optional = <T>(is: Is<T>): OptionalCheck<T> =>
  Object.assign((value: unknown): value is T => value === undefined || is(value), { isOptional: true as const });

export const isTrue: Is<true> = value => value === true;
export const isUndefined: Is<undefined> = value => value === undefined;
export const isBytes: Is<Uint8Array> = value => value instanceof Uint8Array;

/** Accepts what `is` accepts, if it also fulfills the predicate. */
export const where =
  <T>(is: Is<T>, fulfills: (value: T) => boolean): Is<T> =>
  (value): value is T =>
    is(value) && fulfills(value);

export const either =
  <A, B>(a: Is<A>, b: Is<B>): Is<A | B> =>
  (value): value is A | B =>
    a(value) || b(value);

export const oneOf =
  <const T extends string>(...known: readonly T[]): Is<T> =>
  (value): value is T =>
    known.some(each => each === value);

export const listOf =
  <T>(is: Is<T>): Is<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(is);

type Checks = Readonly<Record<string, Is<unknown>>>;

/** The keys under which something else stands than should, or nothing. */
export const wrongKeys = (shape: Checks, value: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(shape)
    .filter(([key, is]) => !is(value[key]))
    .map(([key]) => key);

export const fits =
  <T>(shape: Shape<T> & Checks): Is<T> =>
  (value): value is T =>
    isObject(value) && wrongKeys(shape, value).length === 0;

/** The type that a check stands for. */
export type Checked<C> = C extends Is<infer T> ? T : never;

type OptionalKeys<S> = { [K in keyof S]: S[K] extends { readonly isOptional: true } ? K : never }[keyof S];
type Flat<T> = { [K in keyof T]: T[K] };

/** The object type that a record of checks describes. */
export type CheckedObject<S extends Checks> = Flat<
  { readonly [K in Exclude<keyof S, OptionalKeys<S>>]: Checked<S[K]> } & {
    readonly [K in OptionalKeys<S>]?: Checked<S[K]>;
  }
>;

/** A check of an object that also tells which keys it looks at. */
export type ObjectCheck<T> = Is<T> & { readonly keys: Checks };

/** Checks objects and infers their type from the checks of their keys; other keys are ignored. */
export const object = <const S extends Checks>(keys: S): Is<CheckedObject<S>> & { readonly keys: S } =>
  Object.assign((value: unknown): value is CheckedObject<S> => isObject(value) && wrongKeys(keys, value).length === 0, {
    keys
  });

/** Checks objects with the same kind of value under every key. */
export const recordOf =
  <T>(is: Is<T>): Is<Readonly<Record<string, T>>> =>
  (value): value is Readonly<Record<string, T>> =>
    isObject(value) && Object.values(value).every(is);

/** Checks only the keys of a trusted sender's object that its readers would fail on, not every key of the type. */
export const partOf =
  <T>(keys: Partial<Shape<T>>): Is<T> =>
  (value): value is T =>
    isObject(value) && wrongKeys(keys as Checks, value).length === 0;
