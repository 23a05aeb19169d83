import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from './icons.ts';

export interface Choice {
  /** Identifies the option; the typed value of the draft is looked up by it. */
  readonly key: string;
  readonly label: string;
  readonly note?: string;
  /** Cannot be chosen now; the note may give the reason. */
  readonly disabled?: boolean;
}

export interface ChoiceOptions {
  readonly id: string;
  readonly label: string;
  readonly describedBy: readonly string[];
  readonly invalid: boolean;
  readonly required: boolean;
}

/** Characters that fit in one line of a narrow view; with more, the buttons wrap into two lines of equal columns. */
const LINE = 34;

/** The classes of a group with labels only, and of one with a drawing above each label. */
const look = {
  plain: { group: 'segmented', segment: 'segment' },
  drawn: { group: 'ratios', segment: 'segment ratio' }
} as const;

/**
 * A few short values side by side, each with the drawing that `draw` returns. Built on radio buttons, so arrow keys and
 * screen readers work natively.
 */
export function segmented(
  choices: readonly Choice[],
  chosen: string | undefined,
  onChoose: (key: string) => void,
  options: ChoiceOptions & { readonly draw?: (key: string) => TemplateResult }
): TemplateResult {
  const { draw } = options;
  const { group, segment } = look[draw === undefined ? 'plain' : 'drawn'];
  const lengths = choices.map(({ label }) => label.length);
  // The label of a drawing wraps between its words.
  const parts =
    draw === undefined ? lengths : choices.flatMap(({ label }) => label.split(' ').map(word => word.length));
  const widest = Math.max(...parts);
  const long = draw === undefined && lengths.reduce((sum, length) => sum + length, 3 * lengths.length) > LINE;
  return html`<div
    class="${group} ${long ? 'even' : ''}"
    .style=${`--widest: ${widest}ch; --count: ${lengths.length}; --half: ${Math.ceil(lengths.length / 2)}`}
    role="radiogroup"
    aria-label=${options.label}
    aria-required=${String(options.required)}
    aria-invalid=${options.invalid ? 'true' : nothing}
    aria-describedby=${options.describedBy.join(' ')}
  >
    ${choices.map(
      choice =>
        html`<label class=${segment} title=${choice.note ?? nothing}
          ><input
            type="radio"
            name=${options.id}
            value=${choice.key}
            ?disabled=${choice.disabled ?? false}
            .checked=${live(choice.key === chosen)}
            @click=${() => onChoose(choice.key)}
          />${draw?.(choice.key) ?? nothing}<span>${choice.label}</span></label
        >`
    )}
  </div>`;
}

/** A dropdown. `emptyLabel` adds an entry for no choice; without it, one of the choices is always selected. */
export function dropdown(
  choices: readonly Choice[],
  chosen: string | undefined,
  onChoose: (key: string | undefined) => void,
  options: ChoiceOptions & { readonly emptyLabel?: string }
): TemplateResult {
  return html`<span class="select-box"
    ><select
      class="select"
      aria-label=${options.label}
      aria-required=${String(options.required)}
      aria-invalid=${options.invalid ? 'true' : nothing}
      aria-describedby=${options.describedBy.join(' ')}
      @change=${(event: Event) => {
        const index = (event.target as HTMLSelectElement).selectedIndex - (options.emptyLabel === undefined ? 0 : 1);
        onChoose(choices[index]?.key);
      }}
    >
      ${
        options.emptyLabel === undefined
          ? nothing
          : html`<option value="" .selected=${live(chosen === undefined)}>${options.emptyLabel}</option>`
      }
      ${choices.map(
        choice =>
          html`<option
            value=${choice.key}
            title=${choice.note ?? nothing}
            ?disabled=${choice.disabled ?? false}
            .selected=${live(choice.key === chosen)}
          >
            ${choice.label}
          </option>`
      )}</select
    >${icon('chevron')}</span
  >`;
}
