import * as l10n from '@vscode/l10n';
import { LitElement, html, nothing } from 'lit';
import type { PropertyDeclarations, TemplateResult } from 'lit';
import { button, iconButton } from './button.ts';
import { icon } from './icons.ts';
import { samplePlayer } from './samplePlayer.ts';
import type { SampleAccess } from './samplePlayer.ts';

/**
 * Plays and stops a sample. `look`: an icon button; a button with text; or a mark in an option of a list, for the mouse
 * only. The buttons report a sample that cannot be played and offer to open it in the browser.
 */
export class Sample extends LitElement {
  static override properties: PropertyDeclarations = {
    address: {},
    name: {},
    look: {},
    access: { attribute: false }
  };
  declare address: string;
  /** The name of the voice. */
  declare name: string;
  declare look: 'icon' | 'text' | 'mark';
  declare access: SampleAccess;

  override connectedCallback(): void {
    super.connectedCallback();
    samplePlayer.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    samplePlayer.remove(this);
    queueMicrotask(() => samplePlayer.stopUnseen());
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.get('address') !== undefined) queueMicrotask(() => samplePlayer.stopUnseen());
  }

  protected override render(): unknown {
    const phase = samplePlayer.phaseOf(this.address);
    const isOn = phase === 'loading' || phase === 'playing';
    const toggle = (): void => {
      if (isOn) samplePlayer.stop();
      else void samplePlayer.play(this.address, this.access.load);
    };
    const name = isOn ? 'stop' : 'play';
    const label = isOn ? l10n.t('Stop sample of {0}', this.name) : l10n.t('Play sample of {0}', this.name);
    switch (this.look) {
      case 'mark':
        return mark(name, label, toggle);
      case 'icon':
        return html`${iconButton(name, label, toggle, this.address === '')}${this.#problem()}`;
      case 'text':
        return html`${button(label, toggle, { icon: name, disabled: this.address === '' })}${this.#problem()}`;
    }
  }

  #problem(): TemplateResult {
    const phase = samplePlayer.phaseOf(this.address);
    const text =
      phase === 'failed'
        ? l10n.t("The sample can't be downloaded.")
        : phase === 'unplayable'
          ? l10n.t("The sample can't be played here.")
          : undefined;
    return html`<div class="sample-problem" role="status">
      ${
        text === undefined
          ? nothing
          : html`<span>${text}</span>
              <button type="button" class="link" @click=${() => this.access.openInBrowser(this.address)}>
                ${l10n.t('Open in Browser')}
              </button>`
      }
    </div>`;
  }
}

const mark = (name: 'play' | 'stop', label: string, onClick: () => void): TemplateResult =>
  html`<span
    class="picker-play"
    aria-hidden="true"
    title=${label}
    @click=${(event: Event) => {
      event.stopPropagation();
      onClick();
    }}
    >${icon(name)}</span
  >`;

customElements.define('kie-sample', Sample);
