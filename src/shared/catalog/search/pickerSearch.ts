import type { ModelSummary } from '../../form.ts';
import { searchModels } from './modelSearch.ts';
import type { Hit } from './modelSearch.ts';

/**
 * What a picker shows for a query: the found models, without older ones whose replacement, or a current model of the
 * same name, is found too. An older model answers to its exact ID, and with `showLegacy` always.
 */
export function searchPicker<T extends ModelSummary>(
  models: readonly T[],
  query: string,
  showLegacy: boolean
): readonly Hit<T>[] {
  const all = searchModels(models, query, showLegacy);
  // Models that KIE no longer lists come last.
  const found = [...all.filter(isListed), ...all.filter(hit => !isListed(hit))];
  if (showLegacy) return found;
  const current = found.map(({ model }) => model).filter(({ status }) => status === 'current');
  return found.filter(
    ({ model: { id, name, status, successor } }) =>
      status === 'current' ||
      id === query.trim() ||
      !current.some(other => other.id === successor || other.name === name)
  );
}

const isListed = ({ model }: Hit<ModelSummary>): boolean => model.unlistedSince === undefined;

/**
 * What to use instead of a retired, legacy or unlisted model: its successor, or else the first current model for its task and
 * output, of the same family if there is one. Undefined for current models, utilities, and an older endpoint of a model
 * with the same name.
 */
export function insteadOf(model: ModelSummary, models: readonly ModelSummary[]): ModelSummary | undefined {
  if (model.status === 'current' && model.unlistedSince === undefined) return undefined;
  const known = replacements.get(models) ?? new Map<string, ModelSummary | undefined>();
  replacements.set(models, known);
  if (!known.has(model.id)) known.set(model.id, findInstead(model, models));
  return known.get(model.id);
}

/** Lists show many older models, again for each letter typed. */
const replacements = new WeakMap<readonly ModelSummary[], Map<string, ModelSummary | undefined>>();

function findInstead(model: ModelSummary, models: readonly ModelSummary[]): ModelSummary | undefined {
  const successor = models.find(({ id }) => id === model.successor);
  if (successor !== undefined) return successor.name === model.name ? undefined : successor;
  if (model.task === 'helper') return undefined;
  const fit = searchModels(models, model.task, false)
    .map(hit => hit.model)
    .filter(({ id, output, status, task, unlistedSince }) => {
      const isUsable = status === 'current' && unlistedSince === undefined && id !== model.id;
      return isUsable && output === model.output && task !== 'helper';
    });
  return fit.find(({ family }) => family === model.family) ?? fit[0];
}
