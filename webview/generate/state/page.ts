import type { MediaItem } from '../../../src/shared/protocol/media.ts';
import type { ParamsOf } from '../../../src/shared/protocol/requests.ts';
import type { ViewCommand } from '../../../src/shared/protocol/viewCommands.ts';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import type { Rpc } from '../../rpc.ts';
import type { Saved } from '../model/savedState.ts';
import type { Evaluator } from './evaluator.ts';
import type { LookAhead } from './lookAhead.ts';
import { savedOf } from './pageState.ts';
import type { PageState } from './pageState.ts';
import type { Store } from '../../store.ts';

/** Webview state that VS Code keeps while the view is hidden. */
export interface SavedStore {
  get(): unknown;
  set(state: Saved): void;
}

/** The context of all actions. Views read the state and call actions with it. */
export interface Page {
  readonly store: Store<PageState>;
  readonly rpc: Rpc;
  readonly saved: SavedStore;
  readonly evaluator: Evaluator;
  readonly lookAhead: LookAhead;
  /** Calls back once after `ms` milliseconds. */
  readonly delay: (callback: () => void, ms: number) => void;
}

/** Shows an error. */
export function fail({ store }: Page, error: unknown): void {
  store.update({ problem: error instanceof Error ? error.message : String(error) });
}

export function dismissProblem({ store }: Page): void {
  store.update({ problem: undefined });
}

/** Runs an action and shows its error. */
export async function attempt(page: Page, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    fail(page, error);
  }
}

/** Runs a command of the extension. */
export function runCommand(page: Page, name: ViewCommand, more: Omit<ParamsOf<'command'>, 'name'> = {}): Promise<void> {
  return attempt(page, async () => {
    await page.rpc.ask('command', { name, ...more });
  });
}

/** Replaces parts of the snapshot. */
export function patchSnapshot({ store }: Page, part: Partial<Snapshot>): void {
  const { snapshot } = store.get();
  if (snapshot !== undefined) store.update({ snapshot: { ...snapshot, ...part } });
}

/** Adds facts of media values. */
export function mergeMedia({ store }: Page, items: readonly MediaItem[]): void {
  store.update({ media: { ...store.get().media, ...Object.fromEntries(items.map(item => [item.value, item])) } });
}

/** Keeps the draft for the time that the view is hidden. */
export function saveDraft({ store, saved }: Page): void {
  const current = savedOf(store.get());
  if (current !== undefined) saved.set(current);
}
