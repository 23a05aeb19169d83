import * as l10n from '@vscode/l10n';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import type { Condition, Conditions, Scalar } from '../../../shared/modelRule.ts';
import type { Bounds } from '../rules/conditions.ts';
import { formatAnd, formatList, formatOr } from '../../../shared/format/listFormat.ts';
import { limitText } from '../../../shared/format/decimalText.ts';
import { before } from '../../../shared/textParts.ts';

/** A list of up to this many values is shown in full. */
const MAX_LISTED_VALUES = 12;

/** "a, b or c": the labels of documented values, or the values themselves where there is no label. */
export function formatValues(values: readonly Scalar[], param?: Param): string {
  const labels = values.map(value => param?.enumLabels?.[String(value)] ?? valueText(value));
  if (labels.length > MAX_LISTED_VALUES)
    return l10n.t('one of {0} values, such as {1}', limitText(labels.length), formatList(labels.slice(0, 3)));
  return formatOr(labels);
}

const valueText = (value: Scalar): string =>
  value === true ? l10n.t('on') : value === false ? l10n.t('off') : String(value);

/** The label of a parameter; for a path, the label of its last segment. */
export function labelAt(entry: ModelEntry, path: string): string {
  let level: Readonly<Record<string, Param>> | undefined = entry.params;
  let param: Param | undefined;
  let last = path;
  for (const part of path.split('.')) {
    const name = before(part, /\[/);
    last = name;
    param = level?.[name];
    for (let i = 0; i < (part.match(/\[/g)?.length ?? 0); i++) param = param?.items ?? param;
    level = param?.properties;
  }
  const top = entry.params[before(path, /[[.]/)];
  return param?.label ?? (path.includes('.') ? last : (top?.label ?? last));
}

/** The conditions of a rule as text: "with Resolution 1080p and without Reference Images". */
export const conditionsText = (entry: ModelEntry, when: Conditions | undefined): string =>
  formatAnd(Object.entries(when ?? {}).map(([name, condition]) => conditionText(entry, name, condition)));

function conditionText(entry: ModelEntry, name: string, condition: Condition): string {
  const label = labelAt(entry, name);
  const param = entry.params[name];
  if (Array.isArray(condition))
    return l10n.t('with {0} {1}', label, formatValues(condition as readonly Scalar[], param));
  if (typeof condition !== 'object') return l10n.t('with {0} {1}', label, formatValues([condition], param));
  // "Without" next to a switch or a choice would read as if it were off.
  const isChoice = param?.type === 'boolean' || param?.enum !== undefined;
  if ('set' in condition && !condition.set && isChoice) return l10n.t("when {0} isn't set", label);
  if ('set' in condition) return condition.set ? l10n.t('with {0}', label) : l10n.t('without {0}', label);
  if ('not' in condition && condition.not.every(value => typeof value === 'boolean'))
    return l10n.t('with {0} not {1}', label, formatValues(condition.not, param));
  if ('not' in condition) return l10n.t('with {0} other than {1}', label, formatValues(condition.not, param));
  const isCount = 'count' in condition;
  const { min, max } = isCount ? condition.count : (condition as Bounds);
  if (min !== undefined && max !== undefined)
    return l10n.t('with {0} from {1} to {2}', label, limitText(min), limitText(max));
  if (isCount && max === 0) return l10n.t('without {0}', label);
  return max === undefined
    ? l10n.t('with {0} of at least {1}', label, limitText(min ?? 0))
    : l10n.t('with {0} of at most {1}', label, limitText(max));
}
