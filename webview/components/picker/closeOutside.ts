import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Closes the list of an element when the pointer or the focus goes to another part of the page. */
export class CloseOutside implements ReactiveController {
  readonly #host: HTMLElement;
  readonly #close: () => void;

  constructor(host: ReactiveControllerHost & HTMLElement, close: () => void) {
    this.#host = host;
    this.#close = close;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('pointerdown', this.#onPointerDown);
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this.#onPointerDown);
  }

  readonly #onPointerDown = (event: Event): void => {
    if (event.target instanceof Node && !this.#host.contains(event.target)) this.#close();
  };

  /** The listener for `focusout` of the list. */
  readonly onFocusOut = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && this.#host.contains(event.relatedTarget)) return;
    // Without a related target, the window lost the focus, or the click hit an element that cannot be focused.
    if (event.relatedTarget !== null) this.#close();
  };
}
