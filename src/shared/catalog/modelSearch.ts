import type { ModelSummary } from '../form.ts';
import { taskLabel } from '../format/taskLabel.ts';
import { taskKeywords } from './taskKeywords.ts';

/** The searched properties. */
export type Findable = Pick<ModelSummary, 'id' | 'name' | 'family' | 'task' | 'output' | 'summary' | 'status'> &
  Partial<Pick<ModelSummary, 'alsoTasks' | 'aliases'>>;

/**
 * Finds models by ID, name, alias, family, task (label and common terms) and summary, with tolerance for typos. Every
 * word must match; worse matches come later. An empty query returns all models in their order. Without `includeLegacy`,
 * legacy and retired models match only by their exact ID or alias.
 */
export function searchModels<T extends Findable>(
  models: readonly T[],
  query: string,
  includeLegacy: boolean
): readonly T[] {
  const whole = squeeze(query);
  const words = split(query);
  return models
    .map((model, place) => ({ model, place, score: score(model, whole, words) }))
    .filter(
      ({ model, score: s }) =>
        s !== undefined && (includeLegacy || model.status === 'current' || (s === 0 && whole !== ''))
    )
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0) || a.place - b.place)
    .map(({ model }) => model);
}

/** Letters and digits only, so that "Veo 3.1", "veo-3-1" and "veo3.1" are equal. */
const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const split = (text: string): string[] => text.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? [];

/** 0 for the exact name, more for worse matches, undefined for no match. */
function score(model: Findable, whole: string, words: readonly string[]): number | undefined {
  if (words.length === 0) return 1;
  const names = [model.id, ...(model.aliases ?? [])].map(squeeze);
  if (names.includes(whole)) return 0;
  const title = squeeze(model.name);
  if (title === whole) return 1;
  if ([...names, title].some(name => name.startsWith(whole))) return 2;
  if ([...names, title].some(name => name.includes(whole))) return 3;
  const near = [
    ...names.flatMap(split),
    ...split(model.name),
    ...split(model.id),
    ...split((model.aliases ?? []).join(' '))
  ];
  const tasks = [model.task, ...(model.alsoTasks ?? [])].flatMap(task => [task, ...taskKeywords(task)]);
  const joined = tasks.map(squeeze);
  if (joined.includes(whole)) return 4;
  const labels = [model.task, ...(model.alsoTasks ?? [])].map(taskLabel);
  const far = [...split([model.family, ...tasks, ...labels, model.output, model.summary].join(' ')), ...joined];
  let total = 4;
  for (const word of words) {
    const fit = best(word, near, 0) ?? best(word, far, 3);
    if (fit === undefined) return undefined;
    total += fit;
  }
  return total;
}

function best(word: string, candidates: readonly string[], base: number): number | undefined {
  if (candidates.includes(word)) return base;
  if (candidates.some(candidate => candidate.startsWith(word))) return base + 1;
  if (word.length >= 3 && candidates.some(candidate => candidate.includes(word))) return base + 2;
  const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  if (allowed > 0 && candidates.some(candidate => distance(word, candidate, allowed) <= allowed)) return base + 8;
  return undefined;
}

/** The edit distance between two words, with transpositions counted once; stops above `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, i) => i)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const change = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, change, swap));
    }
  }
  return at(a.length, b.length);
}
