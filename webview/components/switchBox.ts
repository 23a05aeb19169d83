import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface SwitchOptions {
  readonly describedBy: readonly string[];
  /** Replaces the label for screen readers. */
  readonly name?: string;
  readonly invalid: boolean;
  readonly disabled?: boolean;
  /** The label of the third state, neither on nor off; absent when there is none. */
  readonly unset?: string;
}

/**
 * A check box with a label.
 * `on` undefined: the third state, if the options have a label for it.
 */
export function switchBox(
  label: string,
  on: boolean | undefined,
  onChange: (on: boolean) => void,
  options: SwitchOptions
): TemplateResult {
  const { unset } = options;
  const open = on === undefined && unset !== undefined;
  const name = open ? l10n.t('{0} ({1})', options.name ?? label, unset) : options.name;
  return html`<label class="switch"
    ><input
      type="checkbox"
      .checked=${live(on === true)}
      .indeterminate=${live(open)}
      ?disabled=${options.disabled ?? false}
      aria-label=${name ?? nothing}
      aria-describedby=${options.describedBy.length === 0 ? nothing : options.describedBy.join(' ')}
      aria-invalid=${options.invalid ? 'true' : nothing}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    /><span>${label}${open ? html` <span class="quiet">(${unset})</span>` : nothing}</span></label
  >`;
}
