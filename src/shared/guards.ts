/**
 * Type guards for untrusted data that every session reads: webview messages, responses, settings and stored state. zod
 * would add a tenth to the startup code; it is loaded only to check model entries.
 */

/** A type guard for `T`. */
export type Guard<T> = (value: unknown) => value is T;
/** A guard for each known key. Other keys are allowed. */
export type Shape<T> = { readonly [K in keyof T]-?: Guard<T[K]> };

export const isString: Guard<string> = value => typeof value === 'string';
export const isBoolean: Guard<boolean> = value => typeof value === 'boolean';
/** A finite number. */
export const isNumber: Guard<number> = (value): value is number => Number.isFinite(value);
/** A safe integer. */
export const isInteger: Guard<number> = (value): value is number => Number.isSafeInteger(value);
/** An object that is neither null nor an array. */
export const isObject: Guard<Readonly<Record<string, unknown>>> = (value): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A guard for a key that may be absent; {@link object} makes the key optional in its type. */
export type OptionalGuard<T> = Guard<T> & { readonly isOptional: true };

/** For a key that may be absent. */
export const optional = <T>(guard: Guard<T>): OptionalGuard<T> =>
  Object.assign((value: unknown): value is T => value === undefined || guard(value), { isOptional: true as const });

export const isTrue: Guard<true> = value => value === true;
export const isUndefined: Guard<undefined> = value => value === undefined;
export const isBytes: Guard<Uint8Array> = value => value instanceof Uint8Array;

/** Accepts values of the guard that also meet the condition. */
export const where =
  <T>(guard: Guard<T>, condition: (value: T) => boolean): Guard<T> =>
  (value): value is T =>
    guard(value) && condition(value);

/** Accepts a value that one of the two guards accepts. */
export const unionOf =
  <A, B>(a: Guard<A>, b: Guard<B>): Guard<A | B> =>
  (value): value is A | B =>
    a(value) || b(value);

/** Accepts one of the given strings. */
export const oneOf =
  <const T extends string>(...known: readonly T[]): Guard<T> =>
  (value): value is T =>
    known.some(each => each === value);

/** Accepts an array whose items all pass the guard. */
export const listOf =
  <T>(guard: Guard<T>): Guard<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(guard);

type Guards = Readonly<Record<string, Guard<unknown>>>;

/** Returns the keys whose values are missing or invalid. */
export const invalidKeys = (shape: Guards, value: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(shape)
    .filter(([key, guard]) => !guard(value[key]))
    .map(([key]) => key);

/** Accepts an object whose known keys all pass their guards. */
export const hasShape =
  <T>(shape: Shape<T> & Guards): Guard<T> =>
  (value): value is T =>
    isObject(value) && invalidKeys(shape, value).length === 0;

/** The type that a guard narrows to. */
export type Guarded<C> = C extends Guard<infer T> ? T : never;

type OptionalKeys<S> = { [K in keyof S]: S[K] extends { readonly isOptional: true } ? K : never }[keyof S];
type Flat<T> = { [K in keyof T]: T[K] };

/** The object type that a record of guards describes. */
export type GuardedObject<S extends Guards> = Flat<
  { readonly [K in Exclude<keyof S, OptionalKeys<S>>]: Guarded<S[K]> } & {
    readonly [K in OptionalKeys<S>]?: Guarded<S[K]>;
  }
>;

/** A guard for an object that also exposes the guards of its keys. */
export type ObjectGuard<T> = Guard<T> & { readonly keys: Guards };

/** Creates a guard for an object whose type is inferred from the guards of its keys. Other keys are ignored. */
export const object = <const S extends Guards>(keys: S): Guard<GuardedObject<S>> & { readonly keys: S } =>
  Object.assign(
    (value: unknown): value is GuardedObject<S> => isObject(value) && invalidKeys(keys, value).length === 0,
    {
      keys
    }
  );

/** Accepts an object whose values all pass the guard. */
export const recordOf =
  <T>(guard: Guard<T>): Guard<Readonly<Record<string, T>>> =>
  (value): value is Readonly<Record<string, T>> =>
    isObject(value) && Object.values(value).every(guard);

/** Checks only the given keys of an object from a trusted sender, not every key of the type. */
export const partOf =
  <T>(keys: Partial<Shape<T>>): Guard<T> =>
  (value): value is T =>
    isObject(value) && invalidKeys(keys as Guards, value).length === 0;
