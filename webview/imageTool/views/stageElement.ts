import { resizeStage } from '../state/viewActions.ts';
import type { ToolPage } from '../state/toolState.ts';

/** The area that shows the image. It reports its size and takes the focus when it appears. */
export class StageElement extends HTMLElement {
  page: ToolPage | undefined;
  readonly #observer = new ResizeObserver(() => this.#report());

  connectedCallback(): void {
    this.#observer.observe(this);
    // Keys work from the start.
    this.focus();
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
  }

  #report(): void {
    if (this.page !== undefined) resizeStage(this.page, { width: this.clientWidth, height: this.clientHeight });
  }
}

customElements.define('kie-stage', StageElement);
