import * as l10n from '@vscode/l10n';
import type { Condition, Conditions, ModelEntry, Param, Scalar } from '../../../shared/model.ts';
import type { Bounds } from '../rules/conditions.ts';
import { before } from '../../../shared/textParts.ts';

/** Pieces of the sentences that tell a person what would be right. */

/** "a, b or c" for values as they are sent, with the label of the table where it has one. */
export function either(values: readonly Scalar[], param?: Param): string {
  const shown = values.map(value => param?.enumLabels?.[String(value)] ?? spoken(value));
  // A list of fifty voices helps nobody.
  if (shown.length > 12) return l10n.t('one of {0} values such as {1}', shown.length, shown.slice(0, 3).join(', '));
  if (shown.length < 2) return shown.join('');
  return l10n.t('{0} or {1}', shown.slice(0, -1).join(', '), shown.at(-1) ?? '');
}

/** Names joined as "A, B and C". */
export const both = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : l10n.t('{0} and {1}', names.slice(0, -1).join(', '), names.at(-1) ?? '');

const spoken = (value: Scalar): string =>
  value === true ? l10n.t('on') : value === false ? l10n.t('off') : String(value);

/** The label of a parameter, for a path the label of its last name. */
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

/** The conditions of a rule in words: "with Resolution 1080p and without Reference Images". */
export const whenInWords = (entry: ModelEntry, when: Conditions | undefined): string =>
  both(Object.entries(when ?? {}).map(([name, condition]) => conditionInWords(entry, name, condition)));

function conditionInWords(entry: ModelEntry, name: string, condition: Condition): string {
  const label = labelAt(entry, name);
  const param = entry.params[name];
  if (Array.isArray(condition)) return l10n.t('with {0} {1}', label, either(condition as readonly Scalar[], param));
  if (typeof condition !== 'object') return l10n.t('with {0} {1}', label, either([condition], param));
  // "Without" a switch or a choice reads as if it were off.
  const isChoice = param?.type === 'boolean' || param?.enum !== undefined;
  if ('set' in condition && !condition.set && isChoice) return l10n.t('while {0} is not set', label);
  if ('set' in condition) return condition.set ? l10n.t('with {0}', label) : l10n.t('without {0}', label);
  if ('not' in condition && condition.not.every(value => typeof value === 'boolean'))
    return l10n.t('with {0} not {1}', label, either(condition.not, param));
  if ('not' in condition) return l10n.t('with {0} other than {1}', label, either(condition.not, param));
  const isCount = 'count' in condition;
  const { min, max } = isCount ? condition.count : (condition as Bounds);
  if (min !== undefined && max !== undefined) return l10n.t('with {0} from {1} to {2}', label, min, max);
  if (isCount && max === 0) return l10n.t('without {0}', label);
  return max === undefined
    ? l10n.t('with {0} of at least {1}', label, min ?? 0)
    : l10n.t('with {0} of at most {1}', label, max);
}
