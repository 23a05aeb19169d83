import * as l10n from '@vscode/l10n';
import { foreignText } from '../../../shared/foreignText.ts';
import { isObject } from '../../../shared/guards.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import type { ModelEntry, Param } from '../../../shared/model.ts';
import type { LiveModel, OpenApi } from '../../kie/liveCatalog/liveCatalogTypes.ts';
import type { LiveEntry } from '../catalog.ts';
import { PageError } from '../docs/page.ts';
import { parseOpenApi } from '../docs/parseModels.ts';
import { checkEntry } from '../format/checkEntry.ts';
import { entryWithPrice } from '../pricing/stated/entryWithPrice.ts';
import type { UnusableModel } from './storedList.ts';

/** The facts about a model besides its schema. */
export interface NewModel {
  readonly row: LiveModel;
  /** The entries of the catalog, which show the families. */
  readonly known: readonly ModelEntry[];
  readonly now: number;
}

/**
 * Reads the entry of a model from its schema, with the same understanding as a documentation page. A model without a
 * schema, without createTask or with a schema that the format does not support is unusable.
 * @param openapi undefined: KIE has no schema
 */
export function readNewModel(openapi: OpenApi | undefined, { row, known, now }: NewModel): LiveEntry | UnusableModel {
  const unusable = (reason: UnusableModel['reason'], detail?: string): UnusableModel => ({
    ...{ model: row.model, reason, readAt: now },
    ...(detail === undefined ? {} : { detail: foreignText(detail) })
  });
  if (openapi === undefined) return unusable('no-schema');
  const paths = isObject(openapi['paths']) ? Object.keys(openapi['paths']) : [];
  if (paths.length > 0 && !paths.some(path => path.includes('/jobs/createTask'))) return unusable('no-task', paths[0]);
  const { title, description: summary, provider, taskTypes } = row;
  try {
    const found = parseOpenApi(openapi, { known, title, summary, provider, taskTypes });
    const parsed = found.find(({ entry }) => entry.id === row.model);
    if (parsed === undefined) return unusable('unreadable', l10n.t('The schema describes another model.'));
    const { entry, problems } = checkEntry(withPlainTexts(parsed.entry));
    if (entry === undefined || problems.length > 0) return unusable('unreadable', problems[0]);
    if (Object.keys(entry.params).length === 0) return unusable('unreadable', l10n.t('The schema has no parameters.'));
    return {
      entry: priced(entry, row.price, now),
      source: { readAt: now, unsupported: parsed.unsupported.map(path => foreignText(path)) }
    };
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    return unusable('unreadable', messageOf(error));
  }
}

/** With the prices that KIE states in prose, as far as they are understood. */
function priced(entry: ModelEntry, text: string | undefined, readAt: number): ModelEntry {
  if (text === undefined) return entry;
  const result = entryWithPrice(entry, { text, readAt });
  return checkEntry(result).problems.length === 0 ? result : entry;
}

/** These texts are shown unread, so they are lines without links, icons or hidden characters. */
function withPlainTexts(entry: ModelEntry): ModelEntry {
  const { name, family, summary, modeLabels, params } = entry;
  return {
    ...entry,
    name: foreignText(name),
    family: foreignText(family),
    summary: foreignText(summary),
    ...(modeLabels === undefined ? {} : { modeLabels: plainRecord(modeLabels) }),
    params: plainParams(params)
  };
}

const plainParams = (params: Readonly<Record<string, Param>>): Readonly<Record<string, Param>> =>
  Object.fromEntries(Object.entries(params).map(([name, param]) => [name, plainParam(param)]));

function plainParam(param: Param): Param {
  const { label, note, enumLabels, enumNotes, items, properties, oneOf, anyOf } = param;
  return {
    ...param,
    ...(label === undefined ? {} : { label: foreignText(label) }),
    ...(note === undefined ? {} : { note: foreignText(note, MAX_NOTE_LENGTH) }),
    ...(enumLabels === undefined ? {} : { enumLabels: plainRecord(enumLabels) }),
    ...(enumNotes === undefined ? {} : { enumNotes: plainRecord(enumNotes) }),
    ...(items === undefined ? {} : { items: plainParam(items) }),
    ...(properties === undefined ? {} : { properties: plainParams(properties) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(plainParam) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(plainParam) })
  };
}

const MAX_NOTE_LENGTH = 600;

const plainRecord = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, foreignText(text)]));
