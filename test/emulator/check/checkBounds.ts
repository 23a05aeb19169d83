/** Shared by the rule checks. */
import type { Problem } from '../types.ts';

export type Input = Readonly<Record<string, unknown>>;
export type Wrong = (name: string, message: string) => Problem;

export function within(value: number, bounds: { readonly min?: number; readonly max?: number }): boolean {
  return value >= (bounds.min ?? -Infinity) && value <= (bounds.max ?? Infinity);
}

export function bounds(min: number | undefined, max: number | undefined): { min?: number; max?: number } {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
