import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { PropertyDeclarations } from 'lit';
import { maskBar } from './maskBar.ts';
import { drawStrokes, maskPng } from './painting.ts';
import { brushMove } from './stroke.ts';
import type { Point, Stroke } from './stroke.ts';
import { ImageTool } from './imageTool.ts';

export interface Painted {
  readonly png: Uint8Array;
  readonly strokes: readonly Stroke[];
}

/**
 * Paints a mask over an image. Fires `kie-painted` with the mask or `kie-failed` with the error. Keyboard: arrows move
 * the brush, Space paints, Escape closes.
 */
export class MaskPainter extends ImageTool {
  static override properties: PropertyDeclarations = {
    paint: {},
    strokes: { attribute: false },
    erasing: { state: true },
    brush: { state: true },
    cursor: { state: true }
  };
  declare paint: 'black' | 'white';
  declare strokes: readonly Stroke[];
  declare erasing: boolean;
  /** Percent of the shorter side. */
  declare brush: number;
  declare cursor: Point | undefined;
  #drawing = false;

  constructor() {
    super();
    this.strokes = [];
    this.erasing = false;
    this.brush = 8;
  }

  protected override loaded(width: number, height: number): void {
    if (this.#layer === null) return;
    this.#layer.width = width;
    this.#layer.height = height;
    this.#redraw();
  }

  protected override updated(): void {
    this.#redraw();
  }

  get #layer(): HTMLCanvasElement | null {
    return this.querySelector('canvas');
  }

  get #size(): number {
    const { width = 0, height = 0 } = this.#layer ?? {};
    return Math.max(1, (Math.min(width, height) * this.brush) / 100);
  }

  #redraw(): void {
    if (this.#layer !== null) drawStrokes(this.#layer, this.strokes);
  }

  #at(event: PointerEvent): Point {
    const { width = 0, height = 0 } = this.#layer ?? {};
    const [x, y] = this.share(event);
    return [x * width, y * height];
  }

  #begin(point: Point): void {
    this.strokes = [...this.strokes, { kind: this.erasing ? 'erase' : 'paint', size: this.#size, points: [point] }];
  }

  #go(point: Point): void {
    const last = this.strokes.at(-1);
    if (last?.kind !== 'paint' && last?.kind !== 'erase') return;
    this.strokes = [...this.strokes.slice(0, -1), { ...last, points: [...last.points, point] }];
  }

  #onKey(event: KeyboardEvent): void {
    const { width = 0, height = 0 } = this.#layer ?? {};
    const [x, y] = this.cursor ?? [width / 2, height / 2];
    const move = brushMove(event.key, this.#size / 2);
    if (move === undefined && event.key !== ' ') return;
    event.preventDefault();
    if (move === undefined) this.#begin([x, y]);
    else this.cursor = [Math.min(width, Math.max(0, x + move[0])), Math.min(height, Math.max(0, y + move[1]))];
  }

  async #save(): Promise<void> {
    if (this.#layer === null) return;
    try {
      const detail: Painted = { png: await maskPng(this.#layer, this.paint), strokes: this.strokes };
      this.dispatchEvent(new CustomEvent('kie-painted', { detail }));
    } catch (error) {
      this.dispatchEvent(new CustomEvent('kie-failed', { detail: error }));
    }
    this.close();
  }

  protected override render(): unknown {
    return this.frame({
      bar: maskBar({
        erasing: this.erasing,
        brush: this.brush,
        isEmpty: this.strokes.length === 0,
        onErase: erasing => (this.erasing = erasing),
        onBrush: brush => (this.brush = brush),
        onUndo: () => (this.strokes = this.strokes.slice(0, -1)),
        onAdd: stroke => (this.strokes = [...this.strokes, stroke])
      }),
      layer: this.#layerView(),
      words: l10n.t('Paint the area to change.'),
      use: { words: l10n.t('Use mask'), disabled: this.strokes.length === 0, act: () => void this.#save() }
    });
  }

  #layerView(): unknown {
    const { width = 1, height = 1 } = this.#layer ?? {};
    const [x, y] = this.cursor ?? [0, 0];
    return html`<canvas
        class="mask-layer"
        tabindex="0"
        role="application"
        aria-label=${l10n.t('Image: arrow keys move the brush, Space paints')}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
        @pointerdown=${(event: PointerEvent) => {
          (event.currentTarget as Element).setPointerCapture(event.pointerId);
          this.#drawing = true;
          this.#begin(this.#at(event));
        }}
        @pointermove=${(event: PointerEvent) => {
          if (this.#drawing) this.#go(this.#at(event));
        }}
        @pointerup=${() => (this.#drawing = false)}
        @pointercancel=${() => (this.#drawing = false)}
      ></canvas>
      ${
        this.cursor === undefined
          ? ''
          : html`<svg class="tool-cursor" viewBox="0 0 ${width} ${height}" aria-hidden="true">
              <circle cx=${x} cy=${y} r=${this.#size / 2} />
            </svg>`
      }`;
  }
}

customElements.define('kie-mask', MaskPainter);
