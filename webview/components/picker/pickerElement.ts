import * as l10n from '@vscode/l10n';
import { LitElement } from 'lit';
import type { PropertyDeclarations } from 'lit';
import type { SampleAccess } from '../samplePlayer.ts';
import type { Find, PickerCategory, PickerOffer } from './pickerOptions.ts';

/** The properties of a picker, set by the page, and the state of its open list. */
export abstract class PickerElement extends LitElement {
  static override properties: PropertyDeclarations = {
    find: { attribute: false },
    categories: { attribute: false },
    preferred: { attribute: false },
    toggle: { attribute: false },
    samples: { attribute: false },
    offers: { attribute: false },
    emptyText: { attribute: false },
    chosen: { attribute: false },
    chosenLabel: { attribute: false },
    chosenDetail: { attribute: false },
    label: {},
    placeholder: {},
    invalid: { type: Boolean },
    describedBy: { attribute: false },
    open: { state: true },
    query: { state: true },
    category: { state: true },
    active: { state: true }
  };
  declare find: Find;
  declare categories: readonly PickerCategory[];
  /** The option that is active first in a category. */
  declare preferred: ((category: string) => string | undefined) | undefined;
  /** A switch below the list. */
  declare toggle: { readonly label: string; readonly on: boolean } | undefined;
  /** Loads the samples of options that have one. */
  declare samples: SampleAccess | undefined;
  /** What to offer when nothing was found. */
  declare offers: (query: string, category: string) => readonly PickerOffer[];
  declare emptyText: string;
  declare chosen: string | undefined;
  declare chosenLabel: string | undefined;
  declare chosenDetail: string | undefined;
  declare label: string;
  declare placeholder: string;
  declare invalid: boolean;
  declare describedBy: readonly string[];
  declare open: boolean;
  declare query: string;
  declare category: string;
  declare active: number;

  constructor() {
    super();
    this.find = () => [];
    this.categories = [];
    this.offers = () => [];
    this.emptyText = l10n.t('No matches.');
    this.label = '';
    this.placeholder = '';
    this.invalid = false;
    this.describedBy = [];
    this.open = false;
    this.query = '';
    this.category = '';
    this.active = 0;
  }

  protected override createRenderRoot(): this {
    return this;
  }
}
