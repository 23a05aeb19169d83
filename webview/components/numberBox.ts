import { html, nothing } from 'lit';
import type { PropertyDeclarations } from 'lit';
import { describe } from './describe.ts';
import { DescribedBox } from './describedBox.ts';

/** With more steps than this, a slider is too fine to set. */
const MAX_STEPS = 1000;

/**
 * A number field, with a slider when both bounds are known and not too far apart, unless it is `plain`. Fires
 * `kie-number` (detail: the number, or undefined when the field is empty). `shown` is the slider position while there is
 * no value; `special` is a number below the range that may be typed too.
 */
export class NumberBox extends DescribedBox {
  static override properties: PropertyDeclarations = {
    value: { attribute: false },
    shown: { attribute: false },
    min: { attribute: false },
    max: { attribute: false },
    step: { attribute: false },
    special: { attribute: false },
    plain: { type: Boolean }
  };
  declare value: number | undefined;
  declare shown: number | undefined;
  declare min: number | undefined;
  declare max: number | undefined;
  declare step: number | undefined;
  declare special: number | undefined;
  declare plain: boolean;

  constructor() {
    super();
    this.plain = false;
  }

  override focus(): void {
    this.#field?.focus();
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[type=number]');
  }

  readonly #onInput = (event: Event): void => {
    event.stopPropagation();
    const { value } = event.target as HTMLInputElement;
    this.dispatchEvent(new CustomEvent('kie-number', { detail: value === '' ? undefined : Number(value) }));
  };

  protected override render(): unknown {
    const { min, max, step, special } = this;
    const shown = this.value ?? this.shown;
    const apart = shown === undefined || shown === special;
    const slider =
      !this.plain && min !== undefined && max !== undefined && max > min && (max - min) / (step ?? 0.1) <= MAX_STEPS
        ? html`<input
            type="range"
            class="slider"
            min=${min}
            max=${max}
            step=${step ?? 'any'}
            aria-label=${this.label}
            aria-invalid=${this.invalid ? 'true' : nothing}
            ?data-unset=${apart}
            .value=${String(apart ? min : shown)}
            @input=${this.#onInput}
          />`
        : nothing;
    return html`${slider}<input
        type="number"
        class="number"
        min=${special ?? min ?? nothing}
        max=${max ?? nothing}
        step=${step ?? 'any'}
        aria-label=${this.label}
        aria-required=${String(this.required)}
        aria-invalid=${this.invalid ? 'true' : nothing}
        placeholder=${this.placeholder}
        @input=${this.#onInput}
      />`;
  }

  protected override updated(): void {
    const field = this.#field;
    if (field === null) return;
    // Keeps half-typed text such as "1." or "-": only a different number replaces it.
    const typed = field.value === '' ? undefined : Number(field.value);
    if (
      typed !== this.value &&
      !(this.value === undefined && field.validity.badInput && document.activeElement === field)
    ) {
      field.value = this.value === undefined ? '' : String(this.value);
    }
    for (const input of this.querySelectorAll('input')) describe(input, this.describedBy);
  }
}

customElements.define('kie-number', NumberBox);
