import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit';
import type { PropertyDeclarations, TemplateResult } from 'lit';
import { button, iconButton } from '../button.ts';
import { ImageTool } from './imageTool.ts';

/** Left, top, right, bottom in whole pixels of the image. */
export type Box = readonly [number, number, number, number];

/** A drag shorter than this fraction of the image width is a click. */
const MIN_DRAG = 0.01;

/**
 * Draws boxes on an image, with their coordinates below. Fires `kie-boxes` with the list.
 */
export class BoxDrawer extends ImageTool {
  static override properties: PropertyDeclarations = {
    max: { type: Number },
    boxes: { attribute: false },
    size: { state: true },
    drawn: { state: true }
  };
  declare max: number;
  declare boxes: readonly Box[];
  declare size: readonly [width: number, height: number];
  declare drawn: Box | undefined;

  constructor() {
    super();
    this.boxes = [];
    this.max = Infinity;
    this.size = [1, 1];
  }

  protected override loaded(width: number, height: number): void {
    this.size = [width, height];
  }

  #at(event: PointerEvent): readonly [number, number] {
    const within = (share: number, whole: number): number => Math.round(Math.min(1, Math.max(0, share)) * whole);
    const [x, y] = this.share(event);
    return [within(x, this.size[0]), within(y, this.size[1])];
  }

  get #full(): boolean {
    return this.boxes.length >= this.max;
  }

  #end(): void {
    const { drawn } = this;
    this.drawn = undefined;
    if (drawn === undefined) return;
    const [x1, y1, x2, y2] = upright(drawn);
    if (Math.min(x2 - x1, y2 - y1) >= this.size[0] * MIN_DRAG) this.boxes = [...this.boxes, [x1, y1, x2, y2]];
  }

  #save(): void {
    this.dispatchEvent(new CustomEvent('kie-boxes', { detail: this.boxes.map(upright) }));
    this.close();
  }

  protected override render(): unknown {
    const [width, height] = this.size;
    const shown = this.drawn === undefined ? this.boxes : [...this.boxes, upright(this.drawn)];
    return this.frame({
      layer: html`<svg
        class="box-layer"
        viewBox="0 0 ${width} ${height}"
        preserveAspectRatio="none"
        aria-hidden="true"
        @pointerdown=${(event: PointerEvent) => {
          if (this.#full) return;
          (event.currentTarget as Element).setPointerCapture(event.pointerId);
          this.drawn = [...this.#at(event), ...this.#at(event)];
        }}
        @pointermove=${(event: PointerEvent) => {
          if (this.drawn !== undefined) this.drawn = [this.drawn[0], this.drawn[1], ...this.#at(event)];
        }}
        @pointerup=${() => this.#end()}
        @pointercancel=${() => (this.drawn = undefined)}
      >
        ${shown.map(
          ([x1, y1, x2, y2], index) =>
            svg`<rect x=${x1} y=${y1} width=${x2 - x1} height=${y2 - y1} /><text
              x=${x1 + width * 0.01} y=${y1 + width * 0.06} font-size=${width * 0.06}>${index + 1}</text>`
        )}
      </svg>`,
      list: html`<ol class="box-list">
        ${this.boxes.map((box, index) => this.#line(box, index))}
      </ol>`,
      words: this.#full ? l10n.t('No more than {0} boxes.', this.max) : l10n.t('Draw a box over each region.'),
      more: button(
        l10n.t('Add a box'),
        () => {
          const middle = [width / 4, height / 4, (width * 3) / 4, (height * 3) / 4].map(Math.round);
          this.boxes = [...this.boxes, middle as unknown as Box];
        },
        { disabled: this.#full }
      ),
      use: { words: l10n.t('Use boxes'), act: () => this.#save() }
    });
  }

  #line(box: Box, index: number): TemplateResult {
    const names = [l10n.t('left'), l10n.t('top'), l10n.t('right'), l10n.t('bottom')];
    const remove = l10n.t('Remove box {0}', index + 1);
    return html`<li>
      ${box.map(
        (value, side) =>
          html`<input
            type="number"
            class="number"
            min="0"
            max=${this.size[side % 2] ?? nothing}
            aria-label=${l10n.t('Box {0}: {1}', index + 1, names[side] ?? '')}
            title=${names[side] ?? ''}
            .value=${String(value)}
            @change=${(event: Event) => {
              const typed = Math.round(Number((event.target as HTMLInputElement).value));
              const next = box.with(side, Number.isFinite(typed) ? typed : value) as unknown as Box;
              this.boxes = this.boxes.with(index, next);
            }}
          />`
      )}
      ${iconButton('close', remove, () => (this.boxes = this.boxes.toSpliced(index, 1)))}
    </li>`;
  }
}

/** Returns the box with its corners in order. */
const upright = ([x1, y1, x2, y2]: Box): Box => [
  Math.min(x1, x2),
  Math.min(y1, y2),
  Math.max(x1, x2),
  Math.max(y1, y2)
];

customElements.define('kie-boxes', BoxDrawer);
