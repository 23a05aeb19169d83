import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from '../icons.ts';

interface PickerButton {
  readonly label: string;
  /** The chosen option, or what to choose. */
  readonly name: string;
  readonly detail: string | undefined;
  readonly isEmpty: boolean;
  readonly isOpen: boolean;
  readonly invalid: boolean;
  readonly describedBy: readonly string[];
  readonly onClick: () => void;
  /** Called for the arrow key that opens a list. */
  readonly onOpen: () => void;
}

/** The button of a picker, with the chosen option. */
export const pickerButton = (picker: PickerButton): TemplateResult =>
  html`<button
    type="button"
    class="picker-button"
    aria-haspopup="listbox"
    aria-expanded=${String(picker.isOpen)}
    aria-label="${picker.label}: ${picker.name}"
    aria-describedby=${picker.describedBy.join(' ')}
    aria-invalid=${picker.invalid ? 'true' : nothing}
    @click=${picker.onClick}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      picker.onOpen();
    }}
  >
    <span class="picker-text"
      ><span class="picker-label ${picker.isEmpty ? 'quiet' : ''}">${picker.name}</span>
      ${picker.detail === undefined ? nothing : html`<span class="picker-detail" title=${picker.detail}>${picker.detail}</span>`}</span
    >${icon('chevron')}
  </button>`;
