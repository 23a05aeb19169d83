import { LitElement } from 'lit';
import type { PropertyDeclarations } from 'lit';

/** What every box that is typed into has: its name, its placeholder, and what stands beside it. */
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

  /** In the page's own tree: labels, styles and error texts reach it there. */
  protected override createRenderRoot(): this {
    return this;
  }
}
