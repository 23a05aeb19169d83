import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** A switch with its words; a native check box underneath, so that keyboard and screen readers work by themselves. */
export function switchBox(
  label: string,
  on: boolean,
  onChange: (on: boolean) => void,
  options: { readonly describedBy: readonly string[]; readonly invalid: boolean; readonly disabled?: boolean }
): TemplateResult {
  return html`<label class="switch"
    ><input
      type="checkbox"
      role="switch"
      .checked=${live(on)}
      ?disabled=${options.disabled ?? false}
      aria-checked=${String(on)}
      aria-describedby=${options.describedBy.length === 0 ? nothing : options.describedBy.join(' ')}
      aria-invalid=${options.invalid ? 'true' : nothing}
      @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
    /><span>${label}</span></label
  >`;
}
