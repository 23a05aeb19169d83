import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { button, toggleButton } from '../button.ts';
import type { Stroke } from './stroke.ts';

interface MaskBar {
  readonly erasing: boolean;
  /** Percent of the shorter side. */
  readonly brush: number;
  /** Whether nothing is painted yet. */
  readonly isEmpty: boolean;
  readonly onErase: (erasing: boolean) => void;
  readonly onBrush: (brush: number) => void;
  readonly onUndo: () => void;
  readonly onAdd: (stroke: Stroke) => void;
}

/** The tools above the image: paint or erase, the size of the brush, and steps that change the whole mask. */
export const maskBar = ({ erasing, brush, isEmpty, onErase, onBrush, onUndo, onAdd }: MaskBar): TemplateResult =>
  html`<div class="tool-bar">
    ${toggleButton('brush', l10n.t('Paint'), !erasing, () => onErase(false))}
    ${toggleButton('eraser', l10n.t('Erase'), erasing, () => onErase(true))}
    <label class="tool-size"
      ><span>${l10n.t('Brush')}</span
      ><input
        type="range"
        class="slider"
        min="1"
        max="40"
        .value=${String(brush)}
        @input=${(event: Event) => onBrush(Number((event.target as HTMLInputElement).value))}
    /></label>
    ${button(l10n.t('Undo'), onUndo, { disabled: isEmpty })}
    ${button(l10n.t('Invert'), () => onAdd({ kind: 'invert' }))}
    ${button(l10n.t('Clear'), () => onAdd({ kind: 'clear' }), { disabled: isEmpty })}
  </div>`;
