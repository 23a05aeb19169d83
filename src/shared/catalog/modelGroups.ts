import * as l10n from '@vscode/l10n';
import { compareTexts } from '../format/collation.ts';
import type { ModelSummary } from '../form.ts';
import { purposeLabel, purposeOf, PURPOSES } from './purposes.ts';

/** Models under one heading. `key` is the same for every list of models. */
export interface ModelGroup {
  readonly key: string;
  readonly kind: 'favorites' | 'recent' | 'purpose';
  readonly label: string;
  readonly models: readonly ModelSummary[];
}

export interface GroupOptions {
  /** Model IDs in display order. */
  readonly favorites?: readonly string[];
  /** Model IDs, most recently used first. */
  readonly recent?: readonly string[];
  /** Also shows legacy and retired models, after the current ones of their family. Favorites are always shown. */
  readonly showLegacy?: boolean;
}

const AGES = ['current', 'legacy', 'retired', 'unlisted'] as const;

/** A model that KIE no longer lists comes last, whatever its entry says. */
const ageOf = ({ status, unlistedSince }: ModelSummary): (typeof AGES)[number] =>
  unlistedSince === undefined ? status : 'unlisted';

/**
 * Groups models for a picker: favorites, recently used, then by purpose. Within a purpose, current models come before
 * legacy, retired and unlisted ones, families are sorted by name and their models newest first. Each model occurs once. Empty
 * groups are left out.
 */
export function groupModels(models: readonly ModelSummary[], options: GroupOptions = {}): readonly ModelGroup[] {
  const { favorites = [], recent = [], showLegacy = false } = options;
  const rest = new Map(models.map(model => [model.id, model]));
  const take = (ids: readonly string[], fits: (model: ModelSummary) => boolean): ModelSummary[] =>
    [...new Set(ids)].flatMap(id => {
      const model = rest.get(id);
      if (model === undefined || !fits(model)) return [];
      rest.delete(id);
      return [model];
    });
  const visible = (model: ModelSummary): boolean => showLegacy || model.status === 'current';
  const top: readonly ModelGroup[] = [
    { key: 'favorites', kind: 'favorites', label: l10n.t('Favorites'), models: take(favorites, () => true) },
    { key: 'recent', kind: 'recent', label: l10n.t('Recently Used'), models: take(recent, visible) }
  ];
  const left = [...rest.values()].filter(visible);
  const families = [...new Set(left.map(model => model.family))].sort(compareTexts);
  const groups = PURPOSES.map((purpose): ModelGroup => {
    const members = left.filter(model => purposeOf(model) === purpose);
    const sorted = AGES.flatMap(age =>
      families.flatMap(family => newestFirst(members.filter(model => ageOf(model) === age && model.family === family)))
    );
    return { key: purpose, kind: 'purpose', label: purposeLabel(purpose), models: sorted };
  });
  return [...top, ...groups].filter(group => group.models.length > 0);
}

/**
 * Sorts current before legacy before retired before unlisted, then by version in descending order: the documentation has no release
 * dates but numbers its models. Equal versions keep the table order.
 */
export function newestFirst(models: readonly ModelSummary[]): readonly ModelSummary[] {
  return models
    .map((model, place) => ({ model, place, version: versionOf(model) }))
    .sort(
      (a, b) =>
        AGES.indexOf(ageOf(a.model)) - AGES.indexOf(ageOf(b.model)) ||
        compareVersions(b.version, a.version) ||
        a.place - b.place
    )
    .map(({ model }) => model);
}

/** The version in a model's name or ID ("Kling 2.6" is [2, 6]); empty when there is none. Ignores "4K" and "720p". */
export function versionOf(model: Pick<ModelSummary, 'id' | 'name'>): readonly number[] {
  const inName = /(?<![\p{L}\p{N}.])v?(\d+(?:\.\d+)*)(?![\p{L}\p{N}])/iu.exec(model.name)?.[1];
  const inId = /(?<![\p{L}\p{N}])v?(\d+(?:[.-]\d+)*)(?![\p{L}\p{N}])/iu.exec(model.id)?.[1];
  return (inName ?? inId ?? '').split(/[.-]/).filter(Boolean).map(Number);
}

/** Negative when version `a` is lower. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
