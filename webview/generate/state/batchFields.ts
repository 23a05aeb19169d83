/** The controls of a batch that keep it from running. */
import * as l10n from '@vscode/l10n';
import { mainPrompt } from '../../../src/shared/catalog/mainPrompt.ts';
import { entryOf, isTooMany } from './pageState.ts';
import type { Axis, PageState } from './pageState.ts';

/** A control of the Batch panel that needs input. */
export interface BatchField {
  /** The id of its element. */
  readonly id: string;
  readonly name: string;
}

export const TIMES_ID = 'batch-times';
export const valuesId = (axis: Axis): string => `batch-${axis}-values`;

export const isVaried = ({ batch }: PageState): boolean => batch.sweep !== undefined || batch.prompts !== undefined;

export const timesLabel = (state: PageState): string =>
  isVaried(state) ? l10n.t('Runs of each') : l10n.t('Number of runs');

export const valuesLabel = (state: PageState, axis: Axis): string => {
  const name = state.batch[axis]?.name ?? '';
  return l10n.t('Values: {0}', entryOf(state)?.params[name]?.label ?? name);
};

/** The controls without a usable value; of too many runs, the control that multiplies them. */
export function openBatchFields(state: PageState): readonly BatchField[] {
  const { times } = state.batch;
  const countOf = (axis: Axis): number => state.batch[axis]?.values.length ?? 1;
  const isOpen = (axis: Axis): boolean =>
    isTooMany(state) ? times === 1 && axis === largest(countOf) : countOf(axis) === 0;
  const axes = (['sweep', 'second'] as const).filter(axis => state.batch[axis] !== undefined && isOpen(axis));
  const isTimesOpen = times === 0 || (isTooMany(state) && axes.length === 0);
  return [
    ...(isTimesOpen ? [{ id: TIMES_ID, name: timesLabel(state) }] : []),
    ...axes.map(axis => ({ id: valuesId(axis), name: valuesLabel(state, axis) }))
  ];
}

const largest = (countOf: (axis: Axis) => number): Axis => (countOf('second') > countOf('sweep') ? 'second' : 'sweep');

/** The parameters whose values come from the batch, so that the form does not need them. */
export function suppliedNames(state: PageState): readonly string[] {
  const { sweep, second, prompts } = state.batch;
  const entry = entryOf(state);
  const prompt = prompts === undefined || entry === undefined ? undefined : mainPrompt(entry);
  const varied = [sweep, second].flatMap(axis => (axis === undefined || axis.values.length === 0 ? [] : [axis.name]));
  return prompt === undefined ? varied : [...varied, prompt];
}
