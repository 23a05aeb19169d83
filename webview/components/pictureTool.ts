import * as l10n from '@vscode/l10n';
import { LitElement, html } from 'lit';
import type { PropertyDeclarations } from 'lit';
import { button } from './button.ts';

/** The parts of a tool that works on a picture. */
interface Parts {
  /** Above the picture. */
  readonly bar?: unknown;
  /** What lies over the picture and is drawn on. */
  readonly layer: unknown;
  /** Below the picture. */
  readonly list?: unknown;
  /** At the end: words, and buttons before "Cancel". */
  readonly words: string;
  readonly more?: unknown;
  readonly use: { readonly words: string; readonly disabled?: boolean; readonly act: () => void };
}

/** A dialog over the whole view that draws on the picture at `src`. Fires `kie-close` at the end either way. */
export abstract class PictureTool extends LitElement {
  static override properties: PropertyDeclarations = { src: {}, label: {} };
  declare src: string;
  declare label: string;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
  }

  /** The picture is there, so many pixels wide and high. */
  protected abstract loaded(width: number, height: number): void;

  protected close(): void {
    this.querySelector('dialog')?.close();
  }

  /** Where the pointer is on the layer: shares of its width and height, 0 to 1. */
  protected share(event: PointerEvent): readonly [x: number, y: number] {
    const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / height];
  }

  protected frame({ bar, layer, list, words, more, use }: Parts): unknown {
    return html`<dialog
      class="tool"
      aria-label=${this.label}
      @close=${() => this.dispatchEvent(new CustomEvent('kie-close'))}
    >
      ${bar}
      <div class="tool-picture">
        <img
          src=${this.src}
          alt=""
          @load=${(event: Event) => {
            const { naturalWidth, naturalHeight } = event.target as HTMLImageElement;
            this.loaded(naturalWidth, naturalHeight);
          }}
        />
        ${layer}
      </div>
      ${list}
      <div class="tool-end">
        <p class="quiet">${words}</p>
        ${more} ${button(l10n.t('Cancel'), () => this.close())}
        ${button(use.words, use.act, { kind: 'primary', disabled: use.disabled ?? false })}
      </div>
    </dialog>`;
  }
}
