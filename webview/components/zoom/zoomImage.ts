import * as l10n from '@vscode/l10n';
import { LitElement, html, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { button, iconButton } from '../button.ts';
import { fitScale, scrollAround, stepScale, wheelScale } from './zoomMath.ts';
import { dragToScroll } from './dragToScroll.ts';

/**
 * An image to zoom and to pan, by mouse and keyboard. With `other`, another image lies on top of it, and a slider
 * divides them. Fires `open-outside` to open an image that the browser cannot show in another program.
 */
export class ZoomImage extends LitElement {
  static override properties: PropertyDeclarations = {
    src: {},
    label: {},
    other: {},
    otherLabel: {},
    scale: { state: true },
    failed: { state: true }
  };
  declare src: string;
  declare label: string;
  declare other: string | undefined;
  declare otherLabel: string | undefined;
  /** Undefined while the image fits the view. */
  declare scale: number | undefined;
  /** Whether the browser cannot show the image. */
  declare failed: boolean;
  #observer: ResizeObserver | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(() => this.#layOut());
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('src')) return;
    this.scale = undefined;
    this.failed = false;
  }

  protected override updated(): void {
    this.#layOut();
  }

  get #view(): HTMLElement | null {
    return this.querySelector('.zoom-view');
  }

  get #image(): HTMLImageElement | null {
    return this.querySelector('.zoom-image');
  }

  get #shown(): number {
    const [view, image] = [this.#view, this.#image];
    if (this.scale !== undefined || view === null || image === null) return this.scale ?? 1;
    const size = { width: view.clientWidth, height: view.clientHeight };
    return fitScale(size, { width: image.naturalWidth, height: image.naturalHeight });
  }

  /** Sets the size by script: the content security policy forbids style attributes. */
  #layOut(): void {
    const [view, image] = [this.#view, this.#image];
    const canvas = this.querySelector<HTMLElement>('.zoom-canvas');
    if (view === null || image === null || canvas === null || image.naturalWidth === 0) return;
    const shown = this.#shown;
    canvas.style.width = `${image.naturalWidth * shown}px`;
    canvas.style.height = `${image.naturalHeight * shown}px`;
    canvas.dataset['pixels'] = String(shown >= 3);
    const percent = this.querySelector('.zoom-percent');
    if (percent !== null) percent.textContent = l10n.t('{0}%', Math.round(shown * 100));
  }

  /** Zooms around a point of the view, by default its center. */
  #zoom(scale: number, at?: { readonly x: number; readonly y: number }): void {
    const view = this.#view;
    if (view === null) return;
    const factor = scale / this.#shown;
    const { x, y } = at ?? { x: view.clientWidth / 2, y: view.clientHeight / 2 };
    const [left, top] = [scrollAround(x, view.scrollLeft, factor), scrollAround(y, view.scrollTop, factor)];
    this.scale = scale;
    void this.updateComplete.then(() => view.scrollTo({ left, top, behavior: 'instant' }));
  }

  #fit(): void {
    this.scale = undefined;
  }

  #onKey(event: KeyboardEvent): void {
    // With Ctrl or Cmd these are keys of VS Code.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') this.#zoom(stepScale(this.#shown, 1));
    else if (event.key === '-') this.#zoom(stepScale(this.#shown, -1));
    else if (event.key === '0') this.#fit();
    else if (event.key === '1') this.#zoom(1);
    else return;
    event.preventDefault();
  }

  #onWheel(event: WheelEvent): void {
    // Pinching is a turn of the wheel with Ctrl.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#zoom(wheelScale(this.#shown, event.deltaY), this.#place(event));
  }

  #place(event: MouseEvent): { readonly x: number; readonly y: number } {
    const box = this.#view?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  }

  #onDoubleClick(event: MouseEvent): void {
    if (this.scale === undefined && this.#shown < 1) this.#zoom(1, this.#place(event));
    else if (this.scale === undefined) this.#zoom(stepScale(this.#shown, 1), this.#place(event));
    else this.#fit();
  }

  protected override render(): unknown {
    if (this.failed) {
      return html`<div class="stage-message" role="status">
        <p>${l10n.t("VS Code can't show this image.")}</p>
        ${button(l10n.t('Open in System Viewer'), () => this.dispatchEvent(new CustomEvent('open-outside')), { kind: 'primary' })}
      </div>`;
    }
    return html`<div
        class="zoom-view"
        tabindex="0"
        role="group"
        aria-label=${l10n.t('{0}. Zoom with + and -, fit with 0, pan with the arrow keys.', this.label)}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
        @wheel=${(event: WheelEvent) => this.#onWheel(event)}
        @dblclick=${(event: MouseEvent) => this.#onDoubleClick(event)}
        @pointerdown=${(event: PointerEvent) => dragToScroll(event, this.#view)}
      >
        <div class="zoom-canvas">
          <img
            class="zoom-image"
            src=${this.src}
            alt=${this.label}
            draggable="false"
            @load=${() => this.#layOut()}
            @error=${() => (this.failed = true)}
          />
          ${
            this.other === undefined
              ? nothing
              : html`<img class="zoom-before" src=${this.other} alt=${this.otherLabel ?? ''} draggable="false" />
                  <span class="zoom-divider" aria-hidden="true"></span>`
          }
        </div>
      </div>
      ${this.other === undefined ? nothing : this.#slider()}
      <div class="zoom-bar">
        ${iconButton('zoomOut', l10n.t('Zoom Out'), () => this.#zoom(stepScale(this.#shown, -1)))}
        <span class="zoom-percent" role="status"></span>
        ${iconButton('zoomIn', l10n.t('Zoom In'), () => this.#zoom(stepScale(this.#shown, 1)))}
        ${iconButton('fit', l10n.t('Fit to Window'), () => this.#fit())}
        ${iconButton('actualSize', l10n.t('Show Actual Size'), () => this.#zoom(1))}
      </div>`;
  }

  #slider(): unknown {
    return html`<input
      type="range"
      class="slider"
      min="0"
      max="100"
      value="50"
      aria-label=${l10n.t('Compare before and after')}
      @input=${(event: Event) => {
        const share = (event.target as HTMLInputElement).value;
        this.querySelector<HTMLElement>('.zoom-canvas')?.style.setProperty('--share', `${share}%`);
      }}
    />`;
  }
}

customElements.define('kie-zoom', ZoomImage);
