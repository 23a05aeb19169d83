import { isBoolean, isNumber, isString, object, where } from '../../src/shared/guards.ts';
import type { Guarded } from '../../src/shared/guards.ts';
import type { Playback } from '../components/playback.ts';

const isSavedPlayback = object({
  volume: where(isNumber, volume => volume >= 0 && volume <= 1),
  isMuted: isBoolean,
  rate: where(isNumber, rate => rate > 0 && rate <= 16),
  at: where(isNumber, at => at >= 0),
  /** The file of the position. */
  key: isString
});
type SavedPlayback = Guarded<typeof isSavedPlayback>;
const isSaved = object({ playback: isSavedPlayback });

/** The volume and the rate for all files, and the position in the last one. VS Code stores it with the state. */
export class PlaybackMemory {
  #last: SavedPlayback = { volume: 1, isMuted: false, rate: 1, at: 0, key: '' };

  /** @param state - the stored state of the page */
  constructor(state: unknown) {
    if (isSaved(state)) this.#last = state.playback;
  }

  get saved(): SavedPlayback {
    return this.#last;
  }

  /** Returns how to play a file. */
  of(key: string): Playback {
    return key === this.#last.key ? this.#last : { ...this.#last, at: 0 };
  }

  /** Returns whether the change is worth storing: the position moves all the time. */
  note(key: string, { volume, isMuted, rate, at }: Playback): boolean {
    const before = this.#last;
    this.#last = { volume, isMuted, rate, at, key };
    const isSame = before.key === key && before.volume === volume && before.isMuted === isMuted && before.rate === rate;
    return !isSame || Math.floor(before.at) !== Math.floor(at);
  }
}
