import { LitElement } from 'lit';
import type { PropertyDeclarations } from 'lit';

/** The base of text and number fields: label, placeholder, state and descriptions. */
export abstract class DescribedBox extends LitElement {
  static override properties: PropertyDeclarations = {
    label: {},
    placeholder: {},
    required: { type: Boolean },
    invalid: { type: Boolean },
    describedBy: { attribute: false }
  };
  declare label: string;
  declare placeholder: string;
  declare required: boolean;
  declare invalid: boolean;
  declare describedBy: readonly string[];

  constructor() {
    super();
    this.label = '';
    this.placeholder = '';
    this.required = false;
    this.invalid = false;
    this.describedBy = [];
  }

  /** Renders into the light DOM, so that labels, styles and error texts of the page apply. */
  protected override createRenderRoot(): this {
    return this;
  }
}
