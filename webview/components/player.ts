import * as l10n from '@vscode/l10n';
import { LitElement, html, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { mayBeSilent, playableCopy } from '../sound/playableCopy.ts';
import { button } from './button.ts';

/**
 * loading  a copy with sound that the browser can decode is being made
 * silent   there can be no such copy
 */
type Sound = 'loading' | 'silent';

/**
 * The player of one video or audio file. Sound that the browser cannot decode is decoded here: the player then plays a
 * copy of the file. Fires `unplayable` when the browser cannot play it, and `open-outside` to open it in another program.
 */
export class Player extends LitElement {
  static override properties: PropertyDeclarations = {
    kind: {},
    src: {},
    label: {},
    failed: { state: true },
    sound: { state: true },
    copy: { state: true }
  };
  declare kind: 'video' | 'audio';
  declare src: string;
  declare label: string;
  declare failed: boolean;
  declare sound: Sound | undefined;
  /** The address of the copy. */
  declare copy: string | undefined;
  #copying: AbortController | undefined;
  /** Whether the browser cannot play the file itself. */
  #isRefused = false;

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
    this.#isRefused = false;
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
      const before = this.querySelector<HTMLMediaElement>('.player-media');
      this.copy = copy;
      await this.updateComplete;
      if (before !== null) goOn(before);
    } catch {
      // Shown at the player, with another program to play it.
      if (copying.signal.aborted) return;
      this.sound = 'silent';
      if (this.#isRefused) this.#fail();
    }
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
    return this.sound === 'silent' ? l10n.t("VS Code can't play the sound of this video.") : undefined;
  }
}

/** Continues where the player was before its address changed. */
function goOn(media: HTMLMediaElement): void {
  const { currentTime, paused, playbackRate } = media;
  if (currentTime === 0 && paused) return;
  media.addEventListener(
    'loadedmetadata',
    () => {
      media.currentTime = currentTime;
      media.playbackRate = playbackRate;
      if (!paused) void media.play();
    },
    { once: true }
  );
}

customElements.define('kie-player', Player);
