import * as l10n from '@vscode/l10n';
import { LitElement, html, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues } from 'lit';

/** The player of one video or audio file. Fires `unplayable` when the browser cannot play it. */
export class Player extends LitElement {
  static override properties: PropertyDeclarations = {
    kind: {},
    src: {},
    label: {},
    failed: { state: true }
  };
  declare kind: 'video' | 'audio';
  declare src: string;
  declare label: string;
  declare failed: boolean;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('src')) this.failed = false;
  }

  #fail(): void {
    this.failed = true;
    this.dispatchEvent(new CustomEvent('unplayable'));
  }

  protected override render(): unknown {
    const media =
      this.kind === 'video'
        ? html`<video
            class="player-media"
            src=${this.src}
            controls
            preload="metadata"
            aria-label=${this.label}
            @error=${() => this.#fail()}
          ></video>`
        : html`<audio
            class="player-media"
            src=${this.src}
            controls
            preload="metadata"
            aria-label=${this.label}
            @error=${() => this.#fail()}
          ></audio>`;
    return html`${media}${this.failed ? html`<p class="note" role="status">${l10n.t("VS Code can't play this file.")}</p>` : nothing}`;
  }
}

customElements.define('kie-player', Player);
