import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface SwitchOptions {
  readonly describedBy: readonly string[];
  readonly invalid: boolean;
  readonly disabled?: boolean;
  /** Neither on nor off is a state of its own; the words for it. */
  readonly unset?: string;
}

/**
 * A switch with its words; a native check box underneath, so that keyboard and screen readers work by themselves.
 * `on` undefined: neither, where the options have words for it.
 */
export function switchBox(
  label: string,
  on: boolean | undefined,
  onChange: (on: boolean) => void,
  options: SwitchOptions
): TemplateResult {
  const { unset } = options;
  const open = on === undefined && unset !== undefined;
  // A switch has two states; with a third it is a check box to screen readers too.
  return html`<label class="switch"
    ><input
      type="checkbox"
      role=${unset === undefined ? 'switch' : nothing}
      .checked=${live(on === true)}
      .indeterminate=${live(open)}
      ?disabled=${options.disabled ?? false}
      aria-checked=${unset === undefined ? String(on === true) : nothing}
      aria-describedby=${options.describedBy.length === 0 ? nothing : options.describedBy.join(' ')}
      aria-invalid=${options.invalid ? 'true' : nothing}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    /><span>${label}${open ? html` <span class="quiet">(${unset})</span>` : nothing}</span></label
  >`;
}
