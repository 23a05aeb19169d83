import type { ModelEntry } from '../../../shared/model.ts';
import type { Facts } from '../values/mediaLimits.ts';
import { pick } from './paths.ts';
import type { Values } from './paths.ts';
import { formatAnd } from '../../../shared/format/listFormat.ts';
import { labelAt } from '../values/sentences.ts';

/** The values that a rule is evaluated against. */
export interface RuleContext {
  readonly entry: ModelEntry;
  readonly values: Values;
  readonly facts: Facts;
}

/** Whether a value is set at the path. */
export const has = (context: RuleContext, path: string): boolean => pick(context.values, path).length > 0;
/** The label of the path in the form. */
export const label = (context: RuleContext, path: string): string => labelAt(context.entry, path);
export const labels = (context: RuleContext, paths: readonly string[]): string =>
  formatAnd(paths.map(path => label(context, path)));
