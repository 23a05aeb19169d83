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

/** For a key that may be absent. */
export const optional =
  <T>(is: Is<T>): Is<T> =>
  (value): value is T =>
    value === undefined || is(value);

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
