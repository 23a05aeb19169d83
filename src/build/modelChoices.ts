/** The lists of models in the Settings editor, generated from the catalog. */
import fs from 'node:fs';
import path from 'node:path';
import { isReadyWithMediaOnly } from '../core/models/askingOrder.ts';
import { isRunnable } from '../core/models/catalog.ts';
import { checkFile } from '../core/models/format/buildCatalog.ts';
import { mediaTarget } from '../core/models/mediaInput.ts';
import { taskLabel } from '../shared/format/taskLabel.ts';
import { mediaParams } from '../shared/catalog/mediaParams.ts';
import type { ModelEntry } from '../shared/model.ts';
import type { ListedModels } from '../vscode/common/contributions/contribution.ts';

/** The choices of a setting, in terms of the manifest. The ID of a model appears next to its label. */
export interface ModelChoices {
  readonly enum: readonly string[];
  readonly enumItemLabels: readonly string[];
}

/** Reads the catalog's sources, so that the manifest does not depend on an earlier build. */
export function readCatalog(folder: string): readonly ModelEntry[] {
  const files = fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort();
  return files.flatMap(name => checkFile(name, fs.readFileSync(path.join(folder, name), 'utf8')).entries);
}

/** Returns the current models that a setting lists: those of its task first, then by name. */
export function modelChoices(models: readonly ModelEntry[], listed: ListedModels): ModelChoices {
  const fit = models
    .filter(entry => entry.status === 'current' && isRunnable(entry) && fits(entry, listed))
    .toSorted((a, b) => Number(b.task === listed.first) - Number(a.task === listed.first) || byName(a, b));
  return { enum: fit.map(({ id }) => id), enumItemLabels: fit.map(entry => labelOf(entry, fit)) };
}

const byName = (a: ModelEntry, b: ModelEntry): number =>
  a.name.localeCompare(b.name, 'en', { numeric: true }) || a.id.localeCompare(b.id, 'en');

function fits(entry: ModelEntry, { files, output, onlyFile }: ListedModels): boolean {
  if (files === undefined) return entry.task !== 'helper';
  const target = mediaTarget(entry, files);
  if (target === undefined || entry.output !== output) return false;
  return onlyFile !== true || (isReadyWithMediaOnly(entry) && !needsOtherFile(entry, target[0]));
}

const needsOtherFile = (entry: ModelEntry, name: string): boolean =>
  mediaParams(entry).some(param => param.name !== name && entry.params[param.name]?.required === true);

/** The name of a model, with its task where several models of the list have the name. */
function labelOf({ name, task }: ModelEntry, list: readonly ModelEntry[]): string {
  return list.filter(other => other.name === name).length === 1 ? name : `${name} · ${taskLabel(task)}`;
}
