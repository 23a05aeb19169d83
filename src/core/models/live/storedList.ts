import type { LiveModel, LiveModelList } from '../../kie/liveCatalog/liveCatalogTypes.ts';
import type { LiveEntry } from '../catalog.ts';

/** A model of KIE's list. Times in milliseconds since 1970. */
export interface ListedModel extends LiveModel {
  /** When the list first had the model. */
  readonly since: number;
  /** When the list was first found without the model, which it had before. */
  readonly unlistedSince?: number;
}

/** A listed model that has no entry, and why. */
export interface UnusableModel {
  readonly model: string;
  /** KIE has no schema yet, the model is no task of createTask, or its schema could not be read. */
  readonly reason: 'no-schema' | 'no-task' | 'unreadable';
  readonly detail?: string;
  readonly readAt: number;
}

/** The knowledge of all windows about KIE's list. */
export interface StoredList {
  /** When the list was read. */
  readonly readAt: number;
  /** Models for tasks, without chat models; with those that are no longer listed. */
  readonly models: readonly ListedModel[];
  /** Entries of models that the catalog does not have. */
  readonly entries: readonly LiveEntry[];
  readonly unusable: readonly UnusableModel[];
}

/** A model that has been gone for so long is forgotten. */
const FORGET_MS = 90 * 24 * 3_600_000;
/** Below this part of the former models, a list counts as incomplete. */
const MIN_PART = 0.5;

/** Chat models answer at once and have no place in a form for media. */
const isChat = ({ taskTypes }: LiveModel): boolean =>
  taskTypes.length > 0 && taskTypes.every(type => /\b(chat|llm|completions?|embeddings?|responses)\b/i.test(type));

/**
 * Merges a list that was just read. Undefined when it lacks so many of the former models that it must be incomplete:
 * nothing may look discontinued because of a failure of the server.
 */
export function mergeList(before: StoredList | undefined, list: LiveModelList, now: number): StoredList | undefined {
  const known = new Map(before?.models.map(model => [model.model, model]));
  const listed = list.models.filter(model => !isChat(model));
  const formerlyListed = (before?.models ?? []).filter(model => model.unlistedSince === undefined).length;
  if (listed.length < formerlyListed * MIN_PART) return undefined;
  const ids = new Set(listed.map(({ model }) => model));
  const gone = (before?.models ?? [])
    .filter(({ model }) => !ids.has(model))
    .map(model => ({ ...model, unlistedSince: model.unlistedSince ?? now }))
    .filter(({ unlistedSince }) => now - unlistedSince < FORGET_MS);
  const models = [...listed.map(model => ({ ...model, since: known.get(model.model)?.since ?? now })), ...gone];
  const kept = new Set(models.map(({ model }) => model));
  return {
    readAt: now,
    models,
    entries: before?.entries.filter(({ entry }) => kept.has(entry.id)) ?? [],
    unusable: before?.unusable.filter(({ model }) => ids.has(model)) ?? []
  };
}

/** Adds the new reading of one model, in place of the earlier one. */
export function withNewModel(list: StoredList, read: LiveEntry | UnusableModel): StoredList {
  const id = 'entry' in read ? read.entry.id : read.model;
  const entries = list.entries.filter(({ entry }) => entry.id !== id);
  const unusable = list.unusable.filter(({ model }) => model !== id);
  // A schema that became unreadable must not take away a working model.
  if (!('entry' in read)) {
    return entries.length < list.entries.length ? list : { ...list, unusable: [...unusable, read] };
  }
  return { ...list, entries: [...entries, read], unusable };
}
