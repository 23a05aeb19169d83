import * as l10n from '@vscode/l10n';
import { LitElement, html, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { mayBeSilent, playableCopy } from '../sound/playableCopy.ts';
import { button } from './button.ts';
import { isHeard, playbackOf, restoreOnLoad, restorePlayback } from './playback.ts';
import type { Playback } from './playback.ts';

/**
 * loading  a copy with sound that the browser can decode is being made
 * silent   there can be no such copy
 */
type Sound = 'loading' | 'silent';

/** State of the audio or video element, as the player observes it. */
const EVENTS = ['loadedmetadata', 'play', 'volumechange', 'ratechange', 'timeupdate'] as const;

/**
 * The player of one video or audio file. Sound that the browser cannot decode is decoded here: the player then plays a
 * copy of the file. Fires `unplayable` when the browser cannot play it, `open-outside` to open it in another program,
 * `heard` when its sound begins, and `playback` when its volume, rate or position changed.
 */
export class Player extends LitElement {
  static override properties: PropertyDeclarations = {
    kind: {},
    src: {},
    label: {},
    playback: { attribute: false },
    failed: { state: true },
    hidesImages: { state: true },
    sound: { state: true },
    copy: { state: true }
  };
  declare kind: 'video' | 'audio';
  declare src: string;
  declare label: string;
  /** How to begin each file. */
  declare playback: Playback | undefined;
  declare failed: boolean;
  /** Whether the browser plays only the sound of a video. */
  declare hidesImages: boolean;
  declare sound: Sound | undefined;
  /** The address of the copy. */
  declare copy: string | undefined;
  #copying: AbortController | undefined;
  /** Whether the browser cannot play the file itself. */
  #isRefused = false;
  #hasBegun = false;

  constructor() {
    super();
    // These events do not bubble.
    for (const name of EVENTS) this.addEventListener(name, event => this.#observe(event), true);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('src')) this.#start();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved in the document: the copy was dropped with the old place.
    if (this.hasUpdated && this.#copying === undefined) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drop();
  }

  #start(): void {
    this.#drop();
    this.failed = false;
    this.hidesImages = false;
    this.#isRefused = false;
    this.#hasBegun = false;
    this.sound = mayBeSilent(this.src) ? 'loading' : undefined;
    if (this.sound !== undefined) void this.#copySound(this.src);
  }

  #drop(): void {
    this.#copying?.abort();
    this.#copying = undefined;
    if (this.copy !== undefined) URL.revokeObjectURL(this.copy);
    this.copy = undefined;
  }

  async #copySound(src: string): Promise<void> {
    const copying = (this.#copying = new AbortController());
    try {
      const copy = await playableCopy(src, copying.signal);
      if (copying.signal.aborted) {
        if (copy !== undefined) URL.revokeObjectURL(copy);
        return;
      }
      this.sound = undefined;
      if (copy === undefined) {
        if (this.#isRefused) this.#fail();
        return;
      }
      const media = this.querySelector<HTMLMediaElement>('.player-media');
      // The new source resets the rate and the position.
      const previous = media !== null && this.#hasBegun ? playbackOf(media) : undefined;
      const wasPlaying = media?.paused === false;
      this.copy = copy;
      await this.updateComplete;
      if (media !== null) restoreOnLoad(media, previous, wasPlaying);
    } catch {
      // Shown at the player, with another program to play it.
      if (copying.signal.aborted) return;
      this.sound = 'silent';
      if (this.#isRefused) this.#fail();
    }
  }

  #observe({ type, target }: Event): void {
    if (!(target instanceof HTMLMediaElement)) return;
    if (type === 'loadedmetadata') {
      this.hidesImages = target instanceof HTMLVideoElement && target.videoWidth === 0;
      if (!this.#hasBegun && this.playback !== undefined) restorePlayback(target, this.playback);
      this.#hasBegun = true;
      return;
    }
    // A new source resets the position before it is loaded.
    if (!this.#hasBegun || target.readyState === HTMLMediaElement.HAVE_NOTHING) return;
    this.dispatchEvent(new CustomEvent('playback', { detail: playbackOf(target) }));
    if ((type === 'play' || type === 'volumechange') && isHeard(target)) this.dispatchEvent(new CustomEvent('heard'));
  }

  #fail(): void {
    // The browser cannot play the file; the copy may be playable.
    this.#isRefused = true;
    if (this.sound === 'loading') return;
    this.failed = true;
    this.dispatchEvent(new CustomEvent('unplayable'));
  }

  protected override render(): unknown {
    // An audio file that the browser cannot decode has nothing to play before its copy is there.
    const isWaiting = this.kind === 'audio' && this.sound === 'loading';
    const src = this.copy ?? (isWaiting ? nothing : this.src);
    const media =
      this.kind === 'video'
        ? html`<video
            class="player-media"
            src=${src}
            controls
            preload="metadata"
            aria-label=${this.label}
            @error=${() => this.#fail()}
          ></video>`
        : html`<audio
            class="player-media"
            src=${src}
            controls
            preload="metadata"
            aria-label=${this.label}
            @error=${() => this.#fail()}
          ></audio>`;
    // Without anything to play, its controls would do nothing.
    return html`${this.failed ? nothing : media}${this.#note()}`;
  }

  #note(): unknown {
    const text = this.#noteText();
    if (text === undefined) return nothing;
    return html`<div class="player-note" role="status">
      <span>${text}</span>
      ${
        this.sound === 'loading'
          ? nothing
          : button(l10n.t('Open in System Player'), () => this.dispatchEvent(new CustomEvent('open-outside')))
      }
    </div>`;
  }

  #noteText(): string | undefined {
    if (this.failed || (this.sound === 'silent' && this.kind === 'audio')) {
      return l10n.t("VS Code can't play this file.");
    }
    if (this.sound === 'loading') return l10n.t('Preparing the sound…');
    if (this.hidesImages) return l10n.t('VS Code can play only the sound of this video.');
    return this.sound === 'silent' ? l10n.t("VS Code can't play the sound of this video.") : undefined;
  }
}

customElements.define('kie-player', Player);
