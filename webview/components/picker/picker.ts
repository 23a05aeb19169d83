import { LitElement, html, nothing } from 'lit';
import type { PropertyDeclarations } from 'lit';
import { icon } from '../icons.ts';
import { pickerPanel } from './pickerPanel.ts';
import type { Find, PickerCategory, PickerGroup, PickerOption } from './pickerOptions.ts';

/**
 * A button that opens a list with a search field and, if there are categories, a category filter. The focus stays in the
 * search field while arrow keys move through the list. Fires `kie-pick`, `kie-star` and `kie-look` (detail: the key; the
 * active option changed) and `kie-toggle` (detail: on or off).
 */
export class Picker extends LitElement {
  static override properties: PropertyDeclarations = {
    find: { attribute: false },
    categories: { attribute: false },
    preferred: { attribute: false },
    toggle: { attribute: false },
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
  #reported: string | undefined;
  #found: { readonly key: readonly unknown[]; readonly groups: readonly PickerGroup[] } | undefined;

  constructor() {
    super();
    this.find = () => [];
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

  /** Cached for each query and category: arrow keys and rendering read it often. */
  get #groups(): readonly PickerGroup[] {
    const key = [this.find, this.query, this.category];
    if (this.#found?.key.every((part, i) => part === key[i]) !== true) {
      this.#found = { key, groups: this.find(this.query, this.category) };
    }
    return this.#found.groups;
  }

  get #options(): readonly PickerOption[] {
    return this.#groups.flatMap(group => group.options);
  }

  /** Opens the list and focuses the search field. */
  async show(): Promise<void> {
    this.open = true;
    this.query = '';
    this.#start();
    await this.updateComplete;
    this.querySelector<HTMLElement>('.picker-search')?.focus();
    this.#showActive();
  }

  #start(): void {
    const wanted = this.preferred?.(this.category) ?? this.chosen;
    this.active = Math.max(
      0,
      this.#options.findIndex(option => option.key === wanted)
    );
    void this.updateComplete.then(() => this.#showActive());
  }

  #hide(): void {
    this.open = false;
    this.focus();
  }

  #pick(option: PickerOption | undefined): void {
    if (option === undefined) return;
    this.#hide();
    this.#fire('kie-pick', option.key);
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #showActive(): void {
    this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const options = this.#options;
    const last = options.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, this.active + 1),
      ArrowUp: Math.max(0, this.active - 1),
      PageDown: Math.min(last, this.active + 8),
      PageUp: Math.max(0, this.active - 8)
    };
    const next = steps[event.key];
    const inSearch = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if (event.key === 'Escape') this.#hide();
    else if (event.key === 'Enter' && !event.isComposing && inSearch) this.#pick(options[this.active]);
    else if (next !== undefined && inSearch) {
      this.active = Math.max(0, next);
      void this.updateComplete.then(() => this.#showActive());
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    // Without a related target, the window lost the focus, or the click hit an element that cannot be focused.
    if (event.relatedTarget !== null) this.open = false;
  };

  readonly #onPointerOutside = (event: Event): void => {
    if (event.target instanceof Node && !this.contains(event.target)) this.open = false;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#onPointerOutside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#onPointerOutside);
  }

  protected override render(): unknown {
    const name = this.chosenLabel ?? this.placeholder;
    return html`<button
        type="button"
        class="picker-button"
        aria-haspopup="listbox"
        aria-expanded=${String(this.open)}
        aria-label="${this.label}: ${name}"
        aria-describedby=${this.describedBy.join(' ')}
        data-invalid=${this.invalid ? 'true' : nothing}
        @click=${() => (this.open ? this.#hide() : void this.show())}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          void this.show();
        }}
      >
        <span class="picker-text"
          ><span class="picker-label ${this.chosen === undefined ? 'quiet' : ''}">${name}</span>
          ${this.chosenDetail === undefined ? nothing : html`<span class="picker-detail">${this.chosenDetail}</span>`}</span
        >${icon('chevron')}
      </button>
      ${this.open ? this.#panel() : nothing}`;
  }

  protected override updated(): void {
    if (this.open) this.#reportActive(this.#options[this.active]);
  }

  #reportActive(option: PickerOption | undefined): void {
    if (option === undefined || option.key === this.#reported) return;
    this.#reported = option.key;
    this.#fire('kie-look', option.key);
  }

  #panel(): unknown {
    return pickerPanel({
      id: this.id,
      label: this.label,
      groups: this.#groups,
      categories: this.categories,
      category: this.category,
      query: this.query,
      active: this.active,
      toggle: this.toggle,
      onKey: this.#onKey,
      onFocusOut: this.#onFocusOut,
      onQuery: query => {
        this.query = query;
        this.active = 0;
        void this.updateComplete.then(() => this.#showActive());
      },
      onCategory: category => {
        this.category = category;
        this.#start();
      },
      onPick: option => this.#pick(option),
      onLook: option => this.#reportActive(option),
      onStar: option => this.#fire('kie-star', option.key),
      onToggle: on => this.#fire('kie-toggle', on)
    });
  }
}

customElements.define('kie-picker', Picker);
