import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { describe } from './describe.ts';
import './toolkit.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';

export interface ButtonOptions {
  readonly kind?: 'primary' | 'secondary';
  readonly disabled?: boolean;
  /** Looks disabled and is announced so, but keeps the focus. Its click handler still runs. */
  readonly inactive?: boolean;
  readonly icon?: IconName;
  readonly className?: string;
  readonly label?: string;
  readonly title?: string;
  /** The ids of the elements that describe it. */
  readonly describedBy?: readonly string[];
}

/** A button with text. `label` replaces the text for screen readers. */
export function button(
  text: string,
  onClick: (event: MouseEvent) => void,
  options: ButtonOptions = {}
): TemplateResult {
  return html`<vscode-button
    class=${options.className ?? ''}
    appearance=${options.kind ?? 'secondary'}
    ?disabled=${options.disabled ?? false}
    aria-disabled=${options.inactive === true ? 'true' : nothing}
    aria-label=${options.label ?? nothing}
    title=${options.title === undefined || options.title === '' ? nothing : options.title}
    ${options.describedBy === undefined ? nothing : ref(describeWith(options.describedBy))}
    @click=${onClick}
    >${options.icon === undefined ? nothing : html`<span slot="start">${icon(options.icon)}</span>`}${text}</vscode-button
  >`;
}

/** The button of the toolkit exists, and the page is complete, before the next frame. */
const describeWith =
  (ids: readonly string[]) =>
  (element: Element | undefined): void => {
    if (element !== undefined) requestAnimationFrame(() => describe(element.shadowRoot?.querySelector('button'), ids));
  };

/** A small button with an icon only; `label` is its name and its tooltip. */
export function iconButton(name: IconName, label: string, onClick: () => void, disabled = false): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    aria-label=${label}
    title=${label}
    ?disabled=${disabled}
    @click=${onClick}
    >${icon(name)}</vscode-button
  >`;
}

/** An icon button that stays pressed. The tooltip is its name: with `aria-label` too, it would be read twice. */
export function toggleButton(name: IconName, label: string, pressed: boolean, onClick: () => void): TemplateResult {
  return html`<button type="button" class="toggle" title=${label} aria-pressed=${String(pressed)} @click=${onClick}>
    ${icon(name)}
  </button>`;
}
