/** Loads a sample, or opens it outside the page. */
export interface SampleAccess {
  /** Resolves to an address that the page may play. */
  readonly load: (address: string) => Promise<string>;
  readonly openInBrowser: (address: string) => void;
}

/** `failed`: it could not be downloaded; `unplayable`: the page cannot play it. */
type SamplePhase = 'silent' | 'loading' | 'playing' | 'failed' | 'unplayable';

/** A part of the page that shows the state of a sample. */
interface SampleView {
  readonly address: string;
  requestUpdate(): void;
}

/** Plays samples, one at a time in the whole page. A sample is loaded when it is played. */
class SamplePlayer {
  #audio: HTMLAudioElement | undefined;
  #current: { readonly address: string; readonly phase: SamplePhase } | undefined;
  readonly #views = new Set<SampleView>();

  phaseOf(address: string): SamplePhase {
    return this.#current?.address === address ? this.#current.phase : 'silent';
  }

  add(view: SampleView): void {
    this.#views.add(view);
  }

  remove(view: SampleView): void {
    this.#views.delete(view);
  }

  /** Stops a sample that no part of the page shows. */
  stopUnseen(): void {
    const { address } = this.#current ?? {};
    if (![...this.#views].some(view => view.address === address)) this.stop();
  }

  stop(): void {
    this.#audio?.pause();
    this.#set(undefined);
  }

  async play(address: string, load: SampleAccess['load']): Promise<void> {
    const audio = (this.#audio ??= this.#create());
    audio.pause();
    // Unlocks playback while the click still counts as a user gesture: loading can take longer.
    audio.removeAttribute('src');
    audio.load();
    const started = this.#set({ address, phase: 'loading' });
    const next = (phase: SamplePhase): void => {
      if (this.#current === started) this.#set({ address, phase });
    };
    let source: string;
    try {
      source = await load(address);
    } catch {
      // The extension has logged the error.
      next('failed');
      return;
    }
    if (this.#current !== started) return;
    try {
      audio.src = source;
      await audio.play();
      next('playing');
    } catch {
      // No decoder or no permission: the view offers the browser.
      next('unplayable');
    }
  }

  #create(): HTMLAudioElement {
    const audio = new Audio();
    audio.addEventListener('ended', () => this.#set(undefined));
    return audio;
  }

  #set(now: { readonly address: string; readonly phase: SamplePhase } | undefined): typeof now {
    this.#current = now;
    for (const view of this.#views) view.requestUpdate();
    return now;
  }
}

export const samplePlayer = new SamplePlayer();
