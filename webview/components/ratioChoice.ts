import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Choice, ChoiceOptions } from './choice.ts';
import { ratioOf } from './ratio.ts';

/** Longest side of the little frame, in the 24 by 24 of the drawing. */
const SIDE = 18;

/** Shapes of a picture, drawn. Radio buttons underneath, as in `segmented`. */
export function ratioChoice(
  choices: readonly Choice[],
  chosen: string | undefined,
  onChoose: (key: string) => void,
  options: ChoiceOptions
): TemplateResult {
  return html`<div
    class="ratios"
    role="radiogroup"
    aria-label=${options.label}
    aria-required=${String(options.required)}
    aria-invalid=${options.invalid ? 'true' : nothing}
    aria-describedby=${options.describedBy.join(' ')}
  >
    ${choices.map(
      choice =>
        html`<label class="segment ratio" title=${choice.note ?? choice.label}
          ><input
            type="radio"
            name=${options.id}
            value=${choice.key}
            .checked=${live(choice.key === chosen)}
            @click=${() => onChoose(choice.key)}
          />${frame(choice.key)}<span>${choice.label}</span></label
        >`
    )}
  </div>`;
}

function frame(key: string): TemplateResult {
  const ratio = ratioOf(key);
  const [width, height] = ratio ?? [1, 1];
  const scale = SIDE / Math.max(width, height);
  const w = Math.max(2, width * scale);
  const h = Math.max(2, height * scale);
  return html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
    ${svg`<rect x=${12 - w / 2} y=${12 - h / 2} width=${w} height=${h} rx="1" stroke-dasharray=${ratio === undefined ? '2 2' : nothing} />`}
  </svg>`;
}
