import { LitElement, html } from 'lit';
import type { PropertyDeclarations } from 'lit';

/** Shows the time elapsed since `since` (milliseconds since 1970); `text` formats the seconds. */
export class Clock extends LitElement {
  static override properties: PropertyDeclarations = {
    since: { attribute: false },
    text: { attribute: false }
  };
  declare since: number;
  declare text: (seconds: number) => string;
  #timer: number | undefined;

  constructor() {
    super();
    this.since = 0;
    this.text = String;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): unknown {
    return html`${this.text((Date.now() - this.since) / 1000)}`;
  }
}

customElements.define('kie-clock', Clock);
