import * as l10n from '@vscode/l10n';
import type { Param } from '../../../../src/shared/model.ts';
import type { Rule } from '../../../../src/shared/modelRule.ts';

/** A number outside the range: "-1 lets the model choose; any other length is 4 to 15 seconds." */
export interface SpecialValue {
  readonly value: number;
  /** The range of all other numbers. */
  readonly minimum: number;
  readonly maximum?: number;
}

/** Finds the special value of a parameter: rules exempt it from the bounds. */
export function specialValue(rules: readonly Rule[], name: string): SpecialValue | undefined {
  for (const { when = {}, then } of rules) {
    const condition = when[name];
    if (Object.keys(when).length !== 1 || typeof condition !== 'object' || !('not' in condition)) continue;
    const [value, other] = condition.not;
    const { minimum, maximum } = then?.[name] ?? {};
    if (typeof value !== 'number' || other !== undefined || minimum === undefined || value >= minimum) continue;
    return { value, minimum, ...(maximum === undefined ? {} : { maximum }) };
  }
  return undefined;
}

/** The label of its button. */
export const specialLabel = (param: Param, { value }: SpecialValue): string =>
  param.enumLabels?.[String(value)] ?? (value === -1 ? l10n.t('Auto') : String(value));
