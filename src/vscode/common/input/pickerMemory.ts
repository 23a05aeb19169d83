import { purposeOf } from '../../../shared/catalog/purposes.ts';
import type { ModelSummary } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { PickerState } from '../../../shared/protocol/preferences.ts';
import type { ParamsOf } from '../../../shared/protocol/requests.ts';
import type { State } from '../../state.ts';

/** The maximum number of recently used models in the picker. */
const MAX_RECENT = 6;

/** How long a model from an update counts as new, in milliseconds. */
const FRESH_MS = 30 * 24 * 3600 * 1000;

type PickerCells = Pick<
  State,
  'favoriteModels' | 'recentModels' | 'showLegacyModels' | 'lastModels' | 'modelsFirstSeen'
>;

/** The state of the model picker in the form, for all workspaces. */
export class PickerMemory {
  readonly #cells: PickerCells;
  readonly #now: () => number;

  constructor(cells: PickerCells, now: () => number = Date.now) {
    this.#cells = cells;
    this.#now = now;
  }

  get state(): PickerState {
    const seen = this.#cells.modelsFirstSeen.get() ?? {};
    const since = this.#now() - FRESH_MS;
    return {
      favorites: this.#cells.favoriteModels.get(),
      recent: this.#cells.recentModels.get().slice(0, MAX_RECENT),
      showLegacy: this.#cells.showLegacyModels.get(),
      fresh: Object.keys(seen).filter(id => (seen[id] ?? 0) > since),
      last: this.#cells.lastModels.get()
    };
  }

  async change({ favorite, showLegacy }: ParamsOf<'changePicker'>): Promise<PickerState> {
    if (favorite !== undefined) {
      const others = this.state.favorites.filter(id => id !== favorite.id);
      await this.#cells.favoriteModels.set(favorite.on ? [favorite.id, ...others] : others);
    }
    if (showLegacy !== undefined) await this.#cells.showLegacyModels.set(showLegacy);
    return this.state;
  }

  /** Records the model as the last one of its categories. */
  async recordChoice(entry: ModelEntry): Promise<void> {
    const keys = [
      `purpose:${purposeOf(entry)}`,
      ...[entry.task, ...(entry.alsoTasks ?? [])].map(task => `task:${task}`)
    ];
    await this.#cells.lastModels.set({ ...this.state.last, ...Object.fromEntries(keys.map(key => [key, entry.id])) });
  }

  /** Records the existing models. Models of the first start do not count as new. Later ones do, for a limited time. */
  async recordSeen(models: readonly ModelSummary[]): Promise<void> {
    const seen = this.#cells.modelsFirstSeen.get();
    const unknown = models.filter(({ id }) => seen?.[id] === undefined);
    if (unknown.length === 0) return;
    const when = seen === undefined ? 0 : this.#now();
    await this.#cells.modelsFirstSeen.set({ ...seen, ...Object.fromEntries(unknown.map(({ id }) => [id, when])) });
  }
}
