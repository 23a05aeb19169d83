import type { FieldMode, FieldState, ModeOption } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Rule } from '../../../shared/modelRule.ts';
import { isSet } from './paths.ts';
import type { Values } from './paths.ts';
import { formatAnd } from '../../../shared/format/listFormat.ts';
import { labelAt } from '../values/sentences.ts';

export interface Choices {
  readonly modes: readonly FieldMode[];
  /** The field states, with the fields of unselected modes hidden. */
  readonly fields: Readonly<Record<string, FieldState>>;
}

/**
 * The modes from `exactlyOne` and `atMostOneGroup` rules. If values of two modes are set, the first one counts as
 * chosen and the fields of the other stay visible with their issue. A rule with fewer than two options left is not a
 * choice.
 */
export function choices(entry: ModelEntry, values: Values, states: Readonly<Record<string, FieldState>>): Choices {
  const fields: Record<string, FieldState> = { ...states };
  const modes: FieldMode[] = [];
  for (const rule of entry.rules) {
    const groups = rule.exactlyOne?.map(path => [path]) ?? rule.atMostOneGroup;
    if (!groups) continue;
    const open = groups.filter(group => group.some(name => fields[name]?.hidden !== true));
    if (open.length < 2) continue;
    const chosen = groups.findIndex(group => group.some(name => isSet(values[name])));
    modes.push({
      id: groups.map(group => group.join('+')).join('|'),
      options: groups.map(group => optionOf(entry, group)),
      ...(chosen < 0 ? {} : { chosen }),
      ...(rule.exactlyOne || isNeeded(entry, groups.flat()) ? {} : { none: true })
    });
    if (chosen < 0) continue;
    for (const name of groups.filter((_, index) => index !== chosen).flat()) {
      if (isSet(values[name]) || groups[chosen]?.includes(name)) continue;
      fields[name] = hide(fields[name], rule);
    }
  }
  return { modes, fields };
}

function hide(state: FieldState | undefined, { why }: Rule): FieldState {
  return { ...state, hidden: true, ...(why === undefined || state?.because !== undefined ? {} : { because: why }) };
}

const optionOf = (entry: ModelEntry, params: readonly string[]): ModeOption => ({
  label: entry.modeLabels?.[params[0] ?? ''] ?? formatAnd(params.map(name => labelAt(entry, name))),
  params
});

/** Whether another rule requires at least one of these. */
const isNeeded = (entry: ModelEntry, names: readonly string[]): boolean =>
  entry.rules.some(rule => rule.atLeastOne?.every(name => names.includes(name)));
