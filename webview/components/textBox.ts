import { html, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { live } from 'lit/directives/live.js';
import './toolkit.ts';
import { describe } from './describe.ts';
import { DescribedBox } from './describedBox.ts';

type Control = HTMLInputElement | HTMLTextAreaElement;
type Inner = HTMLElement & { value: string; control?: Control };

/**
 * A text field, or a text area that grows with its text. Fires `kie-input` (detail: the text) on every change and
 * `kie-enter` for the Enter key of a single line.
 */
export class TextBox extends DescribedBox {
  static override properties: PropertyDeclarations = {
    value: {},
    multiline: { type: Boolean }
  };
  declare value: string;
  declare multiline: boolean;

  /** The last text of the user. */
  #typed = '';

  constructor() {
    super();
    this.value = '';
    this.multiline = false;
  }

  override focus(): void {
    this.#inner?.focus();
  }

  get #inner(): Inner | null {
    return this.querySelector<Inner>('vscode-text-area, vscode-text-field');
  }

  readonly #onInput = (event: Event): void => {
    event.stopPropagation();
    this.#typed = this.#inner?.value ?? '';
    this.dispatchEvent(new CustomEvent('kie-input', { detail: this.#typed }));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.isComposing) this.dispatchEvent(new CustomEvent('kie-enter'));
  };

  protected override render(): unknown {
    const invalid = this.invalid ? 'true' : nothing;
    if (this.multiline) {
      return html`<vscode-text-area
        dir="auto"
        rows="3"
        aria-label=${this.label}
        aria-invalid=${invalid}
        placeholder=${this.placeholder}
        .value=${live(this.value)}
        @input=${this.#onInput}
      ></vscode-text-area>`;
    }
    return html`<vscode-text-field
      dir="auto"
      aria-label=${this.label}
      aria-invalid=${invalid}
      placeholder=${this.placeholder}
      .value=${live(this.value)}
      @input=${this.#onInput}
      @keydown=${this.#onKey}
    ></vscode-text-field>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const inner = this.#inner;
    // The toolkit replaces the label with "Text area" or "Text field" when the element is connected.
    inner?.setAttribute('aria-label', this.label);
    const control = inner?.control;
    describe(control, this.describedBy);
    control?.setAttribute('dir', 'auto');
    control?.setAttribute('aria-required', String(this.required));
    if (changed.has('value') && this.value !== this.#typed) this.#showStart(control);
  }

  /** A text from outside is read from its beginning. The toolkit passes it on with the next frame. */
  #showStart(control: Control | undefined): void {
    this.#typed = this.value;
    requestAnimationFrame(() => control?.setSelectionRange(0, 0));
  }
}

customElements.define('kie-text', TextBox);
