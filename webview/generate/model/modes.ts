import type { Draft, FieldMode } from '../../../src/shared/form.ts';

/** The options that the user chose where fields exclude each other, and the values of the options they left. */
export interface ModeChoices {
  /** Index of the chosen option by the id of the mode. */
  readonly chosen: ReadonlyMap<string, number>;
  /** Values that left the draft with their option, by parameter. */
  readonly setAside: ReadonlyMap<string, unknown>;
}

export const NO_MODE_CHOICES: ModeChoices = { chosen: new Map(), setAside: new Map() };

/** The index of the option to show: the user's choice, else the first option with a value, else the first. */
export function shownOption({ chosen }: ModeChoices, mode: FieldMode): number {
  const index = chosen.get(mode.id) ?? mode.chosen ?? 0;
  return index < mode.options.length ? index : 0;
}

/** Chooses another option. Values of the other options leave the draft; those entered for this one before return. */
export function chooseOption(
  modes: ModeChoices,
  mode: FieldMode,
  index: number,
  draft: Draft
): { readonly modes: ModeChoices; readonly draft: Draft } {
  const wanted: readonly string[] = mode.options[index]?.params ?? [];
  const next: Record<string, unknown> = { ...draft };
  const setAside = new Map(modes.setAside);
  for (const name of mode.options.flatMap(({ params }) => params)) {
    if (wanted.includes(name)) {
      if (next[name] === undefined && setAside.has(name)) next[name] = setAside.get(name);
      setAside.delete(name);
    } else if (next[name] !== undefined) {
      setAside.set(name, next[name]);
      Reflect.deleteProperty(next, name);
    }
  }
  return { modes: { chosen: new Map([...modes.chosen, [mode.id, index]]), setAside }, draft: next };
}

/** Whether the field belongs to an option that does not show. */
export function isHiddenByMode(choices: ModeChoices, modes: readonly FieldMode[], name: string): boolean {
  return modes.some(
    mode =>
      mode.options.some(option => option.params.includes(name)) &&
      mode.options[shownOption(choices, mode)]?.params.includes(name) !== true
  );
}

/** Whether the mode leads to a field: not when other modes hide all fields of its options. */
export function isOffered(choices: ModeChoices, modes: readonly FieldMode[], mode: FieldMode): boolean {
  const others = modes.filter(other => other !== mode);
  return mode.options.some(({ params }) => params.some(name => !isHiddenByMode(choices, others, name)));
}

/** Lets the values of the draft decide again, after it was replaced. */
export const withoutChoices = (modes: ModeChoices): ModeChoices => ({ ...modes, chosen: new Map() });
