import * as l10n from '@vscode/l10n';
import { LitElement, html } from 'lit';
import type { PropertyDeclarations } from 'lit';
import { button, toggleButton } from './button.ts';
import { drawStrokes, maskPng } from './painting.ts';
import type { Point, Stroke } from './painting.ts';

export interface Painted {
  readonly png: Uint8Array;
  readonly strokes: readonly Stroke[];
}

/**
 * Paints a mask over a picture, in a dialog over the whole view. Fires `kie-painted` with what was painted or `kie-failed`
 * with the error, `kie-close` at the end either way. With the keys: arrows move the brush, Space paints, Escape closes.
 */
export class MaskPainter extends LitElement {
  static override properties: PropertyDeclarations = {
    src: {},
    label: {},
    paint: {},
    strokes: { attribute: false },
    erasing: { state: true },
    brush: { state: true },
    cursor: { state: true }
  };
  declare src: string;
  declare label: string;
  declare paint: 'black' | 'white';
  declare strokes: readonly Stroke[];
  declare erasing: boolean;
  /** Hundredths of the shorter side. */
  declare brush: number;
  declare cursor: Point | undefined;
  private drawing = false;

  constructor() {
    super();
    this.strokes = [];
    this.erasing = false;
    this.brush = 8;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
  }

  protected override updated(): void {
    this.redraw();
  }

  private get layer(): HTMLCanvasElement | null {
    return this.querySelector('canvas');
  }

  private get size(): number {
    const { width = 0, height = 0 } = this.layer ?? {};
    return Math.max(1, (Math.min(width, height) * this.brush) / 100);
  }

  private redraw(): void {
    if (this.layer !== null) drawStrokes(this.layer, this.strokes);
  }

  private at(event: PointerEvent): Point {
    const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
    const layer = this.layer;
    return [
      ((event.clientX - left) / width) * (layer?.width ?? 0),
      ((event.clientY - top) / height) * (layer?.height ?? 0)
    ];
  }

  private begin(point: Point): void {
    this.strokes = [...this.strokes, { kind: this.erasing ? 'erase' : 'paint', size: this.size, points: [point] }];
  }

  private go(point: Point): void {
    const last = this.strokes.at(-1);
    if (last?.kind !== 'paint' && last?.kind !== 'erase') return;
    this.strokes = [...this.strokes.slice(0, -1), { ...last, points: [...last.points, point] }];
  }

  private onKey(event: KeyboardEvent): void {
    const { width = 0, height = 0 } = this.layer ?? {};
    const [x, y] = this.cursor ?? [width / 2, height / 2];
    const step = this.size / 2;
    const moves: Readonly<Record<string, Point>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step]
    };
    const move = moves[event.key];
    if (move === undefined && event.key !== ' ') return;
    event.preventDefault();
    if (move === undefined) this.begin([x, y]);
    else this.cursor = [Math.min(width, Math.max(0, x + move[0])), Math.min(height, Math.max(0, y + move[1]))];
  }

  private async save(): Promise<void> {
    if (this.layer === null) return;
    try {
      const detail: Painted = { png: await maskPng(this.layer, this.paint), strokes: this.strokes };
      this.dispatchEvent(new CustomEvent('kie-painted', { detail }));
    } catch (error) {
      this.dispatchEvent(new CustomEvent('kie-failed', { detail: error }));
    }
    this.querySelector('dialog')?.close();
  }

  protected override render(): unknown {
    const act = (stroke: Stroke): void => void (this.strokes = [...this.strokes, stroke]);
    const { width = 1, height = 1 } = this.layer ?? {};
    const [x, y] = this.cursor ?? [0, 0];
    return html`<dialog
      class="tool"
      aria-label=${this.label}
      @close=${() => this.dispatchEvent(new CustomEvent('kie-close'))}
    >
      <div class="tool-bar">
        ${toggleButton('brush', l10n.t('Paint'), !this.erasing, () => (this.erasing = false))}
        ${toggleButton('eraser', l10n.t('Erase'), this.erasing, () => (this.erasing = true))}
        <label class="tool-size"
          ><span>${l10n.t('Brush')}</span
          ><input
            type="range"
            class="slider"
            min="1"
            max="40"
            .value=${String(this.brush)}
            @input=${(event: Event) => (this.brush = Number((event.target as HTMLInputElement).value))}
        /></label>
        ${button(l10n.t('Undo'), () => (this.strokes = this.strokes.slice(0, -1)), { disabled: this.strokes.length === 0 })}
        ${button(l10n.t('Invert'), () => act({ kind: 'invert' }))}
        ${button(l10n.t('Clear'), () => act({ kind: 'clear' }), { disabled: this.strokes.length === 0 })}
      </div>
      <div class="tool-picture">
        <img
          src=${this.src}
          alt=""
          @load=${(event: Event) => {
            const { naturalWidth, naturalHeight } = event.target as HTMLImageElement;
            if (this.layer === null) return;
            this.layer.width = naturalWidth;
            this.layer.height = naturalHeight;
            this.redraw();
          }}
        />
        <canvas
          class="mask-layer"
          tabindex="0"
          role="application"
          aria-label=${l10n.t('Picture: arrow keys move the brush, Space paints')}
          @keydown=${(event: KeyboardEvent) => this.onKey(event)}
          @pointerdown=${(event: PointerEvent) => {
            (event.currentTarget as Element).setPointerCapture(event.pointerId);
            this.drawing = true;
            this.begin(this.at(event));
          }}
          @pointermove=${(event: PointerEvent) => {
            if (this.drawing) this.go(this.at(event));
          }}
          @pointerup=${() => (this.drawing = false)}
          @pointercancel=${() => (this.drawing = false)}
        ></canvas>
        ${
          this.cursor === undefined
            ? ''
            : html`<svg class="tool-cursor" viewBox="0 0 ${width} ${height}" aria-hidden="true">
                <circle cx=${x} cy=${y} r=${this.size / 2} />
              </svg>`
        }
      </div>
      <div class="tool-end">
        <p class="quiet">${l10n.t('Paint over what is to change.')}</p>
        ${button(l10n.t('Cancel'), () => this.querySelector('dialog')?.close())}
        ${button(l10n.t('Use mask'), () => void this.save(), { kind: 'primary', disabled: this.strokes.length === 0 })}
      </div>
    </dialog>`;
  }
}

customElements.define('kie-mask', MaskPainter);
