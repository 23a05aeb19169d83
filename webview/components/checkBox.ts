import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import './toolkit.ts';

/** A check box with its label. `current` is asked when it changes: the toolkit also reports changes made by us. */
export function checkBox(
  label: string,
  current: () => boolean,
  onChange: (checked: boolean) => void,
  options: { readonly describedBy: readonly string[]; readonly invalid: boolean }
): TemplateResult {
  return html`<vscode-checkbox
    .checked=${live(current())}
    aria-describedby=${options.describedBy.join(' ')}
    aria-invalid=${options.invalid ? 'true' : nothing}
    @change=${(event: Event) => {
      const { checked } = event.target as HTMLElement & { checked: boolean };
      if (checked !== current()) onChange(checked);
    }}
    >${label}</vscode-checkbox
  >`;
}
