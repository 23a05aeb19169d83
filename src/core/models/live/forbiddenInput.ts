import type { Draft } from '../../../shared/form.ts';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import type { Scalar } from '../../../shared/modelRule.ts';
import { isSet } from '../rules/paths.ts';
import { codePoints } from '../../../shared/textParts.ts';
import type { Difference } from './schemaDifferences.ts';

/**
 * The differences that make this request invalid under the schema that KIE publishes now. Requests that both
 * definitions allow have none.
 * @param live the entry read from the schema
 */
export const forbiddenInput = (
  live: ModelEntry,
  differences: readonly Difference[],
  input: Draft
): readonly Difference[] =>
  differences.filter(({ name, kind }) => {
    const [value, param] = [input[name], live.params[name]];
    switch (kind) {
      case 'gone':
        return isSet(value);
      case 'added':
      case 'required':
        return param?.required === true && !isSet(value);
      default:
        return param !== undefined && isSet(value) && !isAllowed(param, value);
    }
  });

/** Only what differences are about: type, values and bounds of the parameter itself. */
function isAllowed(param: Param, value: unknown): boolean {
  if (param.type !== undefined && !isOfType(param.type, value)) return false;
  if (param.enum !== undefined && !Array.isArray(value) && !param.enum.includes(value as Scalar)) return false;
  if (typeof value === 'number') return within(value, param.minimum, param.maximum);
  if (typeof value === 'string') return within(codePoints(value), param.minLength, param.maxLength);
  return !Array.isArray(value) || within(value.length, param.minItems, param.maxItems);
}

const within = (value: number, min = -Infinity, max = Infinity): boolean => value >= min && value <= max;

function isOfType(type: NonNullable<Param['type']>, value: unknown): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
