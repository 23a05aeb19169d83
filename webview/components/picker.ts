import { LitElement, html, nothing } from 'lit';
import type { PropertyDeclarations } from 'lit';
import * as l10n from '@vscode/l10n';
import { icon } from './icons.ts';
import { matches, rank } from './search.ts';

export interface PickerOption {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  /** Extra words for the search. */
  readonly words?: string;
  readonly badge?: string;
  readonly categories?: readonly string[];
}

export interface PickerCategory {
  readonly key: string;
  readonly label: string;
}

/**
 * A button that opens a list with a search field and, where there are categories, a choice of them. Focus stays in
 * the search field while arrow keys move through the list. Fires `kie-pick` (detail: the key).
 */
export class Picker extends LitElement {
  static override properties: PropertyDeclarations = {
    options: { attribute: false },
    categories: { attribute: false },
    chosen: { attribute: false },
    label: {},
    placeholder: {},
    invalid: { type: Boolean },
    describedBy: { attribute: false },
    open: { state: true },
    query: { state: true },
    category: { state: true },
    active: { state: true }
  };
  declare options: readonly PickerOption[];
  declare categories: readonly PickerCategory[];
  declare chosen: string | undefined;
  declare label: string;
  declare placeholder: string;
  declare invalid: boolean;
  declare describedBy: readonly string[];
  declare private open: boolean;
  declare private query: string;
  declare private category: string;
  declare private active: number;

  constructor() {
    super();
    this.options = [];
    this.categories = [];
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

  override focus(): void {
    this.querySelector<HTMLElement>('.picker-button')?.focus();
  }

  private get found(): readonly PickerOption[] {
    const { category, query } = this;
    const fit = this.options.filter(
      option =>
        (category === '' || option.categories?.includes(category) === true) &&
        matches(query, `${option.label} ${option.detail ?? ''} ${option.key} ${option.words ?? ''}`)
    );
    // The sort is stable: what fits alike keeps the host's order.
    return fit
      .map(option => ({ option, rank: rank(query, [option.key, option.label]) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ option }) => option);
  }

  /** Opens the list and puts the focus into the search. */
  async show(): Promise<void> {
    this.open = true;
    this.query = '';
    this.active = Math.max(
      0,
      this.found.findIndex(option => option.key === this.chosen)
    );
    await this.updateComplete;
    this.querySelector<HTMLElement>('.picker-search')?.focus();
    this.showActive();
  }

  private hide(): void {
    this.open = false;
    this.focus();
  }

  private pick(option: PickerOption | undefined): void {
    if (option === undefined) return;
    this.hide();
    this.dispatchEvent(new CustomEvent('kie-pick', { detail: option.key }));
  }

  private showActive(): void {
    this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const last = this.found.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, this.active + 1),
      ArrowUp: Math.max(0, this.active - 1),
      PageDown: Math.min(last, this.active + 8),
      PageUp: Math.max(0, this.active - 8)
    };
    const next = steps[event.key];
    if (event.key === 'Escape') this.hide();
    else if (event.key === 'Enter' && !event.isComposing) this.pick(this.found[this.active]);
    else if (next !== undefined) {
      this.active = Math.max(0, next);
      void this.updateComplete.then(() => this.showActive());
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private readonly onFocusOut = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    // Without a related target the window itself lost the focus, or a click hit something that takes none.
    if (event.relatedTarget !== null) this.open = false;
  };

  private readonly onPointerOutside = (event: Event): void => {
    if (event.target instanceof Node && !this.contains(event.target)) this.open = false;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.onPointerOutside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.onPointerOutside);
  }

  protected override render(): unknown {
    const chosen = this.options.find(option => option.key === this.chosen);
    return html`<button
        type="button"
        class="picker-button"
        aria-haspopup="listbox"
        aria-expanded=${String(this.open)}
        aria-label="${this.label}: ${chosen?.label ?? this.placeholder}"
        aria-describedby=${this.describedBy.join(' ')}
        data-invalid=${this.invalid ? 'true' : nothing}
        @click=${() => (this.open ? this.hide() : void this.show())}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          void this.show();
        }}
      >
        <span class="picker-text"
          ><span class="picker-label ${chosen === undefined ? 'quiet' : ''}">${chosen?.label ?? this.placeholder}</span>
          ${chosen?.detail === undefined ? nothing : html`<span class="picker-detail">${chosen.detail}</span>`}</span
        >${icon('chevron')}
      </button>
      ${this.open ? this.panel() : nothing}`;
  }

  private panel(): unknown {
    const { found } = this;
    const listId = `${this.id}-list`;
    return html`<div class="picker-panel" @keydown=${this.onKey} @focusout=${this.onFocusOut}>
      ${
        this.categories.length === 0
          ? nothing
          : html`<select
              class="select"
              aria-label=${l10n.t('Category')}
              @keydown=${(event: KeyboardEvent) => {
                if (event.key !== 'Escape') event.stopPropagation();
              }}
              @change=${(event: Event) => {
                this.category = (event.target as HTMLSelectElement).value;
                this.active = 0;
              }}
            >
              ${this.categories.map(
                category =>
                  html`<option value=${category.key} ?selected=${category.key === this.category}>
                    ${category.label}
                  </option>`
              )}
            </select>`
      }
      <input
        class="picker-search text"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-expanded="true"
        aria-controls=${listId}
        aria-activedescendant=${found.length === 0 ? nothing : `${listId}-${this.active}`}
        aria-label=${l10n.t('Search: {0}', this.label)}
        placeholder=${l10n.t('Search')}
        .value=${this.query}
        @input=${(event: Event) => {
          event.stopPropagation();
          this.query = (event.target as HTMLInputElement).value;
          this.active = 0;
        }}
      />
      <div class="picker-list" id=${listId} role="listbox" aria-label=${this.label} tabindex="-1">
        ${found.map(
          (option, index) =>
            html`<div
              id="${listId}-${index}"
              class="picker-option"
              role="option"
              aria-selected=${String(index === this.active)}
              @click=${() => this.pick(option)}
            >
              <span class="picker-label"
                >${option.label}${
                  option.badge === undefined ? nothing : html` <span class="badge">${option.badge}</span>`
                }</span
              >
              ${option.detail === undefined ? nothing : html`<span class="picker-detail">${option.detail}</span>`}
            </div>`
        )}
      </div>
      <div class="quiet picker-count" role="status">
        ${found.length === 0 ? l10n.t('Nothing found') : l10n.t('{0} found', found.length)}
      </div>
    </div>`;
  }
}

customElements.define('kie-picker', Picker);
