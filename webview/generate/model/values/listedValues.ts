import type { Param } from '../../../../src/shared/model.ts';
import type { Scalar } from '../../../../src/shared/modelRule.ts';
import { ratioOf } from '../../../components/ratio.ts';
import { areRatios } from '../controlKind.ts';
import { documentedValue } from '../../../../src/shared/catalog/spelling.ts';

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

/** Words such as "auto" first, then square, then landscape and portrait, each from the least to the most stretched. */
export function byShape(values: readonly Scalar[]): readonly Scalar[] {
  const rank = (value: Scalar): number => {
    const [width, height] = ratioOf(String(value)) ?? [0, 1];
    if (width === 0) return 0;
    return width >= height ? width / height : 1000 + height / width;
  };
  return values.toSorted((a, b) => rank(a) - rank(b));
}

/** The values in the order in which the form lists them. */
export const listedInOrder = (values: readonly Scalar[]): readonly Scalar[] =>
  areRatios(values) ? byShape(values) : values;
