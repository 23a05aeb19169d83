import type * as vscode from 'vscode';
import { creditsOf } from '../../shared/credits.ts';
import type { ModelSummary } from '../../shared/form.ts';
import type { ModelEntry } from '../../shared/model.ts';
import type { PickerState } from '../../shared/protocol/preferences.ts';
import type { ParamsOf } from '../../shared/protocol/requests.ts';
import { recentModels } from './recentModels.ts';

const FAVOURITES = 'kie.models.favourites';
const SHOW_FORMER = 'kie.models.showFormer';
const LAST = 'kie.models.last';
const SEEN = 'kie.models.firstSeen';
const MOST_RECENT = 6;

/** Milliseconds for which a model that came with an update counts as new. */
const FRESH_MS = 30 * 24 * 3600 * 1000;

/** What is kept for the choice of models, over all workspaces. */
export class PickerMemory {
  readonly #memory: vscode.Memento;
  readonly #now: () => number;

  constructor(memory: vscode.Memento, now: () => number = Date.now) {
    this.#memory = memory;
    this.#now = now;
  }

  get state(): PickerState {
    const seen = this.#memory.get<Readonly<Record<string, number>>>(SEEN, {});
    const since = this.#now() - FRESH_MS;
    return {
      favourites: this.#memory.get<readonly string[]>(FAVOURITES, []),
      recent: recentModels(this.#memory).slice(0, MOST_RECENT),
      showFormer: this.#memory.get(SHOW_FORMER, false),
      fresh: Object.keys(seen).filter(id => (seen[id] ?? 0) > since),
      last: this.#memory.get<Readonly<Record<string, string>>>(LAST, {})
    };
  }

  async change({ favourite, showFormer }: ParamsOf<'changePicker'>): Promise<PickerState> {
    if (favourite !== undefined) {
      const others = this.state.favourites.filter(id => id !== favourite.id);
      await this.#memory.update(FAVOURITES, favourite.on ? [favourite.id, ...others] : others);
    }
    if (showFormer !== undefined) await this.#memory.update(SHOW_FORMER, showFormer);
    return this.state;
  }

  /** Notes the model as the last one of its categories. */
  async chose(entry: ModelEntry): Promise<void> {
    const keys = [`output:${entry.output}`, ...[entry.task, ...(entry.alsoTasks ?? [])].map(task => `task:${task}`)];
    await this.#memory.update(LAST, { ...this.state.last, ...Object.fromEntries(keys.map(key => [key, entry.id])) });
  }

  /** Notes which models there are. Those of the first time are not new; those that come later are, for a while. */
  async meet(models: readonly ModelSummary[]): Promise<void> {
    const seen = this.#memory.get<Readonly<Record<string, number>> | undefined>(SEEN, undefined);
    const unknown = models.filter(({ id }) => seen?.[id] === undefined);
    if (unknown.length === 0) return;
    const when = seen === undefined ? 0 : this.#now();
    await this.#memory.update(SEEN, { ...seen, ...Object.fromEntries(unknown.map(({ id }) => [id, when])) });
  }
}

/** The summary with the smallest figure of the price rows, where all its rows count in the same unit. */
export function withFrom(summary: ModelSummary, entry: ModelEntry | undefined): ModelSummary {
  const rows = (entry?.price ?? []).filter(row => row.unit !== 'input-image');
  const credits = rows.map(creditsOf);
  const [first] = rows;
  if (first === undefined || rows.some(row => row.unit !== first.unit)) return summary;
  const known = credits.filter(figure => figure !== undefined);
  if (known.length === 0) return summary;
  const from = { credits: Math.min(...known), ...(first.unit === undefined ? {} : { unit: first.unit }) };
  return { ...summary, from };
}
