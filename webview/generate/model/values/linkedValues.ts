/** Values of lists that follow from others: the even split of a total, and the names that lines refer to. */
import * as l10n from '@vscode/l10n';
import type { Draft } from '../../../../src/shared/form.ts';
import { membersOf } from '../../../../src/shared/modelRule.ts';
import type { ModelEntry } from '../../../../src/shared/model.ts';
import { areEven, itemsOf, sharedTotals, splitEvenly } from './evenShares.ts';

/** The draft after a change by the user, with the values that follow from it. */
export function withLinkedValues(entry: ModelEntry, before: Draft, after: Draft): Draft {
  const named = withNames(entry, before, after);
  return sharedTotals(entry).reduce((draft, shared) => {
    const { list, key, is } = shared;
    const [old, now] = [itemsOf(before, list), itemsOf(draft, list)];
    const isChanged = before[list] !== draft[list] || before[is] !== draft[is];
    // A number that the user sets is kept, and so are the others from then on.
    const isEdited = old.length === now.length && now.some((item, i) => item[key] !== old[i]?.[key]);
    return isChanged && !isEdited && areEven(entry, before, shared) ? splitEvenly(entry, draft, shared) : draft;
  }, named);
}

/** `dialogue_turns[].speaker_id` is one of `speakers[].speaker_id`. */
interface Reference {
  readonly of: Place;
  readonly in: Place;
}

interface Place {
  readonly list: string;
  readonly key: string;
}

function placeOf(path: string): Place | undefined {
  const [, list, key] = /^(\w+)\[\]\.(\w+)$/.exec(path) ?? [];
  return list === undefined || key === undefined ? undefined : { list, key };
}

/** New items of a list that others refer to get a name, and new references the next one. Renamed items keep theirs. */
function withNames(entry: ModelEntry, before: Draft, after: Draft): Draft {
  return entry.rules.reduce((draft, rule) => {
    const members = membersOf(rule);
    const [of, within] = [placeOf(members?.of ?? ''), placeOf(members?.in ?? '')];
    return of === undefined || within === undefined ? draft : linked(entry, before, draft, { of, in: within });
  }, after);
}

function linked(entry: ModelEntry, before: Draft, after: Draft, { of, in: within }: Reference): Draft {
  if (before[of.list] === after[of.list] && before[within.list] === after[within.list]) return after;
  const label = entry.params[within.list]?.items?.label ?? within.list;
  const old = itemsOf(before, within.list);
  const lines = itemsOf(after, of.list);
  const given = itemsOf(after, within.list);
  // A line needs an item to refer to.
  const items = given.length === 0 && lines.length > 0 ? [{}] : given;
  const names: string[] = [];
  for (const [i, item] of items.entries()) {
    const own = textOf(item[within.key]);
    names.push(
      own === '' && i >= old.length ? freeName(label, [...names, ...items.map(one => textOf(one[within.key]))]) : own
    );
  }
  const oldLines = itemsOf(before, of.list).length;
  const used: string[] = [];
  for (const [i, line] of lines.entries()) {
    const own = textOf(line[of.key]);
    const renamed = items.length === old.length ? old.findIndex(item => own !== '' && item[within.key] === own) : -1;
    if (renamed >= 0 && names[renamed] !== '') used.push(names[renamed] ?? own);
    else used.push(own === '' && i >= oldLines ? nextName(names, used.at(-1)) : own);
  }
  return {
    ...after,
    ...withValues(within, items, names),
    ...withValues(of, lines, used)
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** "Speaker 2": the first number that is not taken. */
function freeName(label: string, taken: readonly string[]): string {
  for (let i = 1; ; i++) {
    const name = l10n.t('{0} {1}', label, i);
    if (!taken.includes(name)) return name;
  }
}

/** The name after the last one, so that the speakers of a dialogue take turns. */
const nextName = (names: readonly string[], last: string | undefined): string =>
  names[(last === undefined ? 0 : names.indexOf(last) + 1) % Math.max(1, names.length)] ?? '';

function withValues({ list, key }: Place, items: readonly object[], values: readonly string[]): Draft {
  if (items.length === 0) return {};
  return { [list]: items.map((item, i) => (values[i] === '' ? item : { ...item, [key]: values[i] })) };
}
