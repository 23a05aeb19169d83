import type { ModelEntry } from '../../../shared/model.ts';
import type { Facts } from '../values/mediaLimits.ts';
import { pick } from './paths.ts';
import type { Values } from './paths.ts';
import { formatAnd } from '../../../shared/listFormat.ts';
import { labelAt } from '../values/sentences.ts';

/** What a rule sees. */
export interface Sight {
  readonly entry: ModelEntry;
  readonly values: Values;
  readonly facts: Facts;
}

/** Whether anything is set there. */
export const has = (sight: Sight, path: string): boolean => pick(sight.values, path).length > 0;
/** What the form calls it. */
export const label = (sight: Sight, path: string): string => labelAt(sight.entry, path);
export const labels = (sight: Sight, paths: readonly string[]): string =>
  formatAnd(paths.map(path => label(sight, path)));
