import { LitElement, html } from 'lit';
import type { PropertyDeclarations } from 'lit';

/** Compares two images on top of each other; a slider divides them. */
export class Compare extends LitElement {
  static override properties: PropertyDeclarations = {
    source: {},
    result: {},
    label: {}
  };
  declare source: string;
  declare result: string;
  declare label: string;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    return html`<div class="compare">
        <img class="compare-before" src=${this.source} alt="" />
        <img class="compare-after" src=${this.result} alt="" />
      </div>
      <input
        type="range"
        class="slider"
        min="0"
        max="100"
        value="50"
        aria-label=${this.label}
        @input=${(event: Event) => {
          event.stopPropagation();
          const share = (event.target as HTMLInputElement).value;
          this.querySelector<HTMLElement>('.compare')?.style.setProperty('--share', `${share}%`);
        }}
      />`;
  }
}

customElements.define('kie-compare', Compare);
