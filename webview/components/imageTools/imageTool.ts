import * as l10n from '@vscode/l10n';
import { LitElement, html } from 'lit';
import type { PropertyDeclarations } from 'lit';
import { button } from '../button.ts';

/** The parts of a tool that works on an image. */
interface Parts {
  /** Above the image. */
  readonly bar?: unknown;
  /** The layer over the image that is drawn on. */
  readonly layer: unknown;
  /** Below the image. */
  readonly list?: unknown;
  /** At the bottom: text, and buttons before "Cancel". */
  readonly words: string;
  readonly more?: unknown;
  readonly use: { readonly words: string; readonly disabled?: boolean; readonly act: () => void };
}

/** A dialog over the whole view for drawing on the image at `src`. Fires `kie-close` when it is applied or canceled. */
export abstract class ImageTool extends LitElement {
  static override properties: PropertyDeclarations = { src: {}, label: {} };
  declare src: string;
  declare label: string;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
  }

  /** Called once the image is loaded, with its size in pixels. */
  protected abstract loaded(width: number, height: number): void;

  protected close(): void {
    this.querySelector('dialog')?.close();
  }

  /** The position of the pointer on the layer, as fractions of its width and height. */
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
