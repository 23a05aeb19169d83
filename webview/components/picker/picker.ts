import { html, nothing } from 'lit';
import { CloseOutside } from './closeOutside.ts';
import { pickerButton } from './pickerButton.ts';
import { activeAfter, PickerResults } from './pickerResults.ts';
import { pickerPanel } from './pickerPanel.ts';
import { PickerElement } from './pickerElement.ts';
import type { PickerOffer, PickerOption } from './pickerOptions.ts';

/**
 * A button that opens a list with a search field and, if there are categories, a category filter. The focus stays in the
 * search field while arrow keys move through the list. Fires `kie-pick` (detail: the option), `kie-star` and `kie-look`
 * (detail: the key; the active option changed) and `kie-toggle` (detail: on or off).
 */
export class Picker extends PickerElement {
  readonly #results = new PickerResults();
  readonly #outside = new CloseOutside(this, () => (this.open = false));
  #reported: string | undefined;

  override focus(): void {
    this.querySelector<HTMLElement>('.picker-button')?.focus();
  }

  get #options(): readonly PickerOption[] {
    return this.#results.options(this);
  }

  /** Opens the list and focuses the search field. */
  async show(): Promise<void> {
    this.open = true;
    this.query = '';
    this.category = '';
    this.#start();
    await this.updateComplete;
    this.#focusSearch();
  }

  #focusSearch(): void {
    this.querySelector<HTMLElement>('.picker-search')?.focus();
  }

  #start(): void {
    const wanted = this.preferred?.(this.category) ?? this.chosen;
    this.active = Math.max(
      0,
      this.#options.findIndex(option => option.key === wanted)
    );
    void this.updateComplete.then(() => {
      this.#showBottom();
      this.#showActive(true);
      // Lines that were never drawn have an estimated height.
      requestAnimationFrame(() => this.#showActive(true));
    });
  }

  #hide(): void {
    this.open = false;
    this.focus();
  }

  #pick(option: PickerOption | undefined): void {
    if (option === undefined) return;
    this.#hide();
    this.#fire('kie-pick', option);
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Scrolls the list only, not the page. */
  #showActive(inMiddle = false): void {
    const list = this.querySelector<HTMLElement>('.picker-list');
    const option = this.querySelector<HTMLElement>('[aria-selected=true]');
    if (list === null || option === null) return;
    const { offsetTop, offsetHeight } = option;
    const room = list.clientHeight - offsetHeight;
    if (inMiddle) list.scrollTop = offsetTop - room / 2;
    else list.scrollTop = Math.max(offsetTop - room, Math.min(list.scrollTop, offsetTop));
  }

  /** Scrolls the page until the bottom of the list is visible, at most until the button is at the top. */
  #showBottom(): void {
    const { bottom = 0 } = this.querySelector('.picker-panel')?.getBoundingClientRect() ?? {};
    const hidden = Math.min(bottom - window.innerHeight, this.getBoundingClientRect().top);
    if (hidden > 0) window.scrollBy(0, hidden);
  }

  #offer(offer: PickerOffer): void {
    if (offer.closes === true) this.#hide();
    else this.#focusSearch();
    offer.run();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const options = this.#options;
    const next = activeAfter(event.key, this.active, options.length);
    const inSearch = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if (event.key === 'Escape') this.#hide();
    else if (event.key === 'Enter' && !event.isComposing && inSearch) this.#pick(options[this.active]);
    else if (next !== undefined && inSearch) {
      this.active = next;
      void this.updateComplete.then(() => this.#showActive());
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  protected override render(): unknown {
    return html`${pickerButton({
      label: this.label,
      name: this.chosenLabel ?? this.placeholder,
      detail: this.chosenDetail,
      isEmpty: this.chosen === undefined,
      isOpen: this.open,
      invalid: this.invalid,
      describedBy: this.describedBy,
      onClick: () => (this.open ? this.#hide() : void this.show()),
      onOpen: () => void this.show()
    })}
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
      groups: this.#results.groups(this),
      categories: this.categories,
      category: this.category,
      query: this.query,
      chosen: this.chosen,
      active: this.active,
      toggle: this.toggle,
      samples: this.samples,
      emptyText: this.emptyText,
      offers: this.#options.length === 0 ? this.offers(this.query, this.category) : [],
      onKey: this.#onKey,
      onFocusOut: this.#outside.onFocusOut,
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
      onToggle: on => this.#fire('kie-toggle', on),
      onOffer: offer => this.#offer(offer)
    });
  }
}

customElements.define('kie-picker', Picker);
