import type { Comparable, ResultAction, ResultSnapshot, RESULT_PUSHES } from '../../src/shared/protocol/result.ts';
import type { RESULT_REQUESTS } from '../../src/shared/protocol/result.ts';
import type { Rpc } from '../rpc.ts';
import type { Store } from '../store.ts';
import type { Playback } from '../components/playback.ts';
import type { PlaybackMemory } from './playbackMemory.ts';

export interface ResultState {
  readonly snapshot?: ResultSnapshot | undefined;
  /** The image on top of the result. */
  readonly compared?: Comparable | undefined;
  readonly problem?: string | undefined;
  /** The effect of the last action, also for screen readers. */
  readonly notice?: string | undefined;
}

/** The context of all actions of the Result editor. */
export interface ResultPage {
  readonly store: Store<ResultState>;
  readonly rpc: Rpc<typeof RESULT_REQUESTS, typeof RESULT_PUSHES>;
  readonly playback: PlaybackMemory;
  /** Stores the state from which VS Code restores the editor. */
  readonly save: (state: unknown) => void;
}

export function applySnapshot(page: ResultPage, snapshot: ResultSnapshot): void {
  const { store } = page;
  const { localId, index } = snapshot;
  const before = store.get().snapshot;
  const isSame = before?.localId === localId && before.index === index;
  saveState(page, snapshot);
  store.update({ snapshot, ...(isSame ? {} : { compared: undefined, problem: undefined, notice: undefined }) });
}

const saveState = ({ save, playback }: ResultPage, { localId, index, isPinned }: ResultSnapshot): void =>
  save({ localId, index, isPinned, playback: playback.saved });

/** Identifies the file of a result within the page. */
export const fileKey = ({ localId, index }: ResultSnapshot): string => `${localId}#${index}`;

/** Remembers how the user plays the shown file. */
export function notePlayback(page: ResultPage, snapshot: ResultSnapshot, playback: Playback): void {
  if (page.playback.note(fileKey(snapshot), playback)) saveState(page, snapshot);
}

/** Pauses the players of the other editors. */
export const noteHeard = (page: ResultPage): Promise<void> =>
  attempt(page, async () => {
    await page.rpc.ask('heard', {});
  });

/** Runs an action and shows its error. */
export async function attempt({ store }: ResultPage, action: () => Promise<void>): Promise<void> {
  store.update({ problem: undefined, notice: undefined });
  try {
    await action();
  } catch (error) {
    store.update({ problem: error instanceof Error ? error.message : String(error) });
  }
}

export const act = (page: ResultPage, name: ResultAction, notice?: string): Promise<void> =>
  attempt(page, async () => {
    await page.rpc.ask('act', { name });
    if (notice !== undefined) page.store.update({ notice });
  });

export const show = (page: ResultPage, localId: string, index: number): Promise<void> =>
  attempt(page, async () => {
    const { snapshot } = await page.rpc.ask('show', { localId, index });
    applySnapshot(page, snapshot);
  });

export const compareWith = (page: ResultPage): Promise<void> =>
  attempt(page, async () => {
    const { image } = await page.rpc.ask('compareWith', {});
    if (image !== undefined) page.store.update({ compared: image });
  });

/** Compares with an input image, or stops comparing. */
export const compare = ({ store }: ResultPage, image: Comparable | undefined): void =>
  store.update({ compared: image });

export const pin = (page: ResultPage, isPinned: boolean): Promise<void> =>
  attempt(page, async () => {
    await page.rpc.ask('pin', { isPinned });
  });
