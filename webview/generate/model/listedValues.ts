import type { Param } from '../../../src/shared/model.ts';
import type { Scalar } from '../../../src/shared/modelRule.ts';
import { documentedValue } from '../../../src/shared/catalog/spelling.ts';

/** The values that a choice lists. */
export interface ListedValues {
  readonly values: readonly Scalar[];
  /** The listed value that the draft's value means; undefined when the draft has none. */
  readonly current: Scalar | undefined;
}

/**
 * Values that the rules exclude stay visible, except in a long list; so does a current value that is not documented.
 *
 * @param allowed - the values that the rules allow now
 */
export function listedValues(
  param: Pick<Param, 'enum' | 'alsoValues'>,
  allowed: readonly Scalar[],
  value: unknown,
  isLong: boolean
): ListedValues {
  const current = isScalar(value) ? documentedValue({ ...param, enum: param.enum ?? allowed }, value) : undefined;
  const listed = isLong ? allowed : [...new Set([...(param.enum ?? []), ...allowed])];
  const isListed = current === undefined || listed.includes(current);
  return { values: isListed ? listed : [...listed, current], current };
}

export const isScalar = (candidate: unknown): candidate is Scalar =>
  ['string', 'number', 'boolean'].includes(typeof candidate);
