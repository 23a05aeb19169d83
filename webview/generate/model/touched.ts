import { isWithin } from './draftPath.ts';

/** The fields that the user has visited: issues show only there until a run is attempted. */
export interface Touched {
  readonly paths: ReadonlySet<string>;
  /** After the user has asked for a run, all issues show. */
  readonly isRunAttempted: boolean;
}

export const NOTHING_TOUCHED: Touched = { paths: new Set(), isRunAttempted: false };

/** Marks paths as touched. Returns the same object when all of them were touched before. */
export const touch = (touched: Touched, ...paths: readonly string[]): Touched =>
  paths.every(path => touched.paths.has(path)) ? touched : { ...touched, paths: new Set([...touched.paths, ...paths]) };

/** Whether issues at this path show: it, or a path inside it, was touched. */
export function isTouched({ paths, isRunAttempted }: Touched, path: string): boolean {
  if (isRunAttempted) return true;
  for (const touched of paths) if (isWithin(touched, path)) return true;
  return path === '' && paths.size > 0;
}
