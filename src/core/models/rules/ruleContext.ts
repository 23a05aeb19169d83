import type { ModelEntry } from '../../../shared/model.ts';
import type { Facts } from '../values/mediaLimits.ts';
import { pick } from './paths.ts';
import type { Values } from './paths.ts';
import { formatAnd } from '../../../shared/listFormat.ts';
import { labelAt } from '../values/sentences.ts';

/** What a rule sees. */
export interface RuleContext {
  readonly entry: ModelEntry;
  readonly values: Values;
  readonly facts: Facts;
}

/** Whether anything is set there. */
export const has = (context: RuleContext, path: string): boolean => pick(context.values, path).length > 0;
/** What the form calls it. */
export const label = (context: RuleContext, path: string): string => labelAt(context.entry, path);
export const labels = (context: RuleContext, paths: readonly string[]): string =>
  formatAnd(paths.map(path => label(context, path)));
