import { compact } from '../../../shared/compact.ts';
import { foreignMessage, foreignText } from '../../../shared/foreignText.ts';
import { isFields, number } from '../services/values.ts';
import type { LiveModel, LiveModelList } from './liveCatalogTypes.ts';

/** KIE lists about 220 models; a list that is much longer is cut. */
const MAX_MODELS = 5_000;
const MAX_ID_LENGTH = 200;
const MAX_TITLE_LENGTH = 120;
const MAX_DESCRIPTION_LENGTH = 1_000;
const MAX_TASK_TYPES = 12;

/**
 * Whether a text can be the ID of a model: parts of letters, digits, dots, hyphens and the like between slashes. It
 * becomes part of a path, so a part of dots alone is refused.
 */
export const isLiveModelId = (text: string): boolean =>
  text.length <= MAX_ID_LENGTH && text.split('/').every(part => /^[\w.:@+-]+$/.test(part) && !/^\.+$/.test(part));

/** Reads the list of models, without those that have no usable ID; undefined for another shape. */
export function readLiveModels(data: unknown): LiveModelList | undefined {
  if (!isFields(data) || !Array.isArray(data['models'])) return undefined;
  const given = data['models'] as readonly unknown[];
  const models = new Map<string, LiveModel>();
  for (const raw of given.slice(0, MAX_MODELS)) {
    const model = readLiveModel(raw);
    if (model !== undefined && !models.has(model.model)) models.set(model.model, model);
  }
  return { models: [...models.values()], total: Math.max(given.length, number(data['total']) ?? 0) };
}

function readLiveModel(raw: unknown): LiveModel | undefined {
  if (!isFields(raw) || typeof raw['model'] !== 'string' || !isLiveModelId(raw['model'])) return undefined;
  return compact<LiveModel>({
    model: raw['model'],
    title: lineOf(raw['title'], MAX_TITLE_LENGTH),
    provider: lineOf(raw['provider'], MAX_TITLE_LENGTH),
    taskTypes: [raw['taskType']]
      .flat()
      .slice(0, MAX_TASK_TYPES)
      .flatMap(word => lineOf(word, MAX_TITLE_LENGTH) ?? []),
    description: lineOf(raw['description'], MAX_DESCRIPTION_LENGTH),
    price: readPriceText(raw['pricingDesc'])
  });
}

/** A price text with its lines, which separate prices; undefined for an empty one. */
export function readPriceText(raw: unknown): string | undefined {
  const text = typeof raw === 'string' ? foreignMessage(raw) : '';
  return text === '' ? undefined : text;
}

function lineOf(raw: unknown, max: number): string | undefined {
  const line = typeof raw === 'string' ? foreignText(raw, max) : '';
  return line === '' ? undefined : line;
}
